// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>

namespace dejavu {

/// What counts as seen: p of same_rate_p (poisson.h) at most this.
inline constexpr double kSignificance = 0.05;

/// With that many events before, a halving is missed less than once in 10^9: the answer is 1.
inline constexpr double kHalvingIsCertain = 1'000;

/// The chance, in [0, 1], that a true halving of the rate shows as a significant difference between
/// two periods of the same length, where `expected_before` events are expected in the first. The
/// counts of both periods are Poisson (n and n/2 on average); each pair of counts is judged by the
/// exact conditional test of poisson.h, two-sided at kSignificance, and the chances of those pairs
/// that it rejects are added up. Nothing is simulated or approximated. Absent when
/// `expected_before` is not positive and finite.
///
/// The unconditional power of the conditional test: K. Gu, H. K. T. Ng, M. L. Tang, W. R. Schucany,
/// "Testing the Ratio of Two Poisson Rates" (2008).
std::optional<double> chance_to_see_halving(double expected_before);

}  // namespace dejavu
