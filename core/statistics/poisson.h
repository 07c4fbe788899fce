// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <optional>

#include "core/statistics/interval.h"

namespace dejavu {

/// Events in a stretch of observation. `exposure` is how much was observed, in any unit (days,
/// service-months, incidents); rates are per that unit.
struct EventCount {
  std::size_t count = 0;
  double exposure = 1;

  bool operator==(const EventCount&) const = default;
};

/// Events per unit of exposure, never negative.
struct EventRate {
  double rate = 0;
  Interval interval;

  bool operator==(const EventRate&) const = default;
};

/// The rate with Garwood's exact interval at kConfidence: it holds the true rate in at least 95 of
/// 100 cases, whatever the rate, where events come independently. With the exposure 1 it is about
/// the expected count. Absent when the exposure is not positive and finite, when a rate leaves the
/// range of double, and above kMaxCount.
///
/// F. Garwood, "Fiducial Limits for the Poisson Distribution" (1936).
std::optional<EventRate> garwood_rate(const EventCount& events);

/// How often two periods of the same true rate differ as much as these, in [0, 1]: given the events
/// of both together, those of the first are binomial with its share of the exposure. Twice the
/// smaller tail, which moves smoothly with the exposure: the sum over all outcomes that are no
/// likelier would jump (.45 to .33 for 10 and 6) when periods as long as each other grow apart by a
/// minute. Absent without any event, when an exposure is not positive and finite or one is
/// nothing beside the other, and above kMaxCount.
///
/// J. Przyborowski, H. Wilenski, "Homogeneity of Results in Testing Samples from Poisson Series"
/// (1940); the choice of tails: M. P. Fay, "Two-sided Exact Tests and Matching Confidence Intervals
/// for Discrete Data" (2010), "central".
std::optional<double> same_rate_p(const EventCount& first, const EventCount& second);

}  // namespace dejavu
