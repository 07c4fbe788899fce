// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "core/statistics/interval.h"

namespace dejavu {

/// How long something lasted, in any unit: until it ended, or until nobody looked any further
/// (censored: it may have ended later).
struct Lifetime {
  double time = 0;
  bool ended = false;

  bool operator==(const Lifetime&) const = default;
};

/// The share that lasts longer than `time`. Without an interval where the formula has none: before
/// the first end (share 1) and after the last (share 0).
struct SurvivalStep {
  double time = 0;
  std::size_t at_risk = 0;  // observed up to `time` or longer
  std::size_t ended = 0;    // at `time` exactly
  double survival = 1;
  std::optional<Interval> interval;  // within [0, 1], pointwise

  bool operator==(const SurvivalStep&) const = default;
};

/// What is known of a time that was asked for: no share once nobody is observed that long.
struct SurvivalAt {
  double time = 0;
  std::size_t at_risk = 0;
  std::optional<double> survival;
  std::optional<Interval> interval;

  bool operator==(const SurvivalAt&) const = default;
};

struct SurvivalCurve {
  std::size_t lifetimes = 0;
  std::size_t ended = 0;
  std::vector<SurvivalStep> steps;  // one for each time at which something ended, in order
  std::vector<SurvivalAt> asked;    // as asked, without times that are negative or not finite
  std::optional<double> median;     // the first time by which half have ended, if that was seen

  bool operator==(const SurvivalCurve&) const = default;
};

/// The product-limit estimate with log-log intervals at kConfidence. Who is censored at the time of
/// an end counts as at risk then. Lifetimes that are negative or not finite are left out; absent
/// when none remains, or more than kMaxCount.
///
/// E. L. Kaplan, P. Meier, "Nonparametric Estimation from Incomplete Observations" (1958); variance
/// by M. Greenwood, "The Natural Duration of Cancer" (1926); interval by J. D. Kalbfleisch,
/// R. L. Prentice, "The Statistical Analysis of Failure Time Data" (1980).
std::optional<SurvivalCurve> kaplan_meier(std::span<const Lifetime> lifetimes,
                                          std::span<const double> ask_at = {});

}  // namespace dejavu
