// SPDX-License-Identifier: GPL-2.0-or-later
// The prose of a document as the sequence of its terms, so that phrases need no position lists in
// the engine: those took 40 % of the index and a third of the time to write it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace dejavu {

/// A term that stands at a position: words count positions, an identifier shares that of its first
/// part, and what is no term leaves a gap.
struct PlacedTerm {
  std::uint32_t position = 0;
  std::uint32_t term = 0;  // its place among the document's terms

  bool operator==(const PlacedTerm&) const = default;
};

/// As it is stored. An entry is a step of two bits and a number of as many bits as the document's
/// count of terms needs, lowest bit first, without gaps. Steps 0 to 2: the position is so much
/// higher than the one before (0 at first), the number is the term. Step 3: no term; the position
/// goes up by the number and one.
struct WordOrder {
  std::string_view bits;
  std::uint32_t entries = 0;
  std::uint32_t terms = 0;  // of the document
};

struct EncodedOrder {
  std::string bits;
  std::uint32_t entries = 0;
};

/// By ascending position; the terms' places are below `terms`.
EncodedOrder encode_order(std::span<const PlacedTerm> placed, std::uint32_t terms);

/// Bytes that so many entries take.
std::uint64_t order_bytes(std::uint64_t entries, std::uint32_t terms);

/// Whether the terms stand at ascending positions, the last one less than `window` behind the
/// first. Places that are no term's are found nowhere; any bits are accepted.
bool has_phrase(const WordOrder& order, std::span<const std::uint32_t> phrase,
                std::uint32_t window);

}  // namespace dejavu
