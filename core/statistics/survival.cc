// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/statistics/survival.h"

#include <algorithm>
#include <cmath>

#include "core/statistics/distributions.h"

namespace dejavu {
namespace {

bool is_time(double time) { return std::isfinite(time) && time >= 0; }

std::vector<Lifetime> usable_in_order(std::span<const Lifetime> lifetimes) {
  std::vector<Lifetime> usable;
  for (const Lifetime& lifetime : lifetimes) {
    if (is_time(lifetime.time)) usable.push_back(lifetime);
  }
  std::sort(usable.begin(), usable.end(),
            [](const Lifetime& a, const Lifetime& b) { return a.time < b.time; });
  return usable;
}

/// `variance` is Greenwood's sum, the variance of log(survival).
std::optional<Interval> log_log_interval(double survival, double variance) {
  if (survival <= 0 || survival >= 1) return std::nullopt;
  const double distance =
      normal_quantile(1 - kTail) * std::sqrt(variance) / std::abs(std::log(survival));
  return Interval{.low = std::min(survival, std::pow(survival, std::exp(distance))),
                  .high = std::max(survival, std::pow(survival, std::exp(-distance)))};
}

std::vector<SurvivalStep> steps_of(const std::vector<Lifetime>& in_order) {
  std::vector<SurvivalStep> steps;
  double survival = 1;
  double variance = 0;
  for (std::size_t first = 0; first < in_order.size();) {
    std::size_t end = first;
    SurvivalStep step{.time = in_order[first].time, .at_risk = in_order.size() - first};
    for (; end < in_order.size() && in_order[end].time == step.time; ++end) {
      step.ended += in_order[end].ended ? 1 : 0;
    }
    first = end;
    if (step.ended == 0) continue;
    const double at_risk = static_cast<double>(step.at_risk);
    const double ended = static_cast<double>(step.ended);
    survival *= (at_risk - ended) / at_risk;
    if (survival > 0) variance += ended / (at_risk * (at_risk - ended));
    step.survival = survival;
    step.interval = log_log_interval(survival, variance);
    steps.push_back(step);
  }
  return steps;
}

SurvivalAt survival_at(double time, const std::vector<Lifetime>& in_order,
                       const std::vector<SurvivalStep>& steps) {
  const auto first_at_risk =
      std::lower_bound(in_order.begin(), in_order.end(), time,
                       [](const Lifetime& lifetime, double t) { return lifetime.time < t; });
  SurvivalAt at{.time = time, .at_risk = static_cast<std::size_t>(in_order.end() - first_at_risk)};
  const auto next =
      std::upper_bound(steps.begin(), steps.end(), time,
                       [](double t, const SurvivalStep& step) { return t < step.time; });
  const SurvivalStep now = next == steps.begin() ? SurvivalStep{} : *(next - 1);
  if (at.at_risk == 0 && now.survival > 0) return at;
  at.survival = now.survival;
  at.interval = now.interval;
  return at;
}

std::optional<double> median_of(const std::vector<SurvivalStep>& steps) {
  // The product of fractions may miss one half by a rounding.
  constexpr double kHalf = 0.5 + 1e-12;
  const auto half = std::find_if(steps.begin(), steps.end(),
                                 [](const SurvivalStep& step) { return step.survival <= kHalf; });
  if (half == steps.end()) return std::nullopt;
  return half->time;
}

}  // namespace

std::optional<SurvivalCurve> kaplan_meier(std::span<const Lifetime> lifetimes,
                                          std::span<const double> ask_at) {
  const std::vector<Lifetime> in_order = usable_in_order(lifetimes);
  if (in_order.empty() || in_order.size() > kMaxCount) return std::nullopt;
  SurvivalCurve curve{.lifetimes = in_order.size(), .steps = steps_of(in_order)};
  for (const SurvivalStep& step : curve.steps) curve.ended += step.ended;
  for (const double time : ask_at) {
    if (is_time(time)) curve.asked.push_back(survival_at(time, in_order, curve.steps));
  }
  curve.median = median_of(curve.steps);
  return curve;
}

}  // namespace dejavu
