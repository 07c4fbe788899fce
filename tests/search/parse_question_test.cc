// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/search/parse_question.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

namespace dejavu {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

ParsedQuestion parsed(const std::string& text) {
  Tokenizer tokenizer;
  Question question;
  question.text = text;
  return parse_question(question, tokenizer);
}

std::vector<std::string> parts(const ParsedQuestion& question) {
  std::vector<std::string> names;
  for (const QuestionPart& part : question.parts) {
    names.push_back(std::string(name_of(part.kind)) + ":" + part.text);
  }
  return names;
}

TEST(ParseQuestion, WordsOfAPasteAreCountedOnceEachWithTheirNumber) {
  const ParsedQuestion question = parsed("timeout in checkout, timeout in cart");
  EXPECT_EQ(question.mode, QuestionMode::kPaste);
  EXPECT_THAT(parts(question), ElementsAre("word:timeout", "word:checkout", "word:cart"));
  EXPECT_EQ(question.parts[0].count, 2u);
}

TEST(ParseQuestion, PastedTextHasNoSyntax) {
  for (const char* text : {"java -Xmx512m AND OR NOT -jar app.jar", "kubectl -n prod get pods",
                           "error:timeout path:/var/log (a OR", "unclosed \"quote here",
                           "could not open \"base/1/2\": denied",
                           "SELECT * FROM t WHERE a LIKE '%x%'; -- drop", "rm -rf /"}) {
    const ParsedQuestion question = parsed(text);
    EXPECT_EQ(question.mode, QuestionMode::kPaste) << text;
    for (const QuestionPart& part : question.parts) {
      EXPECT_TRUE(part.kind == PartKind::kWord || part.kind == PartKind::kIdentifier ||
                  part.kind == PartKind::kLine)
          << text;
    }
  }
}

TEST(ParseQuestion, SeveralLinesAreAPasteWhateverTheyContain) {
  const ParsedQuestion question = parsed("service:payments -foo\n\"a b\"");
  EXPECT_EQ(question.mode, QuestionMode::kPaste);
  EXPECT_TRUE(question.request.filters.empty());
}

TEST(ParseQuestion, QuotedWordsMustStandTogether) {
  const ParsedQuestion question = parsed("\"out of memory\" killer");
  EXPECT_THAT(parts(question), ElementsAre("phrase:\"out of memory\"", "word:killer"));
  EXPECT_THAT(question.parts[0].terms, ElementsAre("out", "memori"));
  EXPECT_EQ(question.parts[0].span, 3u);
}

TEST(ParseQuestion, FieldsBecomeFiltersOrFieldWords) {
  const ParsedQuestion question =
      parsed("service:payments service:\"Order API\" title:certificate timeout");
  EXPECT_THAT(question.request.filters.at("service"), ElementsAre("payments", "Order API"));
  EXPECT_THAT(parts(question),
              ElementsAre("filter:service:payments", "filter:service:\"Order API\"",
                          "phrase:title:certificate", "word:timeout"));
}

TEST(ParseQuestion, DatesBoundTheQuestion) {
  const ParsedQuestion question = parsed("after:2024 before:2024-03-01 dns");
  EXPECT_EQ(format_instant(*question.request.after), "2024-01-01T00:00:00Z");
  EXPECT_EQ(format_instant(*question.request.before), "2024-03-01T00:00:00Z");
}

TEST(ParseQuestion, AnImpossibleDateIsSearchedAsTextWithANote) {
  const ParsedQuestion question = parsed("before:yesterday dns");
  EXPECT_FALSE(question.request.before);
  EXPECT_THAT(question.notes, SizeIs(1));
  EXPECT_THAT(parts(question), Contains("word:yesterday"));
}

TEST(ParseQuestion, AMinusBeforeAWordExcludesIt) {
  const ParsedQuestion question = parsed("dns -staging -\"load test\" -tag:drill");
  EXPECT_THAT(parts(question), ElementsAre("word:dns", "excluded:-staging",
                                           "excluded:-\"load test\"", "excluded:-tag:drill"));
}

TEST(ParseQuestion, AStarCompletesAWord) {
  const ParsedQuestion question = parsed("certif* expired");
  EXPECT_THAT(parts(question), ElementsAre("prefix:certif*", "word:expired"));
}

TEST(ParseQuestion, WhileTypingTheLastWordIsABeginning) {
  Tokenizer tokenizer;
  Question question;
  question.text = "expired certif";
  question.complete_last_word = true;
  EXPECT_THAT(parts(parse_question(question, tokenizer)), Contains("prefix:certif"));
}

TEST(ParseQuestion, LogLinesHaveASignatureBesidesTheirWords) {
  const ParsedQuestion question =
      parsed("2024-03-01T09:10:00Z ERROR [pool-7] order 48213: timeout after 5000ms");
  EXPECT_EQ(question.parts.back().kind, PartKind::kLine);
  EXPECT_THAT(question.ignored, Contains(IgnoredText{"2024-03-01T09:10:00Z", "timestamp"}));
  EXPECT_THAT(question.ignored, Contains(IgnoredText{"48213", "long number"}));
}

TEST(ParseQuestion, TitleWordsCountThrice) {
  Tokenizer tokenizer;
  Question question;
  question.title = "Disk full";
  question.text = "disk\n";
  const ParsedQuestion result = parse_question(question, tokenizer);
  EXPECT_EQ(result.parts[0].count, 4u);
  EXPECT_EQ(result.parts[1].count, 3u);
}

TEST(ParseQuestion, LimitsAreClamped) {
  Tokenizer tokenizer;
  Question question;
  question.limit = 100'000;
  question.offset = 10'000'000;
  const ParsedQuestion result = parse_question(question, tokenizer);
  EXPECT_EQ(result.request.limit, kMaxLimit);
  EXPECT_EQ(result.request.offset, kMaxOffset);
}

TEST(ParseQuestion, ALongPasteIsCutWithANote) {
  std::string text;
  while (text.size() <= kMaxQuestionBytes) text += "disk full on node ";
  EXPECT_THAT(parsed(text).notes, SizeIs(1));
}

TEST(ParseQuestion, AnyBytesAreAQuestion) {
  std::mt19937 random(11);
  const std::string_view alphabet = "ab \":-*'()\n\\/.,;=<>\xc3\xbc\xff\0é";
  for (int round = 0; round < 3000; ++round) {
    std::string text(random() % 60, ' ');
    for (char& c : text) c = alphabet[random() % alphabet.size()];
    EXPECT_NO_THROW(parsed(text)) << testing::PrintToString(text);
    EXPECT_NO_THROW(parsed("service:" + text + " \"" + text));
  }
}

}  // namespace
}  // namespace dejavu
