// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/statistics/fisher.h"

#include <gtest/gtest.h>

namespace dejavu {
namespace {

TEST(Fisher, GivesThePublishedTable) {
  const auto found = fisher_exact({.count = 2, .total = 20}, {.count = 8, .total = 15});
  ASSERT_TRUE(found);
  EXPECT_NEAR(found->p, .0082, 0.5e-4);
  EXPECT_NEAR(found->odds_ratio, 8.39, .005);
  EXPECT_NEAR(found->interval.low, 1.62, .005);
  EXPECT_NEAR(found->interval.high, 43.5, .05);
}

// R. A. Fisher's tea: 3 of 4 cups right on both sides. 34/70.
TEST(Fisher, TheLadyTastingTeaMayHaveGuessed) {
  EXPECT_NEAR(fisher_exact({3, 4}, {1, 4})->p, 34.0 / 70, 1e-12);
  EXPECT_NEAR(fisher_exact({4, 4}, {0, 4})->p, 2.0 / 70, 1e-12);
}

TEST(Fisher, GroupsChangedRoundTurnTheOddsRatioRound) {
  const auto one = fisher_exact({.count = 2, .total = 20}, {.count = 8, .total = 15});
  const auto other = fisher_exact({.count = 8, .total = 15}, {.count = 2, .total = 20});
  EXPECT_NEAR(one->p, other->p, 1e-12);
  EXPECT_NEAR(one->odds_ratio * other->odds_ratio, 1, 1e-12);
  EXPECT_NEAR(one->interval.low * other->interval.high, 1, 1e-12);
}

TEST(Fisher, AnEmptyCellGivesNoInfinity) {
  const auto found = fisher_exact({.count = 0, .total = 30}, {.count = 12, .total = 12});
  ASSERT_TRUE(found);
  EXPECT_LT(found->interval.high, 1e6);
  EXPECT_GT(found->interval.low, 1);
}

TEST(Fisher, WithNothingToCompareThereIsNoAssociation) {
  EXPECT_FALSE(fisher_exact({0, 0}, {3, 5}));
  EXPECT_FALSE(fisher_exact({0, 10}, {0, 5}));
  EXPECT_FALSE(fisher_exact({10, 10}, {5, 5}));
  EXPECT_FALSE(fisher_exact({11, 10}, {5, 5}));
}

}  // namespace
}  // namespace dejavu
