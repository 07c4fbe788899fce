// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/statistics/capture_recapture.h"

#include <algorithm>
#include <cmath>

#include "core/statistics/interval.h"

namespace dejavu {

std::optional<Population> chapman_estimate(const TwoSearches& searches, std::size_t least) {
  if (searches.both < least || searches.both > std::min(searches.first, searches.second) ||
      std::max(searches.first, searches.second) > kMaxCount) {
    return std::nullopt;
  }
  const double first = static_cast<double>(searches.first);
  const double second = static_cast<double>(searches.second);
  const double both = static_cast<double>(searches.both);
  const double variance = (first + 1) * (second + 1) * (first - both) * (second - both) /
                          ((both + 1) * (both + 1) * (both + 2));
  return Population{.estimate = (first + 1) * (second + 1) / (both + 1) - 1,
                    .sd = std::sqrt(variance)};
}

}  // namespace dejavu
