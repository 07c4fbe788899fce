// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/answer/verdict.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/answer/indexed_corpus.h"

namespace dejavu {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr double kOwnWords = 300;  // bits, as of a question of some thirty words

Probability probability(const Standing& standing, const Decisions& decisions = {}) {
  return probability_of(standing, kOwnWords, decisions);
}

double log_odds(double probability) { return std::log(probability / (1 - probability)); }

TEST(Verdict, MoreOfTheQuestionIsNeverLessProbable) {
  for (const double gap : {0.0, 1.0, 4.0}) {
    for (double words = 0; words < kOwnWords; words += 10) {
      const Standing less{.words = words, .gap = gap};
      const Standing more{.words = words + 10, .gap = gap};
      EXPECT_GE(probability(more).evidence, probability(less).evidence) << words << ' ' << gap;
    }
  }
  EXPECT_GT(probability({.words = 200}).evidence, probability({.words = 50}).evidence);
}

TEST(Verdict, AGreaterDistanceToTheNextIsMoreProbable) {
  for (double gap = 0; gap < 6; gap += 0.5) {
    EXPECT_GT(probability({.words = 100, .gap = gap + 0.5}).evidence,
              probability({.words = 100, .gap = gap}).evidence);
  }
}

TEST(Verdict, AHitBehindTheBestIsLessProbableThanTheBest) {
  EXPECT_LT(probability({.words = 100, .gap = 2, .behind = 1}).evidence,
            probability({.words = 100, .gap = 2, .behind = 0}).evidence);
}

TEST(Verdict, ProbabilitiesStayWithinTheirBoundsWhateverTheStanding) {
  for (const double words : {0.0, 1e-9, 1e9}) {
    for (const double gap : {-50.0, 0.0, 50.0}) {
      for (const double own : {0.0, 1.0, 1e6}) {
        const Probability one = probability_of({.words = words, .gap = gap}, own, {});
        EXPECT_GE(one.evidence, 0);
        EXPECT_LE(one.evidence, 1);
      }
    }
  }
}

TEST(Verdict, TheThresholdsThemselvesBelongToTheStrongerAnswer) {
  EXPECT_EQ(answer_for({kYesEvidence, kYesProbability}), VerdictAnswer::kYes);
  EXPECT_EQ(answer_for({kYesEvidence, kYesProbability - 1e-9}), VerdictAnswer::kMaybe);
  EXPECT_EQ(answer_for({kYesEvidence, kNoProbability}), VerdictAnswer::kMaybe);
  EXPECT_EQ(answer_for({kYesEvidence, kNoProbability - 1e-9}), VerdictAnswer::kNo);
}

TEST(Verdict, ATeamsHabitAloneIsNoYes) {
  EXPECT_EQ(answer_for({kYesEvidence - 1e-9, 0.99}), VerdictAnswer::kMaybe);
}

TEST(Verdict, WithoutDecisionsTheOddsAreEven) {
  const Probability one = probability({.words = 100, .gap = 1});
  EXPECT_DOUBLE_EQ(one.evidence, one.posterior);
}

TEST(Verdict, DecisionsShiftTheOddsAndOnlySoFar) {
  constexpr double kMostShift = 1.5;  // log-odds
  const Standing standing{.words = 100, .gap = 1};
  const double even = log_odds(probability(standing).evidence);
  double before = even;
  for (const std::size_t confirmed : {1, 10, 100, 1'000'000}) {
    const double shifted = log_odds(probability(standing, {.confirmed = confirmed}).posterior);
    EXPECT_GE(shifted, before);
    EXPECT_LE(shifted, even + kMostShift);
    before = shifted;
  }
  EXPECT_GT(before, even + 1);
  const double rejected = log_odds(probability(standing, {.rejected = 1'000'000}).posterior);
  EXPECT_LT(rejected, even - 0.5);
  EXPECT_GE(rejected, even - kMostShift);
}

TEST(VerdictOfAnAnswer, AtMostThreeHitsAreCalledLikely) {
  const std::string story =
      "Gateway certificate expired overnight; browsers, proxies, scrapers and partners refused "
      "handshakes until somebody noticed, renewed, copied, reloaded and apologised.";
  IndexedCorpus corpus;
  for (int i = 0; i < 6; ++i) {
    corpus.with(std::to_string(i) + ".md", "# Gateway certificate\n\n" + story + "\n");
  }
  for (int i = 0; i < 40; ++i) {
    corpus.with("other" + std::to_string(i) + ".md",
                "# Queue stuck\n\nA poison message blocked consumer number " +
                    std::to_string(1000 + i) + " of the mail queue for many hours.\n");
  }
  corpus.build();
  Question question{.text = "Gateway certificate\n" + story};
  const AnswerContext often{.now = kTestNow, .decisions = {.confirmed = 1000}};
  const SearchAnswer answer = corpus.ask(question, often);
  ASSERT_GE(answer.hits.size(), 6u);
  ASSERT_GE(*answer.hits[5].confidence, kLikelyProbability) << "six are probable enough";
  for (std::size_t i = 0; i < 6; ++i) EXPECT_EQ(answer.hits[i].likely, i < kMostLikely) << i;
  question.offset = kMostLikely;
  for (const HitAnswer& hit : corpus.ask(question, often).hits) EXPECT_FALSE(hit.likely);
}

TEST(VerdictOfAnAnswer, TheTeamsDecisionsReachIt) {
  IndexedCorpus corpus;
  with_three_incidents(corpus);
  const Question question{.text = "database out of space after a retry storm"};
  const double open = *corpus.ask(question).verdict.confidence;
  const auto asked = [&](const Decisions& decisions) {
    return *corpus.ask(question, {.now = kTestNow, .decisions = decisions}).verdict.confidence;
  };
  EXPECT_GT(asked({.confirmed = 50}), open);
  EXPECT_LT(asked({.rejected = 50}), open);
}

TEST(VerdictOfAnAnswer, BehindTheEndOfTheListItIsThatOfTheList) {
  IndexedCorpus corpus;
  with_three_incidents(corpus);
  Question question{.text = "Checkout down because a certificate expired"};
  const SearchAnswer first = corpus.ask(question);
  question.offset = 50;
  const SearchAnswer behind = corpus.ask(question);
  EXPECT_THAT(behind.hits, IsEmpty());
  EXPECT_NE(behind.verdict.answer, VerdictAnswer::kNo);
  EXPECT_EQ(behind.verdict.answer, first.verdict.answer);
  EXPECT_EQ(behind.verdict.confidence, first.verdict.confidence);
}

TEST(VerdictOfAnAnswer, ATemplateHasNotHappened) {
  const char* const page = "# Postmortem template\n\nWho noticed, and which customers?\n";
  IndexedCorpus corpus;
  corpus.with("template.md", page).build();
  const SearchAnswer alone = corpus.ask("postmortem template");
  ASSERT_THAT(alone.hits, Not(IsEmpty()));
  EXPECT_EQ(alone.verdict.answer, VerdictAnswer::kNo);
  EXPECT_FALSE(alone.verdict.confidence);
  EXPECT_THAT(alone.verdict.reason, HasSubstr("no incidents"));

  with_three_incidents(corpus).with("pool.md", "# Retry storm\n\nThe postmortem was late.\n");
  corpus.update();
  const SearchAnswer answer = corpus.ask("postmortem template");
  ASSERT_EQ(answer.hits.at(0).card.id, "template");
  EXPECT_NE(answer.verdict.answer, VerdictAnswer::kYes);
  EXPECT_EQ(answer.verdict.confidence, answer.hits.at(1).confidence) << "of the nearest incident";
}

TEST(VerdictOfAnAnswer, ItsReasonNamesTheBestThoughANewerOneStandsFirst) {
  IndexedCorpus corpus;
  corpus.with("old.md",
              "---\ntitle: Resolver loop empties the cache\nstarted_at: 2010-01-01\n---\n"
              "The resolver asked itself until the upstream cache of every zone was empty.\n");
  corpus.with("new.md",
              "---\ntitle: Resolver loop empties a cache\nstarted_at: 2024-05-31\n---\n"
              "The resolver asked itself until the upstream cache was empty.\n");
  corpus.build();
  const Question question{
      .text = "Resolver loop empties the cache\nasked itself, upstream of every zone", .limit = 1};
  const SearchAnswer answer = corpus.ask(question);
  ASSERT_EQ(answer.hits.at(0).card.id, "new");
  EXPECT_GT(*answer.verdict.confidence, *answer.hits[0].confidence);
  EXPECT_THAT(answer.verdict.reason, HasSubstr("“Resolver loop empties the cache”"));
}

TEST(VerdictOfAnAnswer, WithoutAnyOtherHitThereIsNoRunnerUp) {
  IndexedCorpus corpus;
  corpus.build();
  EXPECT_THAT(corpus.ask("certificate").verdict.reason, HasSubstr("no postmortem"));
  with_three_incidents(corpus);
  const SearchAnswer answer = corpus.ask("checkout certificate expired");
  ASSERT_EQ(answer.total, 1u);
  EXPECT_THAT(answer.verdict.reason, HasSubstr("nothing else matches"));
}

TEST(VerdictOfAnAnswer, ANoShowsTheNearestAndNamesWhatItLacks) {
  IndexedCorpus corpus;
  with_three_incidents(corpus);
  const SearchAnswer answer = corpus.ask(
      "kubelet evicted every tenant workload while the elephant was upgraded by its mahout");
  EXPECT_EQ(answer.verdict.answer, VerdictAnswer::kNo);
  ASSERT_THAT(answer.hits, Not(IsEmpty()));
  ASSERT_THAT(answer.hits[0].missing, Not(IsEmpty()));
  EXPECT_THAT(answer.verdict.reason, HasSubstr("a yes would need"));
  EXPECT_THAT(answer.verdict.reason, HasSubstr("“" + answer.hits[0].missing[0] + "”"));
}

}  // namespace
}  // namespace dejavu
