// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/word_order.h"

#include <algorithm>
#include <bit>
#include <cstring>
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

/// The entries of a document, one by one.
class Entries {
 public:
  explicit Entries(const WordOrder& order)
      : bytes_(order.bits), bits_(kStepBits + number_bits(order.terms)), count_(order.entries) {}

  std::uint64_t count() const { return count_; }

  /// Step below, number above. An entry has at most 34 bits: with the 7 that may stand before them
  /// they fit into eight bytes.
  std::uint64_t at(std::uint64_t i) const {
    const std::uint64_t bit = i * bits_;
    const std::uint64_t begin = bit / 8;
    std::uint64_t word = 0;
    if (begin + sizeof word <= bytes_.size()) {
      std::memcpy(&word, bytes_.data() + begin, sizeof word);  // a single load
    } else if (begin < bytes_.size()) {
      std::memcpy(&word, bytes_.data() + begin, bytes_.size() - begin);
    }
    return word >> (bit % 8) & mask_;
  }

 private:
  std::string_view bytes_;
  unsigned bits_;
  std::uint64_t count_;
  std::uint64_t mask_ = (std::uint64_t{1} << bits_) - 1;
};

bool is_term(std::uint64_t entry, std::uint32_t number) {
  return entry >> kStepBits == number && (entry & kSkip) != kSkip;
}

std::uint64_t positions_of(std::uint64_t entry) {
  const std::uint64_t step = entry & kSkip;
  return step == kSkip ? (entry >> kStepBits) + 1 : step;
}

/// Whether the rest of the phrase follows its first term, which stands in entry `first`.
bool rest_follows(const Entries& entries, std::uint64_t first,
                  std::span<const std::uint32_t> phrase, std::uint32_t window) {
  std::size_t found = 1;
  std::uint64_t position = 0;  // as seen from the first term
  std::uint64_t last = 0;
  for (std::uint64_t i = first + 1; i < entries.count() && found < phrase.size(); ++i) {
    const std::uint64_t entry = entries.at(i);
    position += positions_of(entry);
    if (position >= window) break;
    // Terms that share a position do not follow one another.
    if (position == last || !is_term(entry, phrase[found])) continue;
    last = position;
    ++found;
  }
  return found == phrase.size();
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

// Where the words of a phrase are common, most of a search's time is spent in this loop, so it
// looks for nothing but the first of them.
bool has_phrase(const WordOrder& order, std::span<const std::uint32_t> phrase,
                std::uint32_t window) {
  if (phrase.empty()) return true;
  const Entries entries(order);
  for (std::uint64_t i = 0; i < entries.count(); ++i) {
    if (is_term(entries.at(i), phrase.front()) && rest_follows(entries, i, phrase, window)) {
      return true;
    }
  }
  return false;
}

}  // namespace dejavu
