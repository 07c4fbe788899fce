// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <optional>

namespace dejavu {

/// Two searches for the same things, and what they found.
struct TwoSearches {
  std::size_t first = 0;
  std::size_t second = 0;
  std::size_t both = 0;

  bool operator==(const TwoSearches&) const = default;
};

/// How many there are, found or not; never fewer than were found. Rough: it holds where the two
/// searches are independent, and things that are easy for both make it too low.
struct Population {
  double estimate = 0;
  double sd = 0;

  bool operator==(const Population&) const = default;
};

/// With fewer, one that was overlooked in both moves the estimate by a quarter or more.
inline constexpr std::size_t kLeastRecaptured = 5;

/// Absent when fewer than `least` were found by both, when both exceeds either, and above
/// kMaxCount.
///
/// D. G. Chapman, "Some Properties of the Hypergeometric Distribution with Applications to
/// Zoological Sample Censuses" (1951); sd by G. A. F. Seber, "The Effects of Trap Response on Tag
/// Recapture Estimates" (1970).
std::optional<Population> chapman_estimate(const TwoSearches& searches,
                                           std::size_t least = kLeastRecaptured);

}  // namespace dejavu
