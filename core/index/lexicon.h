// SPDX-License-Identifier: GPL-2.0-or-later
// Private to core/index: strings that a tokenizer has met, each once, so that a document is counted
// with numbers and pointers instead of strings.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace dejavu {

/// Lets a text be looked up without making a string of it.
struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>{}(text);
  }
};

/// Finds numbers by the hash of a text: open addressing in one array, because a chain of nodes
/// costs a cache miss each, which was a sixth of a build.
class HashSlots {
 public:
  /// The number among those with this hash that `is_it` accepts; nullptr when there is none.
  template <typename IsIt>
  const std::uint32_t* find(std::uint32_t hash, const IsIt& is_it) const {
    if (slots_.empty()) return nullptr;
    const std::size_t mask = slots_.size() - 1;
    for (std::size_t at = hash & mask; slots_[at].number != kFree; at = (at + 1) & mask) {
      if (slots_[at].hash == hash && is_it(slots_[at].number)) return &slots_[at].number;
    }
    return nullptr;
  }

  void add(std::uint32_t hash, std::uint32_t number);
  void clear();

 private:
  static constexpr std::uint32_t kFree = std::numeric_limits<std::uint32_t>::max();
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t number = kFree;
  };

  void grow();

  std::vector<Slot> slots_;  // a power of two, at most half of them used
  std::size_t size_ = 0;
};

/// A term or a word.
struct KnownText {
  /// Of the document at hand: which one that is, and the text's place in its list.
  std::uint32_t document = 0;
  std::uint32_t slot = 0;
  std::uint32_t hash = 0;  // term_hash
  /// Where the thesaurus lists the phrases that begin with it; kNotAsked before it was asked.
  std::uint32_t phrases = kNotAsked;
  bool told = false;         // of a word: a document has given it to the list of words
  std::uint64_t prefix = 0;  // its first eight bytes, the first one highest: orders most pairs
  std::string text;

  static constexpr std::uint32_t kNotAsked = std::numeric_limits<std::uint32_t>::max() - 1;
};

/// As strings are ordered, and faster.
inline bool is_before(const KnownText& a, const KnownText& b) {
  return a.prefix != b.prefix ? a.prefix < b.prefix : a.text < b.text;
}

/// Owns them: references stay valid until clear().
class Lexicon {
 public:
  KnownText& at(std::string_view text);
  std::size_t size() const { return texts_.size(); }
  void clear();

 private:
  std::deque<KnownText> texts_;
  HashSlots by_hash_;
};

}  // namespace dejavu
