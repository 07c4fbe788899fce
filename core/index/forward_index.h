// SPDX-License-Identifier: GPL-2.0-or-later
// The forward index: from a document to its terms, facts and facet values, where the engine's
// postings lead from a term to its documents. Few terms find documents, all terms score them, so
// scoring must not ask the engine once for each term (docs/INDEX.md).
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/index/forward_format.h"
#include "core/index/word_order.h"

namespace dejavu {

/// The terms of a document: three columns of the same length, by ascending hash.
struct ForwardTerms {
  std::span<const std::uint32_t> hashes;
  std::span<const std::uint8_t> counts;  // at most 255
  std::span<const SectionSet> sections;  // where the term stands

  std::size_t size() const { return hashes.size(); }
};

/// A facet value as it was written first.
struct FacetValue {
  std::uint8_t facet = 0;  // Field::facet
  std::string value;
};

/// The reader's side: files mapped into memory, as long as one revision of the index says they are.
/// Nothing that a revision counts in is ever written again, so a reader keeps what it sees while
/// others commit. One object serves one thread. What it returns lives until the next call of
/// extend().
class ForwardIndex {
 public:
  /// Throws Error kNotFound, kIo, kVersion, or kCorrupt when a file is shorter than `ends` says.
  ForwardIndex(const std::filesystem::path& folder, const ForwardEnds& ends);
  ~ForwardIndex();
  ForwardIndex(ForwardIndex&&) noexcept;
  ForwardIndex& operator=(ForwardIndex&&) noexcept;

  /// Moves to a later revision of the same generation.
  void extend(const ForwardEnds& ends);

  /// Documents have numbers from 1 to last(), in which there are gaps: a number that no document
  /// has now may still have the facts of one that is gone, or what another document was replaced
  /// by.
  std::uint32_t last() const;

  /// The next ones throw Error kCorrupt for a number beyond last() or an entry that points outside.
  const DocumentFacts& facts(std::uint32_t doc) const;
  ForwardTerms terms(std::uint32_t doc) const;
  std::string_view title_shape(std::uint32_t doc) const;           // core/index/title_shape.h
  WordOrder order(std::uint32_t doc) const;                        // of its prose
  std::span<const std::uint32_t> facets(std::uint32_t doc) const;  // indexes into facet_values()

  /// Sums of the counts of all text terms, by document number; [0] is 0.
  std::span<const std::uint32_t> lengths() const;

  /// Every facet value that any document has or had. Read at the first call, then extended.
  const std::vector<FacetValue>& facet_values();

  /// Every word that any document has or had, folded and not stemmed, sorted: for completion and
  /// "did you mean". Read at the first call, then extended.
  const std::vector<std::string_view>& words();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace dejavu
