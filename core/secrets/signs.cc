// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/secrets/signs.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/error.h"

namespace dejavu {
namespace {

char folded(char c) {
  if (c >= 'A' && c <= 'Z') return static_cast<char>(c - 'A' + 'a');
  return c == '\t' || c == '\n' || c == '\v' || c == '\f' || c == '\r' ? ' ' : c;
}

bool stands_at(std::string_view text, std::size_t at, std::string_view sign) {
  if (text.size() - at < sign.size()) return false;
  // From behind: two bytes of its beginning are mostly the same already.
  for (std::size_t i = sign.size(); i > 0; --i) {
    if (folded(text[at + i - 1]) != sign[i - 1]) return false;
  }
  return true;
}

}  // namespace

Signs::Signs(std::span<const std::vector<std::string>> members) {
  for (std::size_t member = 0; member < members.size(); ++member) {
    for (const std::string& sign : members[member]) {
      if (sign.size() < 2) {
        throw Error(ErrorKind::kInvalid, fmt::format("the sign \"{}\" is too short", sign), "");
      }
      signs_.push_back({.folded = sign, .member = member});
      std::ranges::transform(sign, signs_.back().folded.begin(), folded);
    }
  }
  make_classes();
  const auto pair = [this](const Sign& sign) { return pair_of(sign.folded[0], sign.folded[1]); };
  std::ranges::stable_sort(signs_, {}, pair);
  begins_.assign(kClasses * kClasses + 1, 0);
  for (const Sign& sign : signs_) ++begins_[pair(sign) + 1];
  for (std::size_t i = 1; i < begins_.size(); ++i) {
    begins_[i] = static_cast<std::uint16_t>(begins_[i] + begins_[i - 1]);
  }
}

void Signs::make_classes() {
  std::size_t classes = 1;
  for (const Sign& sign : signs_) {
    for (const char c : std::string_view(sign.folded).substr(0, 2)) {
      std::uint8_t& known = classes_[static_cast<unsigned char>(c)];
      if (known == 0 && classes < kClasses) known = static_cast<std::uint8_t>(classes++);
    }
  }
  // What is folded has the class of what it becomes.
  for (std::size_t byte = 0; byte < classes_.size(); ++byte) {
    const char c = folded(static_cast<char>(byte));
    classes_[byte] = classes_[static_cast<unsigned char>(c)];
  }
}

std::size_t Signs::pair_of(char first, char second) const {
  return classes_[static_cast<unsigned char>(first)] * kClasses +
         classes_[static_cast<unsigned char>(second)];
}

std::vector<std::size_t> Signs::members_in(std::string_view text) const {
  std::vector<std::size_t> found;
  const auto look = [&](const Sign& sign, std::size_t at) {
    if (!stands_at(text, at, sign.folded)) return;
    if (std::ranges::find(found, sign.member) == found.end()) found.push_back(sign.member);
  };
  for (std::size_t at = 0; at + 1 < text.size(); ++at) {
    const std::size_t pair = pair_of(text[at], text[at + 1]);
    for (std::size_t i = begins_[pair]; i < begins_[pair + 1]; ++i) look(signs_[i], at);
  }
  std::ranges::sort(found);
  return found;
}

}  // namespace dejavu
