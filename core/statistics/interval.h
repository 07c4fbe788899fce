// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>

namespace dejavu {

/// Of every interval in this room: 95 intervals of 100 hold the true value.
inline constexpr double kConfidence = 0.95;

/// What a two-sided interval leaves out at each end.
inline constexpr double kTail = (1 - kConfidence) / 2;

/// No function of this room accepts a larger count. Ten times the largest collection; below it
/// sums of four counts fit the 32 bits that Boost's hypergeometric distribution takes.
inline constexpr std::size_t kMaxCount = 10'000'000;

/// Where a value probably lies; both ends belong to it, and both are finite.
struct Interval {
  double low = 0;
  double high = 0;

  bool operator==(const Interval&) const = default;
};

}  // namespace dejavu
