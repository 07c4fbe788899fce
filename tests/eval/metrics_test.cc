// SPDX-License-Identifier: GPL-2.0-or-later
#include "eval/metrics.h"

#include <gtest/gtest.h>

#include <cmath>

namespace dejavu {
namespace {

const Judgements kJudged = {{"a", 2}, {"b", 1}, {"wrong", 0}};

TEST(Metrics, AnIdThatComesTwiceCountsOnceAndLeavesNoGap) {
  const std::vector<std::string> ranked = {"x", "x", "wrong", "b", "a", "b"};
  EXPECT_EQ(gains_of(ranked, kJudged), (std::vector<int>{0, 0, 1, 2}));
}

TEST(Metrics, OnlyRelevanceFromOneUpIsRight) {
  EXPECT_EQ(relevant_count(kJudged), 2U);
  EXPECT_EQ(relevant_count({{"wrong", 0}}), 0U);
}

TEST(Metrics, TheFirstRightDocumentMakesHitAndReciprocalRank) {
  const std::vector<int> gains = {0, 0, 1, 2};
  EXPECT_EQ(first_right(gains), 3U);
  EXPECT_EQ(hit_at(gains, 2), 0);
  EXPECT_EQ(hit_at(gains, 3), 1);
  EXPECT_DOUBLE_EQ(reciprocal_rank(gains), 1.0 / 3);
}

TEST(Metrics, NothingRightIsZeroEverywhere) {
  const std::vector<int> none = {0, 0};
  EXPECT_EQ(first_right(none), 0U);
  EXPECT_EQ(reciprocal_rank(none), 0);
  EXPECT_EQ(reciprocal_rank({}), 0);
  EXPECT_EQ(hit_at({}, 10), 0);
  EXPECT_EQ(ndcg_at(none, 10, kJudged), 0);
}

TEST(Metrics, RecallCountsRightDocumentsWithinTheCutoff) {
  const std::vector<int> gains = {1, 0, 2};
  EXPECT_DOUBLE_EQ(recall_at(gains, 10, 4), 0.5);  // 2 of 4
  EXPECT_DOUBLE_EQ(recall_at(gains, 2, 4), 0.25);  // 1 of 4
}

TEST(Metrics, NdcgByHand) {
  // Found: 0 at rank 1, 1 at rank 2, 2 at rank 3: 1/log2(3) + 2/log2(4) = .630930 + 1 = 1.630930.
  // Best:  2 at rank 1, 1 at rank 2:              2/log2(2) + 1/log2(3) = 2 + .630930 = 2.630930.
  EXPECT_NEAR(ndcg_at(std::vector<int>{0, 1, 2}, 10, kJudged), 1.630930 / 2.630930, 1e-6);
  EXPECT_DOUBLE_EQ(ndcg_at(std::vector<int>{2, 1}, 10, kJudged), 1);
  // The best order is by relevance, not by id.
  EXPECT_DOUBLE_EQ(ndcg_at(std::vector<int>{2, 1}, 10, {{"a", 1}, {"b", 2}}), 1);
  // Cut after two: 1/log2(3) of 2.630930.
  EXPECT_NEAR(ndcg_at(std::vector<int>{0, 1, 2}, 2, kJudged), 0.630930 / 2.630930, 1e-6);
}

TEST(Metrics, AurocCountsPairsInTheRightOrderAndTiesHalf) {
  // Known .9 .5 .3, new .5 .1. Of six pairs: .9 wins two, .5 wins one and ties one, .3 wins one and
  // loses one: 4.5 / 6.
  const std::vector<Claim> claims = {
      {0.9, true}, {0.5, true}, {0.3, true}, {0.5, false}, {0.1, false}};
  EXPECT_DOUBLE_EQ(auroc(claims), 4.5 / 6);
}

TEST(Metrics, AurocOfOneConfidenceForAllIsAHalf) {
  const std::vector<Claim> claims = {{0.4, true}, {0.4, false}, {0.4, false}};
  EXPECT_DOUBLE_EQ(auroc(claims), 0.5);
}

TEST(Metrics, PrecisionOfYesStopsAtTheRecallAskedFor) {
  // Half of four known ones are the first two; one new one stands between them.
  // Weights at a new share of one half: known .5/4 = .125, new .5/2 = .25.
  // .25 of known, .25 of new: precision .5.
  const std::vector<Claim> claims = {{0.9, true}, {0.8, false}, {0.7, true},
                                     {0.6, true}, {0.5, true},  {0.1, false}};
  EXPECT_DOUBLE_EQ(precision_at_recall(claims, 0.5, 0.5), 0.5);
  // A quarter of all new: known .75/4 = .1875, new .25/2 = .125; .375 / (.375 + .125).
  EXPECT_DOUBLE_EQ(precision_at_recall(claims, 0.5, 0.25), 0.75);
  // The first alone is a quarter.
  EXPECT_DOUBLE_EQ(precision_at_recall(claims, 0.25, 0.25), 1);
}

TEST(Metrics, PrecisionOfYesTakesAllOfTheSameConfidence) {
  const std::vector<Claim> claims = {{0.9, true}, {0.9, false}, {0.2, true}, {0.1, false}};
  // Both of .9: .25 known against .25 new, whichever of them is listed first.
  EXPECT_DOUBLE_EQ(precision_at_recall(claims, 0.5, 0.5), 0.5);
}

TEST(Metrics, CalibrationErrorByHand) {
  // Weights at one half: .25 each. Bin of .9: claimed 2 · .25 · .9 = .45, happened .5: off by .05.
  // Bin of .2: claimed .25 · .2 + .25 · .2 = .1, happened 0: off by .1.
  const std::vector<Claim> claims = {{0.9, true}, {0.9, true}, {0.2, false}, {0.2, false}};
  EXPECT_NEAR(calibration_error(claims, 0.5), 0.15, 1e-12);
}

TEST(Metrics, CertaintyThatIsRightHasNoCalibrationError) {
  const std::vector<Claim> claims = {{1, true}, {0, false}, {0, false}};
  EXPECT_DOUBLE_EQ(calibration_error(claims, 0.25), 0);
}

}  // namespace
}  // namespace dejavu
