// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/search/edit_distance.h"

#include <algorithm>
#include <bit>
#include <numeric>

namespace dejavu {
namespace {

bool continues_letter(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

/// Appends the letters of `text`. These are no code points: each value only tells letters apart.
void append_letters(std::u32string& letters, std::string_view text) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (continues_letter(c) && !letters.empty()) {
      letters.back() = (letters.back() << 8) | byte;
    } else {
      letters += byte;
    }
  }
}

std::size_t difference(std::size_t a, std::size_t b) { return a > b ? a - b : b - a; }

}  // namespace

EditDistance::Outline::Outline(std::string_view text) {
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    letters += continues_letter(c) ? 0 : 1;
    alphabet |= std::uint32_t{1} << (byte % 32);
    ascii = ascii && byte < 0x80;
  }
}

bool EditDistance::Outline::is_near(const Outline& other, std::size_t limit) const {
  if (difference(letters, other.letters) > limit) return false;
  if (!ascii || !other.ascii) return true;
  // One edit brings at most one letter that was not there, and takes at most one away.
  const auto lacks = [](std::uint32_t a, std::uint32_t b) {
    return static_cast<std::size_t>(std::popcount(a & ~b));
  };
  return lacks(alphabet, other.alphabet) <= limit && lacks(other.alphabet, alphabet) <= limit;
}

EditDistance::EditDistance(std::string_view word) : outline_(word) { append_letters(word_, word); }

std::size_t EditDistance::to(std::string_view text, std::size_t limit) {
  if (!outline_.is_near(Outline(text), limit)) return limit + 1;
  text_.clear();
  append_letters(text_, text);
  // Three rows of the table: distances of beginnings of word_ to every beginning of text_.
  auto& [before, last, row] = rows_;
  for (auto& any : rows_) any.resize(text_.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= word_.size(); ++i) {
    row[0] = i;
    std::size_t least = i;
    for (std::size_t j = 1; j <= text_.size(); ++j) {
      const std::size_t change = last[j - 1] + (word_[i - 1] == text_[j - 1] ? 0 : 1);
      row[j] = std::min({change, last[j] + 1, row[j - 1] + 1});
      const bool swapped =
          i > 1 && j > 1 && word_[i - 1] == text_[j - 2] && word_[i - 2] == text_[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
      least = std::min(least, row[j]);
    }
    if (least > limit) return limit + 1;
    before.swap(last);
    last.swap(row);
  }
  return last[text_.size()];
}

std::size_t allowed_typos(std::size_t letters) {
  constexpr std::size_t kShort = 4;
  constexpr std::size_t kLong = 9;
  if (letters < kShort) return 0;
  return letters < kLong ? 1 : 2;
}

}  // namespace dejavu
