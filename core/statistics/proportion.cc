// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/statistics/proportion.h"

#include <algorithm>
#include <cmath>

#include "core/statistics/distributions.h"

namespace dejavu {

std::optional<Proportion> wilson_proportion(std::size_t count, std::size_t total,
                                            std::size_t least) {
  if (total == 0 || total < least || total > kMaxCount || count > total) return std::nullopt;
  const double n = static_cast<double>(total);
  const double rate = static_cast<double>(count) / n;
  const double z = normal_quantile(1 - kTail);
  const double shrink = 1 + z * z / n;
  const double center = (rate + z * z / (2 * n)) / shrink;
  const double half = z * std::sqrt(rate * (1 - rate) / n + z * z / (4 * n * n)) / shrink;
  // At none and at all the formula ends at 0 and at 1, which rounding would miss.
  return Proportion{.count = count,
                    .total = total,
                    .rate = rate,
                    .interval = {.low = count == 0 ? 0 : std::max(0.0, center - half),
                                 .high = count == total ? 1 : std::min(1.0, center + half)}};
}

}  // namespace dejavu
