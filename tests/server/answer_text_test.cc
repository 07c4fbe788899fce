// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/text/answer_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/answer/indexed_corpus.h"

namespace dejavu {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(AnswerText, ShowsTheFixBeforeTheReasons) {
  IndexedCorpus corpus;
  with_three_incidents(corpus);
  const std::string text = to_text(Answer(corpus.ask("database disk space")), {.now = kTestNow});
  const std::size_t fixed = text.find("Fixed by");
  const std::size_t first_check = text.find("First check");
  const std::size_t wrong_turns = text.find("Wrong turns");
  const std::size_t why = text.find("Why");
  EXPECT_LT(fixed, first_check);
  EXPECT_LT(first_check, wrong_turns);
  EXPECT_LT(wrong_turns, why);
  EXPECT_NE(why, std::string::npos);
  EXPECT_THAT(text, HasSubstr("Alert on free space (31 days overdue)"));
}

TEST(AnswerText, WithoutColourThereIsNoEscapeSequence) {
  IndexedCorpus corpus;
  corpus.with("evil.md", "# Red \x1b[31mtitle\x07 here\n\ndisk\n");
  with_three_incidents(corpus);
  const Answer answer = corpus.ask("red title");
  EXPECT_THAT(to_text(answer, {.now = kTestNow}), Not(HasSubstr("\x1b")));
  const std::string coloured = to_text(answer, {.colour = Colour::kOn, .now = kTestNow});
  EXPECT_THAT(coloured, HasSubstr("\x1b[1m"));
  EXPECT_THAT(coloured, Not(HasSubstr("\x1b[31m")));
  EXPECT_THAT(coloured, Not(HasSubstr("\x07")));
}

TEST(AnswerText, TheVerdictComesFirstWithItsChanceAndItsReason) {
  IndexedCorpus corpus;
  with_three_incidents(corpus);
  SearchAnswer answer = corpus.ask("checkout certifcate expired");
  answer.verdict = {VerdictAnswer::kYes, 0.834, "the same error line"};
  const std::string text = to_text(Answer(answer), {.now = kTestNow});
  EXPECT_THAT(text,
              testing::StartsWith("Yes, likely seen before (83 %)\n   Because      the same"));
  EXPECT_LT(text.find("Did you mean checkout certificate expired"), text.find("1. "));
}

TEST(AnswerText, ReasonsAreWordsAndTheirNumbersAreLeftToTheJson) {
  IndexedCorpus corpus;
  with_three_incidents(corpus);
  const std::string text = to_text(Answer(corpus.ask("database disk space")), {.now = kTestNow});
  EXPECT_THAT(text, testing::ContainsRegex("Why          title words: [a-z, ]*disk"));
  EXPECT_THAT(text, Not(HasSubstr("+")));
}

TEST(AnswerText, AnIncidentOfThreeYearsAgoIsNotCalledRecent) {
  IndexedCorpus corpus;
  with_three_incidents(corpus);
  SearchAnswer answer = corpus.ask("checkout certificate expired");
  answer.hits.resize(1);
  for (const auto& [adds, is_told] : {std::pair(1.0, true), std::pair(0.15, false)}) {
    answer.hits[0].why = {{"recent", adds, {}}};
    const std::string text = to_text(Answer(answer), {.now = kTestNow});
    EXPECT_EQ(text.find("recent") != std::string::npos, is_told) << text;
  }
}

TEST(AnswerText, OnlyTheBestAreToldInFull) {
  IndexedCorpus corpus;
  for (int i = 0; i < 6; ++i) {
    corpus.with(std::to_string(i) + ".md",
                "# Deadlock\n\nA deadlock.\n\n## Resolution\nRestarted it.\n");
  }
  corpus.build();
  SearchAnswer answer = corpus.ask("deadlock");
  SearchAnswer no = answer;
  no.verdict.answer = VerdictAnswer::kNo;
  for (HitAnswer& hit : no.hits) hit.likely = false;
  EXPECT_THAT(to_text(Answer(no), {.now = kTestNow}), Not(HasSubstr("Fixed by")));
  answer.verdict.answer = VerdictAnswer::kMaybe;
  const std::string text = to_text(Answer(answer), {.now = kTestNow});
  std::size_t fixes = 0;
  for (std::size_t at = text.find("Fixed by"); at != text.npos;
       at = text.find("Fixed by", at + 1)) {
    ++fixes;
  }
  EXPECT_EQ(fixes, 3u);
  EXPECT_THAT(text, HasSubstr("6. Deadlock"));
}

TEST(AnswerText, AListIsNoVerdict) {
  IndexedCorpus corpus;
  with_three_incidents(corpus);
  const std::string text = to_text(Answer(corpus.ask("after:2023")), {.now = kTestNow});
  EXPECT_THAT(text, testing::StartsWith("2 incidents, newest first\n"));
}

TEST(AnswerText, LinesAreWrappedUnderTheirLabel) {
  IndexedCorpus corpus;
  with_three_incidents(corpus);
  const std::string text =
      to_text(Answer(corpus.ask("database disk space")), {.width = 60, .now = kTestNow});
  for (std::size_t begin = 0, end; begin < text.size(); begin = end + 1) {
    end = text.find('\n', begin);
    EXPECT_LE(end - begin, 140u);
  }
  EXPECT_THAT(text, HasSubstr("Fixed by     Deleted old write-ahead logs, then enlarged\n"));
}

}  // namespace
}  // namespace dejavu
