// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/word_order.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <optional>
#include <vector>

namespace dejavu {
namespace {

constexpr unsigned kStepBits = 2;
constexpr std::uint64_t kSkip = 3;
constexpr std::uint32_t kMostStep = 2;

/// Documents of few words need room for the gaps between their texts.
constexpr unsigned kLeastNumberBits = 6;

unsigned number_bits(std::uint32_t terms) {
  const std::uint32_t greatest = terms > 0 ? terms - 1 : 0;
  return std::max(kLeastNumberBits, static_cast<unsigned>(std::bit_width(greatest)));
}

class BitWriter {
 public:
  void add(std::uint64_t value, unsigned bits) {
    waiting_ |= value << held_;
    held_ += bits;
    for (; held_ >= 8; held_ -= 8, waiting_ >>= 8U) bytes_ += static_cast<char>(waiting_ & 0xffU);
  }
  std::string take() {
    if (held_ > 0) bytes_ += static_cast<char>(waiting_ & 0xffU);
    return std::move(bytes_);
  }

 private:
  std::string bytes_;
  std::uint64_t waiting_ = 0;
  unsigned held_ = 0;
};

/// `bits` is at most 34: with the 7 that may stand before them they fit into eight bytes.
std::uint64_t bits_at(std::string_view bytes, std::uint64_t bit, unsigned bits) {
  const std::uint64_t begin = bit / 8;
  if (begin >= bytes.size()) return 0;
  std::uint64_t word = 0;
  std::memcpy(&word, bytes.data() + begin, std::min(sizeof word, bytes.size() - begin));
  return word >> (bit % 8) & ((std::uint64_t{1} << bits) - 1);
}

/// Where terms of the phrase stand.
std::vector<PlacedTerm> places_of(const WordOrder& order, std::span<const std::uint32_t> phrase) {
  const unsigned bits = number_bits(order.terms);
  std::vector<PlacedTerm> places;
  std::uint32_t position = 0;
  for (std::uint64_t i = 0; i < order.entries; ++i) {
    const std::uint64_t entry = bits_at(order.bits, i * (kStepBits + bits), kStepBits + bits);
    const std::uint64_t step = entry & kSkip;
    const auto number = static_cast<std::uint32_t>(entry >> kStepBits);
    position += step == kSkip ? number + 1 : static_cast<std::uint32_t>(step);
    if (step == kSkip) continue;
    if (std::find(phrase.begin(), phrase.end(), number) != phrase.end()) {
      places.push_back({position, number});
    }
  }
  return places;
}

}  // namespace

EncodedOrder encode_order(std::span<const PlacedTerm> placed, std::uint32_t terms) {
  const unsigned bits = number_bits(terms);
  const std::uint32_t most_skip = std::uint32_t{1} << std::min(bits, 31U);
  BitWriter writer;
  EncodedOrder encoded;
  std::uint32_t position = 0;
  for (const PlacedTerm& one : placed) {
    while (one.position - position > kMostStep) {
      const std::uint32_t skip = std::min(one.position - position - kMostStep, most_skip);
      const std::uint64_t number = skip - 1;
      writer.add(kSkip | number << kStepBits, kStepBits + bits);
      position += skip;
      ++encoded.entries;
    }
    const std::uint64_t step = one.position - position;
    writer.add(step | std::uint64_t{one.term} << kStepBits, kStepBits + bits);
    position = one.position;
    ++encoded.entries;
  }
  encoded.bits = writer.take();
  return encoded;
}

std::uint64_t order_bytes(std::uint64_t entries, std::uint32_t terms) {
  return (entries * (kStepBits + number_bits(terms)) + 7) / 8;
}

bool has_phrase(const WordOrder& order, std::span<const std::uint32_t> phrase,
                std::uint32_t window) {
  if (phrase.empty()) return true;
  const std::vector<PlacedTerm> places = places_of(order, phrase);
  for (auto first = places.begin(); first != places.end(); ++first) {
    if (first->term != phrase.front()) continue;
    std::size_t found = 1;
    std::uint32_t last = first->position;
    for (auto next = first; next != places.end() && found < phrase.size(); ++next) {
      if (next->position - first->position >= window) break;
      // Terms that share a position do not follow one another.
      if (next->position == last || next->term != phrase[found]) continue;
      last = next->position;
      ++found;
    }
    if (found == phrase.size()) return true;
  }
  return false;
}

}  // namespace dejavu
