// SPDX-License-Identifier: GPL-2.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/search/weights.h"
#include "tests/answer/indexed_corpus.h"

namespace dejavu {
namespace {

using testing::ElementsAre;

constexpr std::chrono::days kYear{365};

std::string story(const std::string& date) {
  const std::string began = date.empty() ? "" : "started_at: " + date + "\n";
  return "---\ntitle: Deadlock in the scheduler\n" + began + "---\nEvery worker waited.\n";
}

/// The same story four times; all that differs is when.
class RecencyTest : public testing::Test {
 protected:
  RecencyTest() {
    corpus_.with("older.md", story("2020-01-01"))
        .with("newer.md", story("2024-05-31"))
        .with("undated.md", story(""))
        .with("future.md", story("2031-01-01"))
        .build();
  }

  SearchAnswer ask(const Question& question) const { return corpus_.ask(question); }

  static double recent(const SearchAnswer& answer, const std::string& path) {
    for (const HitAnswer& hit : answer.hits) {
      if (hit.card.path != path) continue;
      for (const Reason& reason : hit.why) {
        if (reason.feature == "recent") return reason.contribution;
      }
      return 0;
    }
    ADD_FAILURE() << path << " is no hit";
    return -1;
  }

  IndexedCorpus corpus_;
  Question question_{.text = "deadlock scheduler"};
};

TEST_F(RecencyTest, OfTheSameStoryTheNewerComesFirst) {
  question_.before = kTestNow;
  const SearchAnswer answer = ask(question_);
  ASSERT_EQ(answer.hits.size(), 2u);
  EXPECT_EQ(answer.hits[0].card.path, "newer.md");
  EXPECT_GT(answer.hits[0].score, answer.hits[1].score);
}

TEST_F(RecencyTest, SwitchedOffItIsNoReasonAndAllTimesAreAlike) {
  question_.recency = false;
  const SearchAnswer answer = ask(question_);
  ASSERT_EQ(answer.hits.size(), 4u);
  for (const HitAnswer& hit : answer.hits) {
    EXPECT_EQ(recent(answer, hit.card.path), 0);
    EXPECT_NEAR(hit.score, answer.hits[0].score, 1e-9);
  }
}

TEST_F(RecencyTest, ItLiftsByItsFormulaNeverMoreAndNeverBelowNothing) {
  const SearchAnswer answer = ask(question_);
  for (const HitAnswer& hit : answer.hits) {
    EXPECT_GE(recent(answer, hit.card.path), 0) << hit.card.path;
    EXPECT_LE(recent(answer, hit.card.path), kMostRecency) << hit.card.path;
  }
  EXPECT_EQ(recent(answer, "undated.md"), 0);
  const double age = 1.0 / static_cast<double>(kRecencyHalfLife.count());
  EXPECT_NEAR(recent(answer, "newer.md"), kMostRecency / (1 + age), 1e-6) << "a day old";
  EXPECT_LT(recent(answer, "older.md"), kMostRecency / 10) << "four years old";
}

TEST_F(RecencyTest, AgeCountsFromBeforeWhenTheQuestionHasOne) {
  question_.before = parse_moment("2020-01-01")->at + kRecencyHalfLife;
  const SearchAnswer answer = ask(question_);
  ASSERT_EQ(answer.hits.size(), 1u) << "what came later may not answer";
  EXPECT_NEAR(recent(answer, "older.md"), kMostRecency / 2, 1e-6) << "at its half-life";
}

TEST_F(RecencyTest, WhatTheVerdictLooksAtIsTheSameWithAndWithoutIt) {
  question_.before = kTestNow + kYear;
  const SearchAnswer with = ask(question_);
  question_.recency = false;
  const SearchAnswer without = ask(question_);
  EXPECT_NEAR(*with.verdict.confidence, *without.verdict.confidence, 1e-9);
}

}  // namespace
}  // namespace dejavu
