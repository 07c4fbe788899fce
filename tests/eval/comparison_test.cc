// SPDX-License-Identifier: GPL-2.0-or-later
#include "eval/comparison.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/base/error.h"

namespace dejavu {
namespace {

QuestionOutcome known(double reciprocal_rank, std::optional<double> confidence = {}) {
  QuestionOutcome outcome;
  outcome.has_answer = true;
  outcome.scores.reciprocal_rank = reciprocal_rank;
  outcome.scores.hit_1 = reciprocal_rank == 1 ? 1 : 0;
  outcome.confidence = confidence;
  return outcome;
}

QuestionOutcome fresh(std::optional<double> confidence, std::optional<VerdictAnswer> verdict = {}) {
  QuestionOutcome outcome;
  outcome.confidence = confidence;
  outcome.verdict = verdict;
  return outcome;
}

const Measure& measure(const Comparison& comparison, const std::string& key) {
  const auto found = std::find_if(comparison.measures.begin(), comparison.measures.end(),
                                  [&](const Measure& m) { return m.key == key; });
  EXPECT_NE(found, comparison.measures.end()) << key;
  return *found;
}

TEST(Compare, MeansAreOverQuestionsWithAnAnswer) {
  const std::vector<QuestionOutcome> ours = {known(1), known(0.5), fresh({})};
  const std::vector<QuestionOutcome> theirs = {known(0.5), known(0), fresh({})};
  const Comparison comparison = compare(ours, theirs, {});
  EXPECT_EQ(comparison.known, 2U);
  EXPECT_EQ(comparison.fresh, 1U);
  EXPECT_DOUBLE_EQ(measure(comparison, "mrr").engine->value, 0.75);
  EXPECT_DOUBLE_EQ(measure(comparison, "mrr").baseline->value, 0.25);
  EXPECT_DOUBLE_EQ(measure(comparison, "hit_1").engine->value, 0.5);
}

TEST(Compare, TheDifferenceIsPairedByQuestion) {
  // Both vary, but on every question ours is better by exactly .5.
  std::vector<QuestionOutcome> ours, theirs;
  for (int i = 0; i < 20; ++i) {
    ours.push_back(known(i % 2 == 0 ? 1 : 0.5));
    theirs.push_back(known(i % 2 == 0 ? 0.5 : 0));
  }
  const Measure mrr = measure(compare(ours, theirs, {}), "mrr");
  EXPECT_LT(mrr.engine->interval.low, mrr.engine->interval.high);
  EXPECT_NEAR(mrr.difference->value, 0.5, 1e-9);
  EXPECT_NEAR(mrr.difference->interval.low, 0.5, 1e-9);
  EXPECT_NEAR(mrr.difference->interval.high, 0.5, 1e-9);
}

TEST(Compare, AnEngineWithoutConfidenceGetsNoVerdictFigures) {
  const std::vector<QuestionOutcome> silent = {known(1), fresh({}, VerdictAnswer::kNo)};
  const std::vector<QuestionOutcome> sure = {known(1, 0.9), fresh(0.1)};
  const Comparison comparison = compare(silent, sure, {});
  EXPECT_FALSE(measure(comparison, "auroc").engine.has_value());
  EXPECT_EQ(measure(comparison, "auroc").baseline->value, 1);
  EXPECT_FALSE(measure(comparison, "auroc").difference.has_value());
  // A score is no probability: only one who gives a verdict is asked to be calibrated.
  EXPECT_FALSE(measure(comparison, "calibration_error").baseline.has_value());
  EXPECT_EQ(measure(comparison, "new_no").engine->value, 1);
}

TEST(Compare, WithoutNewQuestionsThereIsNoVerdictToMeasure) {
  for (const Measure& one : compare({known(1)}, {known(1)}, {}).measures) {
    EXPECT_EQ(one.group, MeasureGroup::kRanking) << one.key;
  }
}

TEST(Compare, ASetWithoutAnyAnswerIsAMistake) {
  EXPECT_THROW(compare({fresh(0.5)}, {fresh(0.5)}, {}), Error);
}

}  // namespace
}  // namespace dejavu
