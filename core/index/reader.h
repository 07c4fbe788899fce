// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/time.h"
#include "core/index/card.h"
#include "core/index/forward_index.h"
#include "core/index/index_stats.h"
#include "core/postmortem/postmortem.h"

namespace dejavu {

using DocId = std::uint32_t;

/// State of the index that an answer was computed from.
struct IndexInfo {
  std::string generation;      // name of the generation's folder
  std::uint64_t revision = 0;  // grows with every commit to the generation
  std::uint32_t documents = 0;
  IndexStats stats;

  bool operator==(const IndexInfo&) const = default;

  /// What a reader of either sees is the same.
  bool is_same_revision(const IndexInfo& other) const {
    return generation == other.generation && revision == other.revision;
  }
};

class XapianAccess;  // core/index/xapian_access.h: only for rooms that speak to the engine

/// A view of the current generation. It never writes and takes no lock. One object serves one
/// thread. Reads that meet a commit of the writer are retried on the newer revision, so a caller
/// sees either the old answer or the new one.
class Reader {
 public:
  /// Throws Error kNotFound when there is no index ("build one with: …"), kVersion or kCorrupt when
  /// it cannot be read.
  explicit Reader(std::filesystem::path index_dir);
  ~Reader();
  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;

  /// Moves to the newest generation and revision; true when something changed. Costs microseconds
  /// when nothing did. Call before each question.
  bool refresh();

  const IndexInfo& info() const;

  /// By id or path; absent when there is none.
  std::optional<DocId> find_id(std::string_view id);
  std::optional<DocId> find_path(std::string_view path);

  /// A document that was removed since it was found still has what it had then. Throw Error
  /// kNotFound for a number that no document has had, kCorrupt for a damaged record.
  Card card(DocId doc);
  Postmortem postmortem(DocId doc);

  /// All documents, newest started_at first, those without a date last, then by id: the order of
  /// lists. Computed once per revision.
  const std::vector<DocId>& newest_first();

  XapianAccess& access();

  /// At least of the revision that the database behind access() has now. Within
  /// XapianAccess::read, call it before anything else: what the engine finds there is then here.
  /// The object lives as long as the reader and until refresh().
  ForwardIndex& forward();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace dejavu
