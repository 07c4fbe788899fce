// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/statistics/poisson.h"

#include <algorithm>
#include <cmath>

#include "core/statistics/distributions.h"

namespace dejavu {
namespace {

bool is_usable(const EventCount& events) {
  return events.count <= kMaxCount && std::isfinite(events.exposure) && events.exposure > 0;
}

}  // namespace

std::optional<EventRate> garwood_rate(const EventCount& events) {
  if (!is_usable(events)) return std::nullopt;
  const double count = static_cast<double>(events.count);
  const double low = events.count == 0 ? 0 : chi_squared_quantile(2 * count, kTail) / 2;
  const double high = chi_squared_quantile(2 * count + 2, 1 - kTail) / 2;
  const EventRate rate{.rate = count / events.exposure,
                       .interval = {.low = low / events.exposure, .high = high / events.exposure}};
  if (!std::isfinite(rate.interval.high)) return std::nullopt;
  return rate;
}

std::optional<double> same_rate_p(const EventCount& first, const EventCount& second) {
  if (!is_usable(first) || !is_usable(second)) return std::nullopt;
  const std::size_t total = first.count + second.count;
  const double share = 1 / (1 + second.exposure / first.exposure);
  if (total == 0 || share <= 0 || share >= 1) return std::nullopt;
  const Binomial split{.trials = total, .chance = share};
  const double tail =
      std::min(chance_of_at_most(split, first.count), chance_of_at_least(split, first.count));
  return std::min(2 * tail, 1.0);
}

}  // namespace dejavu
