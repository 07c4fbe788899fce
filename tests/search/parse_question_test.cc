// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/search/parse_question.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <random>

#include "core/index/schema.h"
#include "core/index/thesaurus.h"
#include "tests/search/parsed_question.h"

namespace dejavu {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

const QuestionPart* part_of(const ParsedQuestion& question, std::string_view term) {
  for (const QuestionPart& part : question.parts) {
    if (part.terms.size() == 1 && part.terms.front() == term) return &part;
  }
  return nullptr;
}

TEST(ParseQuestion, WordsOfAPasteAreCountedOnceEachWithTheirNumber) {
  const ParsedQuestion question = parsed("carts\ntimeout in checkout, timeout in cart");
  EXPECT_EQ(question.mode, QuestionMode::kPaste);
  EXPECT_THAT(parts(question), ElementsAre("word:carts", "word:timeout", "word:checkout"));
  EXPECT_EQ(question.parts[0].count, kTitleWeight + 1);  // the first line is a title
  EXPECT_EQ(question.parts[1].count, 2u);
}

TEST(ParseQuestion, PastedTextHasNoSyntax) {
  for (const char* text :
       {"java -Xmx512m AND OR NOT -jar app.jar", "kubectl -n prod get pods",
        "error:timeout path:/var/log (a OR", "unclosed \"quote here",
        "could not open \"base/1/2\": denied", "SELECT * FROM t WHERE a LIKE '%x%'; -- drop",
        "SELECT name FROM users WHERE active AND verified OR staff", "rm -rf /", "OR", "AND OR",
        "started:4711x failed", "request failed duration:350ms"}) {
    const ParsedQuestion question = parsed(text);
    EXPECT_EQ(question.mode, QuestionMode::kPaste) << text;
    for (const QuestionPart& part : question.parts) {
      EXPECT_TRUE(part.kind == PartKind::kWord || part.kind == PartKind::kIdentifier ||
                  part.kind == PartKind::kLine)
          << text;
      EXPECT_EQ(part.group, 0u) << text;
    }
  }
}

TEST(ParseQuestion, SeveralLinesAreAPasteWhateverTheyContain) {
  const ParsedQuestion question = parsed("service:payments -foo\n\"a b\"");
  EXPECT_EQ(question.mode, QuestionMode::kPaste);
  EXPECT_TRUE(question.request.filters.empty());
}

TEST(ParseQuestion, APlainQuestionHasNoSyntaxAndNoNotes) {
  const ParsedQuestion question =
      parsed(Question{.text = "\"disk full\" service:payments befor:2024", .plain = true});
  EXPECT_EQ(question.mode, QuestionMode::kPaste);
  EXPECT_THAT(question.notes, IsEmpty());
  EXPECT_TRUE(question.request.filters.empty());
}

TEST(ParseQuestion, ALineOfAWholeIncidentIsNoQuery) {
  const ParsedQuestion question =
      parsed(Question{.text = "\"disk full\" again\n", .title = "Checkout down"});
  EXPECT_EQ(question.mode, QuestionMode::kPaste);
}

TEST(ParseQuestion, LogLinesHaveASignatureBesidesTheirWords) {
  const ParsedQuestion question =
      parsed("2024-03-01T09:10:00Z ERROR [pool-7] order 48213: timeout after 5000ms");
  EXPECT_EQ(question.parts.back().kind, PartKind::kLine);
  EXPECT_THAT(question.ignored, Contains(IgnoredText{"2024-03-01T09:10:00Z", "timestamp"}));
  EXPECT_THAT(question.ignored, Contains(IgnoredText{"48213", "long number"}));
}

TEST(ParseQuestion, WordsOfTheGivenTitleCountThrice) {
  const ParsedQuestion question =
      parsed(Question{.text = "the disk of node a\n", .title = "Disk full"});
  EXPECT_EQ(part_of(question, "disk")->count, kTitleWeight + 1);
  EXPECT_EQ(part_of(question, "disk")->in_title, 1u);
  EXPECT_EQ(part_of(question, "full")->count, kTitleWeight);
  EXPECT_EQ(part_of(question, "node")->in_title, 0u);
  EXPECT_EQ(question.title, "Disk full");
}

TEST(ParseQuestion, TheFirstLineOfAPasteThatReadsLikeATitleCountsAsOne) {
  const ParsedQuestion question = parsed("Checkout is down\nCustomers see an error at checkout.");
  EXPECT_EQ(question.title, "Checkout is down");
  EXPECT_EQ(part_of(question, "checkout")->count, kTitleWeight + 1);
  EXPECT_EQ(part_of(question, "checkout")->in_title, 1u);
  EXPECT_EQ(part_of(question, "down")->count, kTitleWeight);
}

TEST(ParseQuestion, ATitleThatTheTextRepeatsCountsOnce) {
  const ParsedQuestion question =
      parsed(Question{.text = "# checkout  is down\nAn error.", .title = "Checkout is down"});
  EXPECT_EQ(part_of(question, "checkout")->count, kTitleWeight);
  EXPECT_EQ(part_of(question, "error")->count, 1u);
}

TEST(ParseQuestion, IdentifiersInATitleCountWholeAndInParts) {
  const ParsedQuestion question = parsed(Question{.text = "", .title = "connection_pool empty"});
  EXPECT_THAT(parts(question), ElementsAre("identifier:connection_pool", "word:connection",
                                           "word:pool", "word:empty"));
  for (const QuestionPart& part : question.parts) {
    EXPECT_EQ(part.in_title, part.only_if_known ? 0u : 1u) << part.text;
  }
}

class ParseQuestionWithThesaurus : public testing::Test {
 protected:
  Tokenizer tokenizer_{std::make_shared<const Thesaurus>(
      std::vector<SynonymGroup>{{"oom", {"out of memory", "oomkilled"}}})};
};

TEST_F(ParseQuestionWithThesaurus, WhatAPasteSpeaksOfIsAPartInItsOwnWords) {
  const ParsedQuestion question =
      parse_question(Question{.text = "node ran out of memory"}, tokenizer_);
  const QuestionPart* part = part_of(question, std::string(kConceptPrefix) + "oom");
  ASSERT_NE(part, nullptr);
  EXPECT_EQ(part->kind, PartKind::kConcept);
  EXPECT_EQ(part->text, "out of memory");
}

TEST_F(ParseQuestionWithThesaurus, WordsSideBySideInAQueryAreStillAPhraseOfIt) {
  const ParsedQuestion question =
      parse_question(Question{.text = "tag:node out of memory tag:linux"}, tokenizer_);
  EXPECT_THAT(parts(question), Contains("synonym:out of memory"));
}

TEST(ParseQuestion, WhileTypingTheLastWordIsABeginning) {
  const ParsedQuestion question =
      parsed(Question{.text = "expired Certifica", .complete_last_word = true});
  EXPECT_THAT(parts(question), Contains("prefix:Certifica"));
  EXPECT_THAT(question.parts.back().terms, ElementsAre("certifica"));
}

TEST(ParseQuestion, WhileTypingAFinishedWordIsNoBeginning) {
  for (const char* text : {"expired certificate.", "expired c", "two\nlines certif"}) {
    EXPECT_THAT(parts(parsed(Question{.text = text, .complete_last_word = true})),
                Not(Contains(HasSubstr("prefix:"))))
        << text;
  }
}

TEST(ParseQuestion, LimitsAreClamped) {
  const ParsedQuestion result = parsed(Question{.limit = 100'000, .offset = 10'000'000});
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
  const std::string_view alphabet = "ab \":-*'()\n\\/.,;=<>OR1\xc3\xbc\xff\0é";
  for (int round = 0; round < 3000; ++round) {
    std::string text(random() % 60, ' ');
    for (char& c : text) c = alphabet[random() % alphabet.size()];
    EXPECT_NO_THROW(parsed(text)) << testing::PrintToString(text);
    EXPECT_NO_THROW(parsed("service:" + text + " OR \"" + text));
    EXPECT_NO_THROW(parsed("duration:" + text + " AND started:" + text));
  }
}

}  // namespace
}  // namespace dejavu
