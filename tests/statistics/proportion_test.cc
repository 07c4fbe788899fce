// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/statistics/proportion.h"

#include <gtest/gtest.h>

#include <cmath>

namespace dejavu {
namespace {

constexpr double kFourDigits = 0.5e-4 + 1e-12;
constexpr double kZ = 1.959963984540054;

struct Case {
  std::size_t count, total;
  Interval interval;
};

TEST(Wilson, GivesThePublishedIntervals) {
  for (const Case& known :
       {Case{0, 5, {0, .4345}}, Case{0, 10, {0, .2775}}, Case{1, 10, {.0179, .4042}},
        Case{3, 10, {.1078, .6032}}, Case{2, 20, {.0279, .3010}}, Case{10, 50, {.1124, .3304}},
        Case{10, 100, {.0552, .1744}}, Case{50, 500, {.0767, .1294}}}) {
    const auto share = wilson_proportion(known.count, known.total);
    ASSERT_TRUE(share);
    EXPECT_NEAR(share->interval.low, known.interval.low, kFourDigits) << known.total;
    EXPECT_NEAR(share->interval.high, known.interval.high, kFourDigits) << known.total;
    EXPECT_DOUBLE_EQ(share->rate * static_cast<double>(known.total),
                     static_cast<double>(known.count));
  }
}

void expect_ends_just_not_rejected(std::size_t count, std::size_t total) {
  const auto share = wilson_proportion(count, total);
  ASSERT_TRUE(share);
  for (const double end : {share->interval.low, share->interval.high}) {
    if (end == 0 || end == 1) continue;
    const double error = std::sqrt(end * (1 - end) / static_cast<double>(total));
    EXPECT_NEAR(std::abs(share->rate - end) / error, kZ, 1e-9) << count << " of " << total;
  }
}

// What defines the interval: its ends are the shares of which the observed one is just z standard
// errors away.
TEST(Wilson, ItsEndsAreJustNotRejectedByTheScoreTest) {
  for (std::size_t total = 5; total <= 60; ++total) {
    for (std::size_t count = 0; count <= total; ++count) {
      expect_ends_just_not_rejected(count, total);
    }
  }
}

TEST(Wilson, NoneAndAllEndExactlyAtTheBorder) {
  for (const std::size_t total : {5U, 7U, 1'000U, 9'999'999U}) {
    EXPECT_EQ(wilson_proportion(0, total)->interval.low, 0.0);
    EXPECT_LT(wilson_proportion(0, total)->interval.high, 1.0);
    EXPECT_EQ(wilson_proportion(total, total)->interval.high, 1.0);
  }
}

TEST(Wilson, BelowFiveTrialsThereIsNoRateUnlessAskedFor) {
  EXPECT_FALSE(wilson_proportion(1, 4));
  EXPECT_TRUE(wilson_proportion(1, 4, 1));
  EXPECT_FALSE(wilson_proportion(0, 0, 0));
}

TEST(Wilson, MoreThanAllIsNoShare) { EXPECT_FALSE(wilson_proportion(11, 10)); }

}  // namespace
}  // namespace dejavu
