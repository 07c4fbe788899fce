// SPDX-License-Identifier: GPL-2.0-or-later
#include "eval/run.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "eval/documents.h"
#include "tests/answer/indexed_corpus.h"

namespace dejavu {
namespace {

using testing::ElementsAre;

JudgedQuestion judged(const std::string& id, const std::string& text, Judgements judgements) {
  JudgedQuestion question;
  question.id = id;
  question.question.text = text;
  question.judgements = std::move(judgements);
  return question;
}

TEST(RunJudgedSet, AsksDeepAndScoresWhatComesBack) {
  const JudgedSet set{{judged("q1", "disk", {{"b", 1}}), judged("q2", "zoo", {})}, {}};
  const Asker table = [](const Question& question) {
    EXPECT_EQ(question.limit, kAskedDepth);
    if (question.text == "zoo") return Found{{"a"}, 0.1, VerdictAnswer::kNo};
    return Found{{"a", "b"}, 0.8, VerdictAnswer::kYes};
  };
  const std::vector<QuestionOutcome> outcomes = run_judged_set(set, table);
  ASSERT_EQ(outcomes.size(), 2U);
  EXPECT_TRUE(outcomes[0].has_answer);
  EXPECT_EQ(outcomes[0].rank, 2U);
  EXPECT_EQ(outcomes[0].first, "a");
  EXPECT_EQ(outcomes[0].scores.hit_1, 0);
  EXPECT_EQ(outcomes[0].scores.hit_5, 1);
  EXPECT_DOUBLE_EQ(outcomes[0].scores.reciprocal_rank, 0.5);
  EXPECT_EQ(outcomes[0].confidence, 0.8);
  EXPECT_FALSE(outcomes[1].has_answer);
  EXPECT_EQ(outcomes[1].rank, 0U);
  EXPECT_EQ(outcomes[1].verdict, VerdictAnswer::kNo);
}

TEST(RunJudgedSet, OurEngineAnswersWithIdsAndItsVerdict) {
  IndexedCorpus corpus;
  with_three_incidents(corpus);
  Reader reader = corpus.reader();
  Tokenizer tokenizer;
  const Asker ask = ask_dejavu(reader, tokenizer, kTestNow);
  Question question;
  question.text = "certificate of the gateway expired";
  const Found found = ask(question);
  ASSERT_FALSE(found.ids.empty());
  EXPECT_EQ(found.ids[0], "PM-2");
  EXPECT_TRUE(found.verdict.has_value());
  question.text = "zebra";
  EXPECT_EQ(ask(question).verdict, VerdictAnswer::kNo);
}

TEST(ReadDocuments, GivesTheBaselineTheFilesOfTheIndexByPath) {
  IndexedCorpus corpus;
  with_three_incidents(corpus);
  Reader reader = corpus.reader();
  const std::vector<PlainDocument> documents =
      read_documents(reader, corpus.index().parent_path() / "corpus");
  std::vector<std::string> ids;
  for (const PlainDocument& document : documents) ids.push_back(document.id);
  EXPECT_THAT(ids, ElementsAre("PM-2", "PM-1", "PM-3"));  // cert.md, disk.md, pool.md
  EXPECT_EQ(documents[0].title, "Checkout down because a certificate expired");
  EXPECT_THAT(documents[0].body, testing::StartsWith("---\nid: PM-2"));
  EXPECT_EQ(format_day(*documents[2].started_at), "2022-01-10");
}

}  // namespace
}  // namespace dejavu
