// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/statistics/power.h"

#include <algorithm>
#include <cmath>

#include "core/statistics/distributions.h"

namespace dejavu {
namespace {

/// With fewer events in both periods no split is significant: 2 · 2^−5 is above 5 %.
constexpr std::size_t kFewestEvents = 6;

/// So many standard deviations above the mean nothing of a double is left.
constexpr double kFarAway = 10;

}  // namespace

std::optional<double> chance_to_see_halving(double expected_before) {
  if (!std::isfinite(expected_before) || expected_before <= 0) return std::nullopt;
  if (expected_before >= kHalvingIsCertain) return 1.0;

  // The total of both periods is Poisson; given the total, the split is binomial, and the test
  // rejects when the smaller part is at most `cut`, which only grows with the total.
  const double mean = 1.5 * expected_before;
  const auto end = static_cast<std::size_t>(mean + kFarAway * (std::sqrt(mean) + 1));
  constexpr double kShareOfFirst = 1 / 1.5;
  double chance = 0;
  std::size_t cut = 0;
  for (std::size_t total = kFewestEvents; total < end; ++total) {
    const Binomial by_chance{.trials = total, .chance = 0.5};
    while (2 * chance_of_at_most(by_chance, cut + 1) <= kSignificance) ++cut;
    const Binomial truly{.trials = total, .chance = kShareOfFirst};
    const double rejected = chance_of_at_most(truly, cut) + chance_of_at_least(truly, total - cut);
    chance += poisson_chance(mean, total) * rejected;
  }
  return std::min(chance, 1.0);
}

}  // namespace dejavu
