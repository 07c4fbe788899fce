// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/statistics/paired.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/statistics/interval.h"

namespace dejavu {
namespace {

/// By tossing all 2^n coins.
double two_sided_by_tossing(unsigned better, unsigned pairs) {
  const unsigned worse = pairs - better;
  const unsigned most = std::max(better, worse);
  unsigned as_extreme = 0;
  for (unsigned coins = 0; coins < (1U << pairs); ++coins) {
    const auto heads = static_cast<unsigned>(__builtin_popcount(coins));
    as_extreme += heads >= most || pairs - heads >= most ? 1 : 0;
  }
  return static_cast<double>(as_extreme) / static_cast<double>(1U << pairs);
}

TEST(SignTest, GivesThePublishedChances) {
  EXPECT_NEAR(sign_test(7, 1)->p, .070, .0005);
  EXPECT_NEAR(sign_test(6, 0)->p, .031, .0005);
  EXPECT_NEAR(sign_test(9, 3)->p, .146, .0005);
  EXPECT_EQ(sign_test(9, 3)->pairs, 12U);
}

TEST(SignTest, AgreesWithTossingAllCoins) {
  for (unsigned pairs = 1; pairs <= 14; ++pairs) {
    for (unsigned better = 0; better <= pairs; ++better) {
      EXPECT_NEAR(sign_test(better, pairs - better)->p, two_sided_by_tossing(better, pairs), 1e-12)
          << better << " of " << pairs;
    }
  }
}

TEST(SignTest, FivePairsCannotBeSignificant) { EXPECT_GT(sign_test(5, 0)->p, .05); }

TEST(SignTest, NoPairNoTest) {
  EXPECT_FALSE(sign_test(0, 0));
  EXPECT_FALSE(sign_test(kMaxCount + 1, 0));
}

TEST(Kappa, GivesThePublishedAgreement) {
  const auto agreement =
      cohens_kappa({.both_yes = 20, .only_first = 5, .only_second = 10, .both_no = 15});
  ASSERT_TRUE(agreement);
  EXPECT_NEAR(agreement->kappa, .40, 1e-12);
  EXPECT_NEAR(agreement->observed, .70, 1e-12);
  EXPECT_NEAR(agreement->expected, .50, 1e-12);
}

TEST(Kappa, FullAgreementIsOneAndFullContradictionMinusOne) {
  EXPECT_NEAR(cohens_kappa({.both_yes = 3, .both_no = 9})->kappa, 1, 1e-12);
  EXPECT_NEAR(cohens_kappa({.only_first = 8, .only_second = 8})->kappa, -1, 1e-12);
}

// Judges whose words do not depend on each other: the table is a product of its margins.
TEST(Kappa, IndependentJudgesReachZero) {
  for (std::size_t yes = 1; yes < 6; ++yes) {
    for (std::size_t no = 1; no < 6; ++no) {
      EXPECT_NEAR(cohens_kappa({2 * yes, 2 * no, 7 * yes, 7 * no})->kappa, 0, 1e-12);
    }
  }
}

TEST(Kappa, OneWordOnlyLeavesNothingToAgreeOn) {
  EXPECT_FALSE(cohens_kappa({.both_yes = 12}));
  EXPECT_FALSE(cohens_kappa({.both_no = 12}));
  EXPECT_FALSE(cohens_kappa({}));
}

}  // namespace
}  // namespace dejavu
