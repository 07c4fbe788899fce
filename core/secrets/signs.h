// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dejavu {

/// Finds several short texts at once, whatever their letters' case (ASCII); a blank in one finds
/// any white space. Ready in microseconds, where an automaton of the same takes a millisecond: most
/// programs read one text and end. Immutable: one object serves all threads.
class Signs {
 public:
  /// The signs of each member; every one has two bytes or more. Throws Error kInvalid for others.
  explicit Signs(std::span<const std::vector<std::string>> members);

  /// Which members have a sign in the text, in their order. Time grows with the size of the text
  /// and with how many signs begin with the same two bytes.
  std::vector<std::size_t> members_in(std::string_view text) const;

 private:
  struct Sign {
    std::string folded;
    std::size_t member = 0;
  };

  /// Of bytes as they are compared: lower case, blanks for white space. Those that signs begin with
  /// have a class each, while there are some; all others share class 0.
  static constexpr std::size_t kClasses = 64;

  void make_classes();
  std::size_t pair_of(char first, char second) const;

  std::vector<Sign> signs_;                  // by their pair
  std::array<std::uint8_t, 256> classes_{};  // of bytes
  std::vector<std::uint16_t> begins_;        // of each pair in signs_, and the end of the last
};

}  // namespace dejavu
