// SPDX-License-Identifier: GPL-2.0-or-later
#include "eval/report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace dejavu {
namespace {

using nlohmann::json;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

JudgedSet judged(Judgements judgements) {
  JudgedQuestion question;
  question.id = "q1";
  question.judgements = std::move(judgements);
  return {{question}, {"q9"}};
}

EvalReport one_question() {
  QuestionOutcome ours;
  ours.id = "q1";
  ours.has_answer = true;
  ours.rank = 2;
  ours.first = "PM-7";
  ours.scores.reciprocal_rank = 0.5;
  ours.confidence = 0.25;
  ours.verdict = VerdictAnswer::kMaybe;
  QuestionOutcome theirs = ours;
  theirs.rank = 0;
  theirs.scores.reciprocal_rank = 0;
  EvalReport report{.corpus = "post\x1bmortems", .documents = 3};
  report.engine = {ours};
  report.baseline = {theirs};
  report.comparison = compare(report.engine, report.baseline, {});
  return report;
}

TEST(UnknownNames, AreRightDocumentsThatTheCorpusLacksAndQuestionsThatNobodyAsks) {
  const UnknownNames unknown =
      unknown_names(judged({{"PM-1", 1}, {"PM-2", 2}, {"PM-3", 0}}), {"PM-1"});
  EXPECT_THAT(unknown.documents, ElementsAre("PM-2"));
  EXPECT_THAT(unknown.questions, ElementsAre("q9"));
}

TEST(EvalText, PutsBothEnginesAndTheDifferenceOnALine) {
  EXPECT_THAT(to_text(one_question(), QuestionLines::kLeftOut),
              testing::ContainsRegex("MRR +0.500 .0.50, 0.50. +0.000 .0.00, 0.00. +.0.500"));
}

TEST(EvalText, CountsUnknownNamesAndShowsTheFirst) {
  EvalReport report = one_question();
  EXPECT_THAT(to_text(report, QuestionLines::kLeftOut), Not(HasSubstr("warning")));
  report.unknown.documents = {"a", "b", "c", "d", "e", "f"};
  EXPECT_THAT(to_text(report, QuestionLines::kLeftOut),
              HasSubstr("warning: 6 judged documents are not in the corpus: a, b, c, d, e, …"));
}

TEST(EvalText, ALineAQuestionWhenAskedFor) {
  constexpr const char* kLine = "2\tmaybe\t0.250\t0\tq1\tPM-7\n";
  EXPECT_THAT(to_text(one_question(), QuestionLines::kShown), HasSubstr(kLine));
  EXPECT_THAT(to_text(one_question(), QuestionLines::kLeftOut), Not(HasSubstr(kLine)));
}

TEST(EvalText, ATerminalObeysNoName) {
  EXPECT_THAT(to_text(one_question(), QuestionLines::kLeftOut), Not(HasSubstr("\x1b")));
}

TEST(EvalJson, NamesEveryFigureAndWhatIsAbsentIsNull) {
  const json object = json::parse(to_json_text(one_question(), QuestionLines::kShown));
  EXPECT_EQ(object.at("documents"), 3);
  EXPECT_EQ(object.at("questions").at("known"), 1);
  EXPECT_EQ(object.at("measures").at("mrr").at("engine").at("value"), 0.5);
  EXPECT_EQ(object.at("measures").at("mrr").at("difference").at("low"), 0.5);
  const json& question = object.at("per_question").at(0);
  EXPECT_EQ(question.at("rank"), 2);
  EXPECT_TRUE(question.at("baseline_rank").is_null());
  EXPECT_EQ(question.at("verdict"), "maybe");
}

}  // namespace
}  // namespace dejavu
