// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/lint/prose.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

namespace dejavu {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> said(std::string_view text, std::size_t body_offset = 0) {
  std::vector<std::string> said;
  for (const Sentence& sentence : sentences_of(text, body_offset)) {
    EXPECT_EQ(sentence.text.size(), sentence.offsets.size());
    said.push_back(sentence.text);
  }
  return said;
}

TEST(Prose, AParagraphOfSeveralLinesIsCutIntoSentences) {
  EXPECT_THAT(said("One two\nthree. Four five!\n\nSix\n"),
              ElementsAre("One two three.", "Four five!", "Six"));
}

TEST(Prose, HeadingsItemsAndCellsStandAlone) {
  EXPECT_THAT(
      said("# Head\n* first\n  goes on\n* second\n1. third\n\n| a | b |\n|---|---|\n| c | d |\n"),
      ElementsAre("Head", "first goes on", "second", "third", "a", "b", "---", "---", "c", "d"));
}

TEST(Prose, CodeQuotesCommentsAndLogsAreLeftOut) {
  EXPECT_THAT(said("```\nhe forgot\n```\n"), IsEmpty());
  EXPECT_THAT(said("~~~sh\nhe forgot\n```\nhe forgot\n~~~\n"), IsEmpty());
  EXPECT_THAT(said("> he forgot\n"), IsEmpty());
  EXPECT_THAT(said("<!-- he\nforgot -->\n"), IsEmpty());
  EXPECT_THAT(said("Text\n\n    he forgot\n"), ElementsAre("Text"));
  EXPECT_THAT(said("2024-01-02 10:00:00 ERROR user forgot to\nINFO he forgot\n"), IsEmpty());
  EXPECT_THAT(said("Jan  2 10:00:00 web1 sshd[12]: user forgot to\n"), IsEmpty());
  EXPECT_THAT(said("msg=forgot user=bob level=1\n"), IsEmpty());
}

TEST(Prose, InlineCodeQuotationsAndAddressesAreOneMark) {
  EXPECT_THAT(said("Run `rm -rf` and say \"he forgot\" at https://x.org/forgot now"),
              ElementsAre("Run _ and say _ at _ now"));
}

TEST(Prose, MarkupOfWordsIsDropped) {
  EXPECT_THAT(said("He **should** _have_ asked [the team](https://x.org) about snake_case<br>now"),
              ElementsAre("He should have asked the team about snake_case now"));
  EXPECT_THAT(said("didn\u2019t"), ElementsAre("didn't"));
}

TEST(Prose, ItemsBelowItemsAreNoCode) {
  EXPECT_THAT(said("* one\n\n    * two\n\n      three\n"), ElementsAre("one", "two", "three"));
}

TEST(Prose, ValuesOfTheFrontMatterAreRead) {
  const std::string text = "---\ntitle: \"Operator error\"\n# a comment\ntags: [a]\n---\nBody\n";
  EXPECT_THAT(said(text, text.find("Body")),
              ElementsAre("---", "Operator error\"", "a", "---", "Body"));
}

TEST(Prose, OffsetsLeadBackToTheFile) {
  const std::string text = "# A\n\nSome **bold** and\n  more.\n";
  const auto sentences = sentences_of(text, 0);
  ASSERT_EQ(sentences.size(), 2U);
  const std::size_t more = sentences[1].text.find("more");
  EXPECT_EQ(sentences[1].offsets[more], text.find("more"));
}

RC_GTEST_PROP(Prose, AnyTextGivesSentencesWithOffsetsInRisingOrder, (const std::string& text)) {
  for (const Sentence& sentence : sentences_of(text, text.size() / 3)) {
    RC_ASSERT(sentence.text.size() == sentence.offsets.size());
    RC_ASSERT(std::is_sorted(sentence.offsets.begin(), sentence.offsets.end()));
    RC_ASSERT(sentence.offsets.empty() || sentence.offsets.back() < text.size());
  }
}

}  // namespace
}  // namespace dejavu
