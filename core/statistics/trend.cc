// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/statistics/trend.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/statistics/distributions.h"

namespace dejavu {
namespace {

/// The power law has two parameters.
constexpr std::size_t kFewestForPowerLaw = 2;

std::vector<double> times_within(std::span<const double> times, double period) {
  std::vector<double> within;
  if (!std::isfinite(period) || period <= 0) return within;
  for (const double time : times) {
    if (time > 0 && time <= period) within.push_back(time);  // also false for NaN
  }
  // Sums in one order: the figure must not depend on the order of files.
  std::sort(within.begin(), within.end());
  return within;
}

/// The chance that the sum of `n` uniform values in [0, 1] is at most `sum` ≤ n/2 (Irwin–Hall).
double chance_of_sum_at_most(std::size_t n, double sum) {
  const double all = static_cast<double>(n);
  double term = 1;  // 1/n! · n choose k, with its sign
  for (double k = 2; k <= all; ++k) term /= k;
  double chance = 0;
  for (double k = 0; k < sum; ++k) {
    chance += term * std::pow(sum - k, all);
    term *= -(all - k) / (k + 1);
  }
  return std::clamp(chance, 0.0, 1.0);
}

}  // namespace

std::optional<LaplaceTrend> laplace_trend(std::span<const double> times, double period,
                                          std::size_t least) {
  const std::vector<double> within = times_within(times, period);
  if (within.empty() || within.size() < least) return std::nullopt;
  double sum = 0;  // of shares of the period: no period is too long for it
  for (const double time : within) sum += time / period;
  const double n = static_cast<double>(within.size());
  LaplaceTrend trend{.events = within.size(), .u = (sum - n / 2) / std::sqrt(n / 12)};
  trend.normal_p = normal_two_sided_p(trend.u);
  if (within.size() <= kMostForExactLaplace) {
    const double smaller = chance_of_sum_at_most(within.size(), std::min(sum, n - sum));
    trend.exact_p = std::min(1.0, 2 * smaller);
  }
  return trend;
}

std::optional<PowerLawTrend> power_law_trend(std::span<const double> times, double period,
                                             std::size_t least) {
  const std::vector<double> within = times_within(times, period);
  if (within.size() < std::max(least, kFewestForPowerLaw)) return std::nullopt;
  double sum = 0;
  for (const double time : within) sum += std::log(period) - std::log(time);
  if (sum <= 0) return std::nullopt;
  const double n = static_cast<double>(within.size());
  const double beta = n / sum;
  return PowerLawTrend{
      .events = within.size(),
      .beta = beta,
      .unbiased_beta = (n - 1) / sum,
      .interval = {.low = beta * chi_squared_quantile(2 * n, kTail) / (2 * n),
                   .high = beta * chi_squared_quantile(2 * n, 1 - kTail) / (2 * n)},
      .p = chi_squared_two_sided_p(2 * n, 2 * sum)};
}

}  // namespace dejavu
