// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/statistics/poisson.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace dejavu {
namespace {

constexpr double kFourDigits = 0.5e-4 + 1e-12;

struct Case {
  std::size_t count;
  Interval interval;
};

/// P(X ≤ count) of a Poisson variable, added up.
double at_most(std::size_t count, double mean) {
  double term = std::exp(-mean);
  double sum = term;
  for (std::size_t k = 1; k <= count; ++k) {
    term *= mean / static_cast<double>(k);
    sum += term;
  }
  return sum;
}

TEST(Garwood, GivesThePublishedIntervals) {
  for (const Case& known :
       {Case{0, {0, 3.6889}}, Case{1, {.0253, 5.5716}}, Case{3, {.6187, 8.7673}},
        Case{5, {1.6235, 11.6683}}, Case{10, {4.7954, 18.3904}}, Case{20, {12.2165, 30.8884}}}) {
    const auto rate = garwood_rate({.count = known.count});
    ASSERT_TRUE(rate);
    EXPECT_NEAR(rate->interval.low, known.interval.low, kFourDigits) << known.count;
    EXPECT_NEAR(rate->interval.high, known.interval.high, kFourDigits) << known.count;
  }
}

TEST(Garwood, LeavesTwoAndAHalfPerCentAtEachEnd) {
  for (std::size_t count = 0; count <= 150; ++count) {
    const Interval interval = garwood_rate({.count = count})->interval;
    EXPECT_NEAR(at_most(count, interval.high), 0.025, 1e-10) << count;
    if (count == 0) continue;
    EXPECT_NEAR(1 - at_most(count - 1, interval.low), 0.025, 1e-10) << count;
  }
}

TEST(Garwood, RatesArePerUnitOfExposure) {
  const auto whole = garwood_rate({.count = 6, .exposure = 1});
  const auto per_day = garwood_rate({.count = 6, .exposure = 90});
  EXPECT_DOUBLE_EQ(per_day->rate * 90, whole->rate);
  EXPECT_DOUBLE_EQ(per_day->interval.high * 90, whole->interval.high);
}

TEST(Garwood, WithoutExposureThereIsNoRate) {
  for (const double exposure :
       {0.0, -1.0, std::nan(""), std::numeric_limits<double>::infinity(), 1e-320}) {
    EXPECT_FALSE(garwood_rate({.count = 3, .exposure = exposure})) << exposure;
  }
}

TEST(SameRate, GivesThePublishedChances) {
  const auto p = [](std::size_t first, std::size_t second) {
    return same_rate_p({.count = first}, {.count = second}).value();
  };
  EXPECT_NEAR(p(8, 4), .3877, kFourDigits);
  EXPECT_NEAR(p(10, 3), .0923, kFourDigits);
  EXPECT_NEAR(p(20, 10), .0987, kFourDigits);
  EXPECT_NEAR(p(6, 1), .125, 1e-12);
  EXPECT_NEAR(p(5, 0), .0625, 1e-12);
}

// Twice as long and twice as many is the same rate.
TEST(SameRate, ExposureIsTakenIntoAccount) {
  EXPECT_DOUBLE_EQ(same_rate_p({.count = 8, .exposure = 2}, {.count = 4}).value(), 1.0);
  EXPECT_LT(same_rate_p({.count = 8, .exposure = 1}, {.count = 4, .exposure = 3}).value(), .01);
}

TEST(SameRate, AMinuteMoreOfExposureHardlyChangesIt) {
  const double minute = 1 + 1.0 / (365 * 24 * 60);
  for (std::size_t first = 0; first < 20; ++first) {
    EXPECT_NEAR(same_rate_p({.count = first, .exposure = minute}, {.count = 6}).value(),
                same_rate_p({.count = first}, {.count = 6}).value(), 1e-4)
        << first;
  }
}

TEST(SameRate, WhichPeriodComesFirstDoesNotMatter) {
  for (const double exposure : {.1, .5, 1.0, 2.5}) {
    for (std::size_t count = 0; count < 20; ++count) {
      EXPECT_NEAR(same_rate_p({count, exposure}, {7, 1}).value(),
                  same_rate_p({7, 1}, {count, exposure}).value(), 1e-12);
    }
  }
}

TEST(SameRate, NothingHappenedOrNothingWasObservedTellsNothing) {
  EXPECT_FALSE(same_rate_p({.count = 0}, {.count = 0}));
  EXPECT_FALSE(same_rate_p({.count = 3, .exposure = 0}, {.count = 2}));
  EXPECT_FALSE(same_rate_p({.count = 3, .exposure = 1e-300}, {.count = 2, .exposure = 1e300}));
  EXPECT_FALSE(same_rate_p({.count = kMaxCount + 1}, {.count = 2}));
}

}  // namespace
}  // namespace dejavu
