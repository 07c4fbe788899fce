// SPDX-License-Identifier: GPL-2.0-or-later
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <vector>

#include "core/statistics/capture_recapture.h"
#include "core/statistics/fisher.h"
#include "core/statistics/mean_cumulative.h"
#include "core/statistics/paired.h"
#include "core/statistics/poisson.h"
#include "core/statistics/power.h"
#include "core/statistics/proportion.h"
#include "core/statistics/quantile.h"
#include "core/statistics/survival.h"
#include "core/statistics/trend.h"

namespace dejavu {
namespace {

// Whatever goes in, what comes out is a number within its bounds, or absent.

using Limits = std::numeric_limits<double>;

rc::Gen<double> any_double() {
  const auto odd =
      rc::gen::element(0.0, -0.0, Limits::quiet_NaN(), Limits::infinity(), -Limits::infinity(),
                       Limits::max(), Limits::lowest(), Limits::denorm_min(), Limits::min(), 1.0);
  const auto tame = rc::gen::map(rc::gen::inRange(-100, 100'000), [](int n) { return n / 64.0; });
  return rc::gen::oneOf(odd, tame, tame, rc::gen::arbitrary<double>());
}

rc::Gen<std::size_t> any_count() {
  return rc::gen::oneOf(
      rc::gen::inRange<std::size_t>(0, 20), rc::gen::inRange<std::size_t>(0, 5'000),
      rc::gen::element(std::size_t{kMaxCount}, kMaxCount + 1, std::size_t{1} << 32,
                       std::numeric_limits<std::size_t>::max()));
}

std::vector<double> some_doubles() {
  return *rc::gen::container<std::vector<double>>(any_double());
}

std::vector<double> some_times() {
  const auto tame = rc::gen::map(rc::gen::inRange(1, 40), [](int n) { return n / 4.0; });
  return *rc::gen::container<std::vector<double>>(rc::gen::oneOf(tame, tame, any_double()));
}

bool is_within(double value, double low, double high) {
  return std::isfinite(value) && low <= value && value <= high;
}

bool is_chance(double value) { return is_within(value, 0, 1); }

bool holds(const Interval& interval, double value) {
  return std::isfinite(interval.low) && std::isfinite(interval.high) && interval.low <= value &&
         value <= interval.high;
}

RC_GTEST_PROP(Total, Proportions, ()) {
  const auto share = wilson_proportion(*any_count(), *any_count(), *any_count());
  if (!share) return;
  RC_ASSERT(is_chance(share->rate));
  RC_ASSERT(holds(share->interval, share->rate));
  RC_ASSERT(is_chance(share->interval.low) && is_chance(share->interval.high));
}

RC_GTEST_PROP(Total, RatesAndTheirComparison, ()) {
  const EventCount first{*any_count(), *any_double()};
  const EventCount second{*any_count(), *any_double()};
  const auto rate = garwood_rate(first);
  RC_ASSERT(!rate || (holds(rate->interval, rate->rate) && rate->interval.low >= 0));
  const auto p = same_rate_p(first, second);
  RC_ASSERT(!p || is_chance(*p));
}

RC_GTEST_PROP(Total, Trends, ()) {
  const std::vector<double> times = some_times();
  const double period = *rc::gen::oneOf(any_double(), rc::gen::just(10.0));
  const auto laplace = laplace_trend(times, period, *rc::gen::inRange<std::size_t>(0, 8));
  if (laplace) {
    RC_ASSERT(std::isfinite(laplace->u));
    RC_ASSERT(is_chance(laplace->normal_p) && is_chance(laplace->p()));
  }
  const auto power_law = power_law_trend(times, period, *rc::gen::inRange<std::size_t>(0, 8));
  if (power_law) {
    RC_ASSERT(power_law->interval.low > 0 && is_chance(power_law->p));
    RC_ASSERT(holds(power_law->interval, power_law->beta));
    RC_ASSERT(is_within(power_law->unbiased_beta, 0, power_law->beta));
  }
}

RC_GTEST_PROP(Total, Survival, ()) {
  std::vector<Lifetime> lifetimes;
  for (const double time : some_times()) lifetimes.push_back({time, *rc::gen::arbitrary<bool>()});
  const auto curve = kaplan_meier(lifetimes, some_times());
  if (!curve) return;
  double before = 1;
  for (const SurvivalStep& step : curve->steps) {
    RC_ASSERT(is_within(step.survival, 0, before) && std::isfinite(step.time));
    RC_ASSERT(step.ended > 0 && step.ended <= step.at_risk);
    if (step.interval) RC_ASSERT(holds(*step.interval, step.survival));
    if (step.interval) RC_ASSERT(is_chance(step.interval->low) && is_chance(step.interval->high));
    before = step.survival;
  }
  for (const SurvivalAt& at : curve->asked) {
    RC_ASSERT(std::isfinite(at.time) && (!at.survival || is_chance(*at.survival)));
  }
  RC_ASSERT(!curve->median || std::isfinite(*curve->median));
}

RC_GTEST_PROP(Total, MeanCumulativeFunctions, ()) {
  std::vector<EventHistory> systems(*rc::gen::inRange<std::size_t>(0, 6));
  for (EventHistory& system : systems) {
    system = {.from = *any_double(), .until = *any_double(), .events = some_times()};
  }
  const auto function = mean_cumulative_function(systems);
  if (!function) return;
  double before = 0;
  for (const CumulativeStep& step : function->steps) {
    RC_ASSERT(step.at_risk > 0 && step.at_risk <= function->systems);
    RC_ASSERT(std::isfinite(step.time));
    RC_ASSERT(std::isfinite(step.mean) && step.mean > before);
    before = step.mean;
  }
}

RC_GTEST_PROP(Total, PairsAndAgreement, ()) {
  const auto test = sign_test(*any_count(), *any_count());
  RC_ASSERT(!test || (is_chance(test->p) && test->better <= test->pairs));
  const auto agreement = cohens_kappa({*any_count(), *any_count(), *any_count(), *any_count()});
  if (!agreement) return;
  RC_ASSERT(is_chance(agreement->observed) && is_chance(agreement->expected));
  RC_ASSERT(is_within(agreement->kappa, -1, 1));
}

RC_GTEST_PROP(Total, Associations, ()) {
  const auto found = fisher_exact({*any_count(), *any_count()}, {*any_count(), *any_count()});
  if (!found) return;
  RC_ASSERT(is_chance(found->p));
  RC_ASSERT(found->interval.low > 0 && holds(found->interval, found->odds_ratio));
}

RC_GTEST_PROP(Total, Populations, ()) {
  const TwoSearches searches{*any_count(), *any_count(), *any_count()};
  const auto found = chapman_estimate(searches, *rc::gen::inRange<std::size_t>(0, 6));
  if (!found) return;
  const double seen =
      static_cast<double>(searches.first + searches.second) - static_cast<double>(searches.both);
  RC_ASSERT(std::isfinite(found->estimate) && found->estimate >= seen * (1 - 1e-12));
  RC_ASSERT(std::isfinite(found->sd) && found->sd >= 0);
}

RC_GTEST_PROP(Total, Power, ()) {
  const double before = *any_double();
  const auto chance = chance_to_see_halving(before);
  RC_ASSERT(chance.has_value() == (std::isfinite(before) && before > 0));
  RC_ASSERT(!chance || is_chance(*chance));
}

RC_GTEST_PROP(Total, Quantiles, ()) {
  const std::vector<double> values = some_doubles();
  const auto value = quantile(values, *any_double());
  RC_ASSERT(!value || std::isfinite(*value));
  const auto found = quartiles(values, 0);
  if (!found) return;
  RC_ASSERT(std::isfinite(found->lower) && std::isfinite(found->upper));
  RC_ASSERT(found->lower <= found->median && found->median <= found->upper);
}

}  // namespace
}  // namespace dejavu
