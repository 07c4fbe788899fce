// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/statistics/survival.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

namespace dejavu {
namespace {

constexpr double kFourDigits = 0.5e-4 + 1e-12;

/// "c" of the textbooks: censored.
std::vector<Lifetime> ten_lifetimes() {
  return {{3, true},  {8, true},   {12, false}, {30, true},   {45, false},
          {60, true}, {90, false}, {90, false}, {120, false}, {180, false}};
}

/// The share that lasts longer than `time`: the product over all times with an end, each from a
/// count over all lifetimes.
double survival_by_definition(const std::vector<Lifetime>& lifetimes, double time) {
  double survival = 1;
  for (int t = 0; t <= static_cast<int>(time); ++t) {
    double at_risk = 0;
    double ended = 0;
    for (const Lifetime& lifetime : lifetimes) {
      at_risk += lifetime.time >= t ? 1 : 0;
      ended += lifetime.time == t && lifetime.ended ? 1 : 0;
    }
    if (at_risk > 0) survival *= 1 - ended / at_risk;
  }
  return survival;
}

TEST(KaplanMeier, GivesThePublishedCurve) {
  const auto curve = kaplan_meier(ten_lifetimes());
  ASSERT_TRUE(curve);
  // The upper end at 30 is .887148; with z rounded to 1.96 it would be .887151.
  const std::vector<SurvivalStep> known = {{3, 10, 1, .9, Interval{.4730, .9853}},
                                           {8, 9, 1, .8, Interval{.4087, .9459}},
                                           {30, 7, 1, .6857, Interval{.3046, .8871}},
                                           {60, 5, 1, .5486, Interval{.1873, .8064}}};
  ASSERT_EQ(curve->steps.size(), known.size());
  for (std::size_t i = 0; i < known.size(); ++i) {
    const SurvivalStep& step = curve->steps[i];
    EXPECT_EQ(step.time, known[i].time);
    EXPECT_EQ(step.at_risk, known[i].at_risk);
    EXPECT_EQ(step.ended, known[i].ended);
    EXPECT_NEAR(step.survival, known[i].survival, kFourDigits);
    ASSERT_TRUE(step.interval);
    EXPECT_NEAR(step.interval->low, known[i].interval->low, kFourDigits);
    EXPECT_NEAR(step.interval->high, known[i].interval->high, kFourDigits);
  }
  EXPECT_EQ(curve->lifetimes, 10U);
  EXPECT_EQ(curve->ended, 4U);
  EXPECT_FALSE(curve->median);
}

TEST(KaplanMeier, SaysHowManyAreAtRiskAtTheTimesAskedFor) {
  const auto curve = kaplan_meier(ten_lifetimes(), std::vector<double>{30, 90, 180, 181});
  ASSERT_EQ(curve->asked.size(), 4U);
  EXPECT_EQ(curve->asked[0].at_risk, 7U);
  EXPECT_EQ(curve->asked[1].at_risk, 4U);
  EXPECT_EQ(curve->asked[2].at_risk, 1U);
  EXPECT_NEAR(curve->asked[2].survival.value(), .5486, kFourDigits);
  EXPECT_EQ(curve->asked[3], (SurvivalAt{.time = 181}));
}

TEST(KaplanMeier, BeforeTheFirstEndAllLastAndNoIntervalIsKnown) {
  const auto curve = kaplan_meier(ten_lifetimes(), std::vector<double>{0, 2.9});
  for (const SurvivalAt& at : curve->asked) {
    EXPECT_EQ(at.survival, 1.0);
    EXPECT_FALSE(at.interval);
  }
}

TEST(KaplanMeier, WithoutAnEndThereIsNoStep) {
  const auto curve = kaplan_meier(std::vector<Lifetime>{{10, false}, {20, false}});
  ASSERT_TRUE(curve);
  EXPECT_TRUE(curve->steps.empty());
}

TEST(KaplanMeier, WhenAllHaveEndedTheShareStaysAtZero) {
  const std::vector<Lifetime> all = {{1, true}, {2, true}, {3, true}, {4, true}};
  const auto curve = kaplan_meier(all, std::vector<double>{100});
  EXPECT_EQ(curve->steps.back().survival, 0.0);
  EXPECT_FALSE(curve->steps.back().interval);
  EXPECT_EQ(curve->asked[0].survival, 0.0);
  EXPECT_EQ(curve->median, 2.0);
}

TEST(KaplanMeier, CensoredAtTheTimeOfAnEndCountsAsAtRisk) {
  const auto curve = kaplan_meier(std::vector<Lifetime>{{5, false}, {5, true}, {9, false}});
  EXPECT_EQ(curve->steps.at(0).at_risk, 3U);
}

TEST(KaplanMeier, LeavesOutWhatIsNoTime) {
  const double infinity = std::numeric_limits<double>::infinity();
  const std::vector<Lifetime> odd = {{-1, true}, {std::nan(""), true}, {infinity, false}};
  EXPECT_FALSE(kaplan_meier(odd));
  EXPECT_FALSE(kaplan_meier({}));
  const auto curve = kaplan_meier(ten_lifetimes(), std::vector<double>{-1, std::nan(""), infinity});
  EXPECT_TRUE(curve->asked.empty());
}

RC_GTEST_PROP(KaplanMeier, AgreesWithTheProductLimitByHand, ()) {
  const auto whole = rc::gen::map(rc::gen::inRange(0, 20), [](int n) { return 1.0 * n; });
  const auto lifetime = rc::gen::build<Lifetime>(rc::gen::set(&Lifetime::time, whole),
                                                 rc::gen::set(&Lifetime::ended));
  const auto lifetimes = *rc::gen::nonEmpty(rc::gen::container<std::vector<Lifetime>>(lifetime));
  std::vector<double> days(22);
  std::iota(days.begin(), days.end(), 0.0);
  const auto curve = kaplan_meier(lifetimes, days);
  RC_ASSERT(curve.has_value());
  for (const SurvivalAt& at : curve->asked) {
    if (!at.survival) continue;
    RC_ASSERT(std::abs(*at.survival - survival_by_definition(lifetimes, at.time)) < 1e-12);
  }
}

}  // namespace
}  // namespace dejavu
