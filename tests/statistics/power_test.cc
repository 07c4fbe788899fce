// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/statistics/power.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

#include "core/statistics/poisson.h"

namespace dejavu {
namespace {

std::vector<double> poisson_chances(double mean) {
  const auto end = static_cast<std::size_t>(mean + 12 * std::sqrt(mean) + 20);
  std::vector<double> chances = {std::exp(-mean)};
  for (std::size_t k = 1; k < end; ++k) {
    chances.push_back(chances.back() * mean / static_cast<double>(k));
  }
  return chances;
}

/// Every pair of counts, judged by the test as a page would.
double chance_over_all_pairs(double expected_before) {
  const std::vector<double> before = poisson_chances(expected_before);
  const std::vector<double> after = poisson_chances(expected_before / 2);
  double chance = 0;
  for (std::size_t x = 0; x < before.size(); ++x) {
    for (std::size_t y = 0; y < after.size(); ++y) {
      const auto p = same_rate_p({.count = x}, {.count = y});
      if (p && *p <= kSignificance) chance += before[x] * after[y];
    }
  }
  return chance;
}

TEST(Power, OfAHalvingIsAsPublished) {
  const auto per_cent = [](double before) {
    return std::lround(100 * chance_to_see_halving(before).value());
  };
  EXPECT_EQ(per_cent(5), 7);
  EXPECT_EQ(per_cent(10), 18);
  EXPECT_EQ(per_cent(20), 37);
  EXPECT_EQ(per_cent(30), 56);
  EXPECT_EQ(per_cent(40), 70);
  EXPECT_EQ(per_cent(60), 87);
}

TEST(Power, AgreesWithJudgingEveryPairOfCounts) {
  for (const double before : {.5, 3.0, 5.0, 7.5, 12.0, 20.0, 33.0}) {
    EXPECT_NEAR(chance_to_see_halving(before).value(), chance_over_all_pairs(before), 1e-9)
        << before;
  }
}

TEST(Power, IsCertainWhereItIsSaidToBe) {
  EXPECT_GT(chance_to_see_halving(kHalvingIsCertain - 1e-6).value(), 1 - 1e-9);
  EXPECT_EQ(chance_to_see_halving(1e300), 1.0);
}

TEST(Power, OfNothingIsNotAsked) {
  EXPECT_FALSE(chance_to_see_halving(0));
  EXPECT_FALSE(chance_to_see_halving(-3));
  EXPECT_FALSE(chance_to_see_halving(std::nan("")));
  EXPECT_FALSE(chance_to_see_halving(std::numeric_limits<double>::infinity()));
}

}  // namespace
}  // namespace dejavu
