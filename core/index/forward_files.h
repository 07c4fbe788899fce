// SPDX-License-Identifier: GPL-2.0-or-later
// Private to core/index: names and shapes of the files of the forward index (docs/INDEX.md).
#pragma once

#include <cstdint>
#include <string_view>

#include "core/index/forward_format.h"
#include "core/index/index_file.h"

namespace dejavu {

struct ForwardFile {
  std::string_view name;
  std::string_view magic;
};

inline constexpr ForwardFile kFactsFile = {"facts", "dejavu-facts---2"};
inline constexpr ForwardFile kLengthsFile = {"lengths", "dejavu-lengths-1"};
inline constexpr ForwardFile kTermsFile = {"terms", "dejavu-terms---2"};
inline constexpr ForwardFile kFacetsFile = {"facets", "dejavu-facets--1"};
inline constexpr ForwardFile kFacetValuesFile = {"facet_values", "dejavu-fvalues-1"};
inline constexpr ForwardFile kWordsFile = {"words", "dejavu-words---1"};

inline constexpr ForwardFile kMovesFile = {"moves", "dejavu-moves---1"};

/// A document that was replaced: from then on its facts and length are those of another row. The
/// rows themselves never change, so that a reader of an older revision keeps what it has.
struct Move {
  std::uint32_t doc = 0;
  std::uint32_t row = 0;
};

/// Behind the magic of `words`: where the words end that a build wrote, sorted. Those of updates
/// follow as they came. Each ends in kWordEnd.
inline constexpr std::size_t kWordsBegin = kMagicBytes + sizeof(std::uint64_t);
inline constexpr char kWordEnd = '\n';

/// In front of the bytes of a facet value: its field and its length.
inline constexpr std::size_t kFacetValueHeaderBytes = 1 + sizeof(std::uint32_t);

/// A document's hashes, counts and sections.
constexpr std::uint64_t columns_bytes(std::uint64_t terms) {
  constexpr std::uint64_t kTermBytes = sizeof(std::uint32_t) + 2;
  return terms * kTermBytes;
}

/// These, its title's shape and the order of its words, padded so that the next hashes are aligned.
constexpr std::uint64_t terms_bytes(std::uint64_t terms, std::uint64_t title_bytes,
                                    std::uint64_t order_bytes) {
  return (columns_bytes(terms) + title_bytes + order_bytes + 3) / 4 * 4;
}

/// How many rows of facts the ends speak of. Throws Error kCorrupt when they do not fit together.
std::uint32_t rows_within(const ForwardEnds& ends);

}  // namespace dejavu
