// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "core/index/forward_index.h"
#include "core/search/question.h"
#include "core/search/search.h"

namespace dejavu {

/// Whether documents pass what a question demands of their facts: facets, times, durations. Facet
/// filters are numbered, so that each facet can be counted without its own.
class DocumentFilter {
 public:
  /// `excluded` are documents that may not answer, ascending.
  DocumentFilter(const ParsedQuestion& question, ForwardIndex& forward,
                 std::vector<DocId> excluded);

  /// One bit for each facet filter that the document fails; kRejected when it fails anything else.
  std::uint32_t failed(DocId doc) const;

  bool passes(DocId doc) const { return empty_ || failed(doc) == 0; }

  /// The bit of a facet's filter; 0 when the question has none.
  std::uint32_t bit_of(std::uint8_t facet) const;

  static constexpr std::uint32_t kRejected = 1U << 31;

 private:
  struct Range {
    const std::int32_t DocumentFacts::*duration = nullptr;  // nullptr: started_at
    std::int64_t least = 0;
    std::int64_t most = 0;
    bool excluded = false;
  };

  void add_ranges(const ParsedQuestion& question);
  void add_facets(const ParsedQuestion& question);
  bool in_ranges(const DocumentFacts& facts) const;

  ForwardIndex& forward_;
  std::vector<DocId> excluded_;
  std::vector<Range> ranges_;
  std::vector<std::uint8_t> filtered_facets_;  // by bit
  std::uint32_t wanted_ = 0;                   // bits of all facet filters
  std::vector<std::uint32_t> bits_of_value_;   // by facet value: filters that it satisfies
  bool empty_ = false;
};

/// Counts the values of the facets that answers show, over documents of a match.
class FacetCounter {
 public:
  FacetCounter(ForwardIndex& forward, const DocumentFilter& filter);

  /// `failed` is what the filter says of the document.
  void count(DocId doc, std::uint32_t failed);

  std::map<std::string, std::vector<FacetCount>> take() const;

 private:
  ForwardIndex& forward_;
  std::vector<std::uint32_t> bit_of_value_;  // of the filter of its facet
  std::vector<std::uint32_t> counts_;        // by facet value
};

}  // namespace dejavu
