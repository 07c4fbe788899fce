// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "core/statistics/interval.h"

namespace dejavu {

// Both tests take the times of events within one period of observation (0, period], in any unit and
// order; equal times are fine. Times outside of it, or not finite, are left out, and `events` says
// how many were counted. Absent below `least` events, and when the period is not positive and
// finite.

/// Below six a trend is significant only when the average event falls into the first or the last
/// quarter of the period: nobody needs a test to see that.
inline constexpr std::size_t kLeastForLaplace = 6;

/// Up to here the exact chance is computed; beyond, the normal one is within .006 of it.
inline constexpr std::size_t kMostForExactLaplace = 10;

/// Do events come more often towards the end (u > 0) or towards the beginning (u < 0)?
struct LaplaceTrend {
  std::size_t events = 0;
  double u = 0;                   // standard normal where there is no trend
  double normal_p = 1;            // two-sided, from u
  std::optional<double> exact_p;  // two-sided, up to kMostForExactLaplace events

  /// The exact one where there is one.
  double p() const { return exact_p.value_or(normal_p); }
  bool operator==(const LaplaceTrend&) const = default;
};

/// D. R. Cox, P. A. W. Lewis, "The Statistical Analysis of Series of Events" (1966), chapter 3.
/// Exact: the sum of uniform times, J. O. Irwin, "On the Frequency Distribution of the Means of
/// Samples from a Population Having any Law of Frequency with Finite Moments" (1927), and P. Hall,
/// "The Distribution of Means for Samples of Size N Drawn from a Population in which the Variate
/// Takes Values Between 0 and 1" (1927).
std::optional<LaplaceTrend> laplace_trend(std::span<const double> times, double period,
                                          std::size_t least = kLeastForLaplace);

/// Below eight the ends of the interval are more than 4.5 times apart, from learning to decay.
inline constexpr std::size_t kLeastForPowerLaw = 8;

/// The expected number of events up to t grows like t^beta: below 1 they become rarer, above 1 more
/// frequent. All values are positive.
struct PowerLawTrend {
  std::size_t events = 0;
  double beta = 1;           // maximum likelihood
  double unbiased_beta = 1;  // (events − 1) / events of it
  Interval interval;         // of beta, exact at kConfidence
  double p = 1;              // two-sided, that beta is 1

  bool operator==(const PowerLawTrend&) const = default;
};

/// The Crow-AMSAA model of a period that ends by the clock, not with an event. Absent besides with
/// fewer than two events or all of them at the very end, where the exponent has no bound.
///
/// L. H. Crow, "Reliability Analysis for Complex, Repairable Systems" (1974): 2·n·beta/estimate is
/// chi-squared with 2·n degrees of freedom.
std::optional<PowerLawTrend> power_law_trend(std::span<const double> times, double period,
                                             std::size_t least = kLeastForPowerLaw);

}  // namespace dejavu
