// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <optional>

#include "core/statistics/interval.h"

namespace dejavu {

/// A share and where the true one probably lies, all within [0, 1].
struct Proportion {
  std::size_t count = 0;
  std::size_t total = 0;
  double rate = 0;
  Interval interval;

  bool operator==(const Proportion&) const = default;
};

/// Of fewer, one more or less moves the rate by a quarter or more: show the counts, and no rate.
inline constexpr std::size_t kLeastTrials = 5;

/// `count` of `total` with the Wilson score interval at kConfidence. It holds the true share in 95
/// of 100 cases on average over shares; for a true share below a few per cent it is less sure (down
/// to 83 for single shares). Absent below `least` (of at least 1), when count > total, and above
/// kMaxCount.
///
/// E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference" (1927).
std::optional<Proportion> wilson_proportion(std::size_t count, std::size_t total,
                                            std::size_t least = kLeastTrials);

}  // namespace dejavu
