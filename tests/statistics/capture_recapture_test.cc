// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/statistics/capture_recapture.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/statistics/distributions.h"
#include "core/statistics/interval.h"

namespace dejavu {
namespace {

struct Moments {
  double mean = 0;      // of the estimate
  double variance = 0;  // of the estimate
  double stated = 0;    // mean of sd²
};

/// Over every way in which the second search can meet the first.
Moments moments_of(std::size_t population, std::size_t first, std::size_t second) {
  const Hypergeometric by_chance{.drawn = second, .marked = first, .total = population};
  const Support support = support_of(by_chance);
  Moments moments;
  for (std::size_t both = support.lowest; both <= support.highest; ++both) {
    const double chance = chance_of(by_chance, both);
    const Population found = chapman_estimate({first, second, both}, 0).value();
    moments.mean += chance * found.estimate;
    moments.variance += chance * found.estimate * found.estimate;
    moments.stated += chance * found.sd * found.sd;
  }
  moments.variance -= moments.mean * moments.mean;
  return moments;
}

TEST(Chapman, GivesThePublishedEstimate) {
  const auto found = chapman_estimate({.first = 12, .second = 8, .both = 6});
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->estimate, 15.71, .005);
  EXPECT_NEAR(found->sd, 1.89, .005);
}

// The property for which it is chosen: exact where the searches together could find everything.
TEST(Chapman, IsUnbiasedOverAllWaysInWhichSearchesCanMeet) {
  for (std::size_t population = 4; population <= 24; population += 4) {
    for (std::size_t first = population / 2; first <= population; ++first) {
      const Moments moments = moments_of(population, first, population - first / 2);
      EXPECT_NEAR(moments.mean, static_cast<double>(population), 1e-9);
      EXPECT_NEAR(moments.stated, moments.variance, 1e-6 + .02 * moments.variance)
          << first << " of " << population;
    }
  }
}

TEST(Chapman, BothSearchesTheSameMeansAllWereFound) {
  EXPECT_NEAR(chapman_estimate({9, 9, 9})->estimate, 9, 1e-12);
  EXPECT_EQ(chapman_estimate({9, 9, 9})->sd, 0.0);
}

TEST(Chapman, BelowFiveFoundTwiceThereIsNoEstimate) {
  EXPECT_FALSE(chapman_estimate({.first = 12, .second = 8, .both = 4}));
  EXPECT_TRUE(chapman_estimate({.first = 12, .second = 8, .both = 4}, 1));
}

TEST(Chapman, MoreInBothThanInOneIsNoCount) {
  EXPECT_FALSE(chapman_estimate({.first = 12, .second = 8, .both = 9}));
  EXPECT_FALSE(chapman_estimate({.first = kMaxCount + 1, .second = 8, .both = 6}));
}

}  // namespace
}  // namespace dejavu
