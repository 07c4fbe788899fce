// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/index/forward_format.h"
#include "core/index/record_store.h"

namespace dejavu {

/// A document whose terms and words are placed and the rest of which waits for its number.
struct UnnumberedDocument {
  DocumentFacts facts;  // without its facets
  std::uint32_t length = 0;
  std::vector<std::pair<std::uint8_t, std::string>> facets;
};

/// The writer's side of the forward index. What it appends is visible to nobody before a commit of
/// the engine names the ends that sync() returns. Numbers 1, 2, 3, … are given in the order of
/// calls and never again. One object serves one thread at a time. Members throw Error kIo.
class ForwardAppender {
 public:
  /// Creates the folder and the files in it. Words are collected until the first sync(), which
  /// writes them sorted.
  static ForwardAppender create(const std::filesystem::path& folder);

  /// Continues behind `ends`; what stands there belongs to no commit and is cut off. Throws Error
  /// kCorrupt when a file is shorter, kVersion, kNotFound. Words and facet values are looked up
  /// where they stand, when the first document comes.
  static ForwardAppender open(const std::filesystem::path& folder, const ForwardEnds& ends);

  ~ForwardAppender();
  ForwardAppender(ForwardAppender&&) noexcept;

  /// In any order: what it writes is found through the facts.
  UnnumberedDocument place(ForwardDocument document, const RecordRef& record);

  /// Gives the next number.
  std::uint32_t number(const UnnumberedDocument& placed);

  /// The document keeps its number and becomes what is placed here, which uses up the next one.
  void replace(std::uint32_t doc, const UnnumberedDocument& placed);

  /// The number given or used up last; 0 when there is none.
  std::uint32_t last() const;

  /// Where the record of a document stands; also of one that is not synced yet. Throws Error
  /// kCorrupt for a number that was not given.
  RecordRef record(std::uint32_t doc);

  /// Everything so far survives power loss, up to the ends that it returns.
  ForwardEnds sync();

 private:
  class Impl;
  explicit ForwardAppender(std::unique_ptr<Impl> impl);

  std::unique_ptr<Impl> impl_;
};

}  // namespace dejavu
