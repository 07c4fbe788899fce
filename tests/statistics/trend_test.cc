// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/statistics/trend.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace dejavu {
namespace {

const std::vector<double> kRarer = {20, 40, 75, 130, 210, 340};
const std::vector<double> kMoreOften = {160, 290, 370, 425, 460, 480};
constexpr double kPeriod = 500;

/// Of a process whose expected count grows like t^beta, with the scale that fits best.
double log_likelihood(const std::vector<double>& times, double period, double beta) {
  double sum = static_cast<double>(times.size()) * std::log(beta);
  for (const double time : times) sum += beta * std::log(time / period) - std::log(time);
  return sum;
}

TEST(Laplace, GivesThePublishedTrends) {
  const auto rarer = laplace_trend(kRarer, kPeriod);
  ASSERT_TRUE(rarer);
  EXPECT_NEAR(rarer->u, -1.93747, .5e-5);
  EXPECT_NEAR(rarer->normal_p, .05269, .5e-5);
  EXPECT_NEAR(rarer->exact_p.value(), .05106, .5e-5);
  EXPECT_EQ(rarer->p(), rarer->exact_p);

  const auto more_often = laplace_trend(kMoreOften, kPeriod);
  EXPECT_NEAR(more_often->u, 1.93747, .5e-5);
  EXPECT_NEAR(more_often->p(), rarer->p(), 1e-12);
}

// The sum of one uniform value is uniform, that of two has a triangle for its density, and three of
// them stay below s ≤ 1 with chance s³/6.
TEST(Laplace, ExactChanceOfUpToThreeEventsIsThatOfSimpleGeometry) {
  for (double x = .05; x < 1; x += .05) {
    const auto p = [x](std::size_t n) {
      const std::vector<double> times(n, x);
      return laplace_trend(times, 1, 1)->exact_p.value();
    };
    const double near = std::min(x, 1 - x);
    EXPECT_NEAR(p(1), 2 * near, 1e-12);
    EXPECT_NEAR(p(2), 4 * near * near, 1e-12);
    if (near > 1.0 / 3) continue;
    EXPECT_NEAR(p(3), 9 * near * near * near, 1e-12);
  }
}

TEST(Laplace, InTheMiddleThereIsNoTrendAtAll) {
  for (std::size_t n = 1; n <= kMostForExactLaplace; ++n) {
    EXPECT_NEAR(laplace_trend(std::vector<double>(n, .5), 1, 1)->exact_p.value(), 1, 1e-9) << n;
  }
}

TEST(Laplace, AtTenEventsTheNormalChanceIsCloseToTheExactOne) {
  for (double x = .05; x < 1; x += .01) {
    const auto trend = laplace_trend(std::vector<double>(10, x), 1);
    EXPECT_NEAR(trend->exact_p.value(), trend->normal_p, .006) << x;
  }
}

TEST(Laplace, MoreThanTenEventsGetTheNormalChance) {
  const auto trend = laplace_trend(std::vector<double>(11, .3), 1);
  EXPECT_FALSE(trend->exact_p);
  EXPECT_EQ(trend->p(), trend->normal_p);
}

// The reason given for the limit of six.
TEST(Laplace, FiveEventsHaveToLieInTheFirstQuarterOnAverage) {
  EXPECT_GT(laplace_trend(std::vector<double>(5, .25), 1, 1)->p(), .05);
  EXPECT_LE(laplace_trend(std::vector<double>(6, .25), 1, 1)->p(), .05);
}

TEST(Laplace, FiveEventsAreTooFewUnlessAskedFor) {
  const std::vector<double> five(5, 10);
  EXPECT_FALSE(laplace_trend(five, 500));
  EXPECT_TRUE(laplace_trend(five, 500, 5));
}

TEST(PowerLaw, GivesThePublishedExponents) {
  EXPECT_FALSE(power_law_trend(kRarer, kPeriod));
  const auto rarer = power_law_trend(kRarer, kPeriod, 6);
  ASSERT_TRUE(rarer);
  EXPECT_NEAR(rarer->beta, .58583, .5e-5);
  EXPECT_NEAR(rarer->unbiased_beta, .48819, .5e-5);
  EXPECT_NEAR(rarer->interval.low, .2150, .5e-4);
  EXPECT_NEAR(rarer->interval.high, 1.1393, .5e-4);
  EXPECT_NEAR(rarer->p, .1169, .5e-4);

  const auto more_often = power_law_trend(kMoreOften, kPeriod, 6);
  EXPECT_NEAR(more_often->beta, 2.64086, .5e-5);
  EXPECT_NEAR(more_often->interval.low, .9691, .5e-4);
  EXPECT_NEAR(more_often->interval.high, 5.1357, .5e-4);
}

TEST(PowerLaw, IsTheLikeliestExponent) {
  for (const std::vector<double>& times : {kRarer, kMoreOften}) {
    const double beta = power_law_trend(times, kPeriod, 2)->beta;
    const double best = log_likelihood(times, kPeriod, beta);
    for (const double factor : {.5, .9, .99, 1.01, 1.1, 2.0}) {
      EXPECT_LT(log_likelihood(times, kPeriod, beta * factor), best) << factor;
    }
  }
}

TEST(PowerLaw, ItsTestAndItsIntervalAgree) {
  for (double power = .2; power < 4; power += .05) {
    std::vector<double> times;
    for (int i = 1; i <= 9; ++i) times.push_back(std::pow(i / 9.5, 1 / power));
    const auto trend = power_law_trend(times, 1);
    ASSERT_TRUE(trend);
    const bool holds_one = trend->interval.low <= 1 && 1 <= trend->interval.high;
    EXPECT_EQ(trend->p > .05, holds_one) << power;
  }
}

TEST(PowerLaw, AllEventsAtTheVeryEndHaveNoExponent) {
  EXPECT_FALSE(power_law_trend(std::vector<double>(9, 30.0), 30));
}

TEST(Trends, LeaveOutWhatLiesOutsideOfThePeriod) {
  std::vector<double> times = kRarer;
  for (const double odd : {0.0, -5.0, 501.0, std::nan(""), 1e308}) times.push_back(odd);
  EXPECT_EQ(laplace_trend(times, kPeriod), laplace_trend(kRarer, kPeriod));
  EXPECT_EQ(power_law_trend(times, kPeriod, 2), power_law_trend(kRarer, kPeriod, 2));
}

TEST(Trends, TheOrderOfEventsDoesNotMatter) {
  std::vector<double> backwards(kRarer.rbegin(), kRarer.rend());
  EXPECT_EQ(laplace_trend(backwards, kPeriod), laplace_trend(kRarer, kPeriod));
  EXPECT_EQ(power_law_trend(backwards, kPeriod, 2), power_law_trend(kRarer, kPeriod, 2));
}

TEST(Trends, WithoutAPeriodThereIsNone) {
  for (const double period : {0.0, -1.0, std::nan(""), std::numeric_limits<double>::infinity()}) {
    EXPECT_FALSE(laplace_trend(kRarer, period, 0));
    EXPECT_FALSE(power_law_trend(kRarer, period, 0));
  }
}

}  // namespace
}  // namespace dejavu
