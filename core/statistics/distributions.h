// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>

namespace dejavu {

// The distributions that the estimators of this room need; the one place that knows Boost.Math.
// Arguments are those of a valid distribution: callers have seen to it. Nothing throws.

/// The z below which a standard normal value stays with chance `p`; 0 < p < 1.
double normal_quantile(double p);

/// How often a standard normal value is at least as far from 0 as `z`.
double normal_two_sided_p(double z);

/// The value below which chi-squared with `degrees` > 0 stays with chance `p`; 0 < p < 1.
double chi_squared_quantile(double degrees, double p);

/// How often chi-squared is at least as far out as `x` ≥ 0: twice the smaller tail, at most 1.
double chi_squared_two_sided_p(double degrees, double x);

/// The chance of exactly `count` events where `mean` > 0 are expected.
double poisson_chance(double mean, std::size_t count);

/// Successes in `trials` independent trials that each succeed with `chance`; 0 < chance < 1.
struct Binomial {
  std::size_t trials = 0;
  double chance = 0.5;
};

/// Marked ones among `drawn` of `total`, of which `marked` are marked; drawn, marked ≤ total,
/// total ≤ 4 · kMaxCount.
struct Hypergeometric {
  std::size_t drawn = 0;
  std::size_t marked = 0;
  std::size_t total = 0;
};

/// The values that have a chance above 0, and the likeliest of them.
struct Support {
  std::size_t lowest = 0;
  std::size_t likeliest = 0;
  std::size_t highest = 0;
};

Support support_of(const Binomial& distribution);
Support support_of(const Hypergeometric& distribution);

/// The chance of exactly, of at most and of at least `count`, which lies in the support.
double chance_of(const Binomial& distribution, std::size_t count);
double chance_of(const Hypergeometric& distribution, std::size_t count);
double chance_of_at_most(const Binomial& distribution, std::size_t count);
double chance_of_at_most(const Hypergeometric& distribution, std::size_t count);
double chance_of_at_least(const Binomial& distribution, std::size_t count);
double chance_of_at_least(const Hypergeometric& distribution, std::size_t count);

}  // namespace dejavu
