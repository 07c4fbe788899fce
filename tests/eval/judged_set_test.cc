// SPDX-License-Identifier: GPL-2.0-or-later
#include "eval/judged_set.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/error.h"
#include "tests/base/temporary_folder.h"

namespace dejavu {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class JudgedSetTest : public testing::Test {
 protected:
  JudgedSet read(std::string_view questions, std::string_view judgements) const {
    return read_judged_set({folder_.write("q.jsonl", questions), folder_.write("j", judgements)});
  }

  JudgedSet read_with_negatives(std::string_view judgements) const {
    return read_judged_set({.questions = folder_.write("q.jsonl", kTwo),
                            .judgements = folder_.write("j", judgements),
                            .negatives = folder_.write("n.jsonl", kNegative)});
  }

  std::string complaint(std::string_view questions, std::string_view judgements) const {
    try {
      read(questions, judgements);
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::kInvalid);
      EXPECT_THAT(error.hint(), HasSubstr("docs/EVAL.md"));
      return error.what();
    }
    return "no complaint";
  }

  static constexpr std::string_view kTwo =
      "{\"id\": \"q1\", \"question\": \"disk full\"}\n\n{\"id\": \"q2\", \"question\": \"dns\"}\n";
  static constexpr std::string_view kNegative = "{\"id\": \"n1\", \"question\": \"new\"}\n";

  TemporaryFolder folder_;
};

TEST_F(JudgedSetTest, EveryMemberOfAQuestionIsRead) {
  const JudgedSet set =
      read(R"({"id": "q1", "kind": "chat", "question": "disk full", "before": "2025-01-31",)"
           R"( "after": "2024-01-01T10:00:00+02:00", "exclude": ["PM-1", "PM-2"], "note": [1]})",
           "q1 0 PM-3 1");
  const JudgedQuestion& judged = set.questions.at(0);
  EXPECT_EQ(judged.id, "q1");
  EXPECT_EQ(judged.kind, "chat");
  EXPECT_EQ(judged.question.text, "disk full");
  EXPECT_FALSE(judged.question.plain);
  EXPECT_EQ(format_instant(*judged.question.before), "2025-01-31T00:00:00Z");
  EXPECT_EQ(format_instant(*judged.question.after), "2024-01-01T08:00:00Z");
  EXPECT_THAT(judged.question.exclude, ElementsAre("PM-1", "PM-2"));
}

TEST_F(JudgedSetTest, AQuestionWithATitleIsAskedAsItStands) {
  const JudgedSet set = read(
      R"({"id": "q1", "title": "Disk full", "question": "Disk full\nno space left on db-7"})", "");
  EXPECT_EQ(set.questions.at(0).question.title, "Disk full");
  EXPECT_EQ(set.questions.at(0).question.text, "Disk full\nno space left on db-7");
  EXPECT_TRUE(set.questions.at(0).question.plain);
}

TEST_F(JudgedSetTest, TrecAndJsonJudgementsSayTheSame) {
  const JudgedSet trec = read(kTwo, "q1 0 PM-1 2\nq1\t0\tPM-2\t0\n");
  const JudgedSet lines = read(kTwo, R"({"question": "q1", "document": "PM-1", "relevance": 2})"
                                     "\n"
                                     R"({"question": "q1", "document": "PM-2", "relevance": 0})");
  EXPECT_EQ(trec, lines);
  EXPECT_EQ(trec.questions.at(0).judgements, (Judgements{{"PM-1", 2}, {"PM-2", 0}}));
}

TEST_F(JudgedSetTest, AQuestionWithoutARightDocumentHasNoAnswer) {
  const JudgedSet set = read(kTwo, "q1 0 PM-1 1\nq2 0 PM-1 0\n");
  EXPECT_TRUE(has_answer(set.questions.at(0)));
  EXPECT_FALSE(has_answer(set.questions.at(1)));
}

TEST_F(JudgedSetTest, WorthlessDocumentsAreWrongAndNoMore) {
  const JudgedSet set = read(kTwo, "q1 0 PM-1 1\nq1 0 PM-2 -2\n");
  EXPECT_EQ(set.questions.at(0).judgements.at("PM-2"), 0);
}

TEST_F(JudgedSetTest, NegativesFollowTheQuestions) {
  const JudgedSet set = read_with_negatives("q1 0 PM-1 1\n");
  ASSERT_EQ(set.questions.size(), 3U);
  EXPECT_EQ(set.questions[2].id, "n1");
  EXPECT_FALSE(has_answer(set.questions[2]));
}

TEST_F(JudgedSetTest, ANegativeWithAnAnswerIsAMistake) {
  EXPECT_THROW(read_with_negatives("n1 0 PM-1 1\n"), Error);
  EXPECT_NO_THROW(read_with_negatives("n1 0 PM-1 0\n"));
}

TEST_F(JudgedSetTest, JudgedQuestionsThatNobodyAsksAreListedOnce) {
  EXPECT_THAT(read(kTwo, "q1 0 a 1\nq9 0 a 1\nq9 0 b 1\n").unasked, ElementsAre("q9"));
  EXPECT_THAT(read(kTwo, "q1 0 a 1\n").unasked, IsEmpty());
}

TEST_F(JudgedSetTest, AWrongQuestionIsNamedWithFileAndLine) {
  EXPECT_THAT(complaint("\n{\"id\": \"q1\"", ""), HasSubstr("q.jsonl:2: this is no JSON"));
  EXPECT_THAT(complaint("[1]", ""), HasSubstr("q.jsonl:1: this is JSON, but no object"));
  EXPECT_THAT(complaint("{\"id\": \"q1\"}", ""), HasSubstr(":1: `question` is missing"));
  EXPECT_THAT(complaint("{\"id\": 7, \"question\": \"x\"}", ""), HasSubstr("`id` is 7, no text"));
  EXPECT_THAT(complaint(R"({"id": "q", "question": "x", "before": "soon"})", ""),
              HasSubstr("\"soon\", which is no date"));
  EXPECT_THAT(complaint(R"({"id": "q", "question": "x", "exclude": [1]})", ""),
              HasSubstr("`exclude` has 1"));
  EXPECT_THAT(complaint(R"({"id": "q", "question": "x", "recency": "no"})", ""),
              HasSubstr("`recency`"));
}

TEST_F(JudgedSetTest, AnIdThatComesTwiceIsNamedWithItsLine) {
  const std::string twice = std::string(kTwo) + "{\"id\": \"q1\", \"question\": \"again\"}\n";
  EXPECT_THAT(complaint(twice, ""), HasSubstr("q.jsonl:4: a question \"q1\" was there before"));
}

TEST_F(JudgedSetTest, AWrongJudgementIsNamedWithFileAndLine) {
  EXPECT_THAT(complaint(kTwo, "q1 0 PM-1\n"), HasSubstr("j:1: 3 words"));
  EXPECT_THAT(complaint(kTwo, "q1 0 PM-1 1\nq1 0 PM-2 yes\n"), HasSubstr("j:2: \"yes\""));
  EXPECT_THAT(complaint(kTwo, R"({"question": "q1", "document": "PM-1"})"),
              HasSubstr("j:1: `relevance`"));
  EXPECT_THAT(complaint(kTwo, "q1 0 PM-1 1\nq1 0 PM-1 0\n"), HasSubstr("j:2: \"PM-1\" was judged"));
}

TEST_F(JudgedSetTest, AFileThatIsNotThereIsNotFound) {
  try {
    read_judged_set({folder_.path() / "none.jsonl", folder_.write("j", "")});
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kNotFound);
  }
}

}  // namespace
}  // namespace dejavu
