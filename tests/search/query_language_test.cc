// SPDX-License-Identifier: GPL-2.0-or-later
// Lines in the question language (docs/QUERY.md).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/search/parsed_question.h"

namespace dejavu {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

TEST(QueryLanguage, QuotedWordsMustStandTogether) {
  const ParsedQuestion question = parsed("\"out of memory\" killer");
  EXPECT_EQ(question.mode, QuestionMode::kLanguage);
  EXPECT_THAT(parts(question), ElementsAre("1|phrase:\"out of memory\"", "word:killer"));
  EXPECT_THAT(question.parts[0].terms, ElementsAre("out", "memori"));
  EXPECT_EQ(question.parts[0].span, 3u);
}

TEST(QueryLanguage, TwoPhrasesAreTwoDemands) {
  EXPECT_THAT(parts(parsed("\"disk full\" \"out of memory\"")),
              ElementsAre("1|phrase:\"disk full\"", "2|phrase:\"out of memory\""));
}

TEST(QueryLanguage, FacetsFilterAndFieldsOfWordsAreDemands) {
  const ParsedQuestion question =
      parsed("service:payments service:\"Order API\" title:certificates timeout");
  EXPECT_THAT(question.request.filters.at("service"), ElementsAre("payments", "Order API"));
  EXPECT_THAT(parts(question),
              ElementsAre("filter:service:payments", "filter:service:\"Order API\"",
                          "1|phrase:title:certificates", "word:timeout"));
  EXPECT_EQ(question.parts[2].field, "title");
  EXPECT_THAT(question.parts[2].terms, ElementsAre("certif"));
}

TEST(QueryLanguage, AllWordsBehindAFieldBelongToIt) {
  const ParsedQuestion question = parsed("cause:\"leap second\" symptom:502");
  EXPECT_THAT(question.parts[0].terms, ElementsAre("leap", "second"));
  EXPECT_EQ(question.parts[1].field, "symptom");
  EXPECT_THAT(question.parts[1].terms, ElementsAre("502"));
}

TEST(QueryLanguage, DatesBoundTheQuestion) {
  const ParsedQuestion question = parsed("after:2024 before:2024-03-01 dns");
  EXPECT_EQ(format_instant(*question.request.after), "2024-01-01T00:00:00Z");
  EXPECT_EQ(format_instant(*question.request.before), "2024-03-01T00:00:00Z");
  EXPECT_THAT(question.ranges, IsEmpty());
}

TEST(QueryLanguage, SeveralDatesAndThoseOfTheRequestMustAllHold) {
  Question request{.text = "after:2024 after:2020 before:2026 before:2025 dns"};
  const auto bounds = [&] {
    const Question read = parsed(request).request;
    return format_instant(*read.after) + " " + format_instant(*read.before);
  };
  EXPECT_EQ(bounds(), "2024-01-01T00:00:00Z 2025-01-01T00:00:00Z");
  request.before = parse_moment("2024-06-01")->at;
  request.after = parse_moment("2024-02-01")->at;
  EXPECT_EQ(bounds(), "2024-02-01T00:00:00Z 2024-06-01T00:00:00Z");
}

TEST(QueryLanguage, RangesBoundTimesAndDurations) {
  const ParsedQuestion question = parsed("blind_gap:>1h -duration:30m..2h dns");
  EXPECT_THAT(question.ranges, ElementsAre(RangeFilter{"blind_gap", 3601, std::nullopt, false},
                                           RangeFilter{"duration", 1800, 7200, true}));
  EXPECT_THAT(parts(question),
              ElementsAre("filter:blind_gap:>1h", "filter:-duration:30m..2h", "word:dns"));
}

TEST(QueryLanguage, AMinusExcludesWordsPhrasesAndFields) {
  const ParsedQuestion question =
      parsed("dns -staging -\"load test\" -tag:drill -title:game -tag:test");
  EXPECT_THAT(parts(question),
              ElementsAre("word:dns", "excluded:-staging", "excluded:-\"load test\"",
                          "filter:-tag:drill", "excluded:-title:game", "filter:-tag:test"));
  EXPECT_THAT(question.excluded.at("tag"), ElementsAre("drill", "test"));
  EXPECT_EQ(question.parts[4].field, "title");
  EXPECT_TRUE(question.request.filters.empty());
}

TEST(QueryLanguage, AMinusInTheMiddleNeedsAnotherOperator) {
  EXPECT_EQ(parsed("disk -staging full").mode, QuestionMode::kPaste);
  EXPECT_EQ(parsed("disk full -staging").mode, QuestionMode::kLanguage);
  EXPECT_THAT(parts(parsed("disk -staging full tag:disk")), Contains("excluded:-staging"));
}

TEST(QueryLanguage, AStarLeavesTheBeginningOfAWord) {
  const ParsedQuestion question = parsed("Certifica* expired");
  EXPECT_THAT(parts(question), ElementsAre("prefix:Certifica*", "word:expired"));
  EXPECT_THAT(question.parts[0].terms, ElementsAre("certifica"));
}

TEST(QueryLanguage, OrMakesOneDemandOfItsNeighbours) {
  EXPECT_THAT(parts(parsed("node \"disk full\" OR ENOSPC OR quota* alarm")),
              ElementsAre("word:node", "1|phrase:\"disk full\"", "1|word:ENOSPC", "1|prefix:quota*",
                          "word:alarm"));
  EXPECT_THAT(parts(parsed("title:dns OR cause:resolver")),
              ElementsAre("1|phrase:title:dns", "1|phrase:cause:resolver"));
}

TEST(QueryLanguage, AndDemandsBothAndBindsWeakerThanOr) {
  EXPECT_THAT(parts(parsed("dns AND timeout")), ElementsAre("1|word:dns", "2|word:timeout"));
  EXPECT_THAT(parts(parsed("dns OR resolver AND timeout")),
              ElementsAre("1|word:dns", "1|word:resolver", "2|word:timeout"));
  EXPECT_THAT(parts(parsed("dns AND -staging")), ElementsAre("1|word:dns", "excluded:-staging"));
}

TEST(QueryLanguage, OrAndAndAloneNeedAPieceBetweenEachTwo) {
  EXPECT_EQ(parsed("timeout OR ENOSPC").mode, QuestionMode::kLanguage);
  EXPECT_EQ(parsed("dns slow AND timeout").mode, QuestionMode::kPaste);
  EXPECT_EQ(parsed("dns or timeout").mode, QuestionMode::kPaste);
  EXPECT_THAT(parts(parsed("dns or timeout tag:dns")),
              ElementsAre("word:dns", "word:timeout", "filter:tag:dns"));
}

TEST(QueryLanguage, ADemandedIdentifierMayBeWrittenInWords) {
  const ParsedQuestion question = parsed("connection_pool OR ENOSPC");
  EXPECT_THAT(parts(question), ElementsAre("1|phrase:connection_pool", "1|word:ENOSPC"));
  EXPECT_THAT(question.parts[0].terms, ElementsAre("connect", "pool"));
}

TEST(QueryLanguage, AWordDemandedTwiceCountsAsOftenAsItIsSaid) {
  const ParsedQuestion question = parsed("dns OR timeout AND dns OR resolver");
  EXPECT_THAT(parts(question),
              ElementsAre("1|word:dns", "1|word:timeout", "2|word:dns", "2|word:resolver"));
  EXPECT_EQ(question.parts[0].count + question.parts[2].count, 2u);
}

TEST(QueryLanguage, OrBetweenValuesOfOneFieldIsTheSameAsWritingBoth) {
  const ParsedQuestion question = parsed("service:cart OR service:checkout dns");
  EXPECT_THAT(question.request.filters.at("service"), ElementsAre("cart", "checkout"));
  EXPECT_THAT(question.notes, IsEmpty());
  EXPECT_THAT(parts(question), Contains("word:dns"));
}

TEST(QueryLanguage, OrBetweenDifferentFiltersDemandsBothWithANote) {
  const ParsedQuestion question = parsed("service:cart OR tag:dns");
  EXPECT_THAT(question.request.filters.at("service"), ElementsAre("cart"));
  EXPECT_THAT(question.request.filters.at("tag"), ElementsAre("dns"));
  EXPECT_THAT(question.notes, ElementsAre(HasSubstr("`service:cart` and `tag:dns`")));
}

TEST(QueryLanguage, OrBetweenAWordAndAFilterLeavesTheWordFree) {
  for (const char* text :
       {"dns OR service:cart", "service:cart OR dns", "dns OR duration:>1h", "dns OR -tag:drill"}) {
    const ParsedQuestion question = parsed(text);
    EXPECT_THAT(parts(question), Contains("word:dns")) << text;
    EXPECT_THAT(question.notes, SizeIs(1)) << text;
  }
}

TEST(QueryLanguage, AndBetweenValuesOfOneFieldIsExplained) {
  EXPECT_THAT(parsed("service:a1 AND service:b1").notes, ElementsAre(HasSubstr("alternatives")));
  EXPECT_THAT(parsed("service:a1 AND tag:b1").notes, IsEmpty());
}

TEST(QueryLanguage, WhatCannotBeReadIsSearchedAsTextWithANote) {
  struct Case {
    std::string text, note, part;
  };
  for (const Case& c :
       std::vector<Case>{{"before:yesterday dns", "2024-03-01", "word:yesterday"},
                         {"-before:2024 dns", "after:2024", "word:dns"},
                         {"started:soon tag:dns", ">=2024-03-01", "word:soon"},
                         {"duration:long tag:dns", "1h30m", "word:long"},
                         {"duration:2h..1h tag:dns", "30m..2h", "word:duration"},
                         {"blind_gap:> 1h tag:dns", "1h30m", "identifier:blind_gap"},
                         {"tag:dns service:\"\"", "service:payments", "word:service"},
                         {"tag:dns service:", "service:payments", "word:service"},
                         {"service:pay*", "star", "word:service"},
                         {"title:certif* tag:dns", "star", "word:title"},
                         {"error:timeout tag:dns", "no field", "word:timeout"},
                         {"servce:payments", "service:?", "word:payments"},
                         {"Service:payments", "service:?", "word:payments"},
                         {"befor:2024 dns", "before:?", "word:dns"},
                         {"OR tag:dns disk", "`OR` joins nothing", "word:disk"},
                         {"disk tag:dns AND", "`AND` joins nothing", "word:disk"},
                         {"disk OR AND dns tag:dns", "`OR` joins nothing", "word:dns"},
                         {"-Xmx512m tag:dns", "excludes nothing", "identifier:Xmx512m"},
                         {"-certif* tag:dns", "excludes nothing", "word:certif"},
                         {"connection_p* tag:dns", "certif*", "identifier:connection_p"},
                         {"(disk tag:dns", "no brackets", "word:disk"}}) {
    const ParsedQuestion question = parsed(c.text);
    EXPECT_THAT(question.notes, Contains(HasSubstr(c.note))) << c.text;
    EXPECT_THAT(question.notes, Contains(HasSubstr("searched as text"))) << c.text;
    EXPECT_THAT(parts(question), Contains(c.part)) << c.text;
  }
}

TEST(QueryLanguage, OrdinaryLinesHaveNoNotes) {
  for (const char* text :
       {"status: 503 from std::vector at 10:30", "see https://example.org/a for pid:4711",
        "level:error env:prod msg:down", "tag:dns at 10:30 https://example.org", "a - b tag:dns"}) {
    EXPECT_THAT(parsed(text).notes, IsEmpty()) << text;
  }
}

TEST(QueryLanguage, APhraseOfSmallWordsIsIgnoredWithItsReason) {
  const ParsedQuestion question = parsed("\"of the\" dns");
  EXPECT_THAT(parts(question), ElementsAre("word:dns"));
  EXPECT_THAT(question.ignored, ElementsAre(IgnoredText{"\"of the\"", "no word that is indexed"}));
}

TEST(QueryLanguage, WhileTypingTheLastWordIsABeginningToo) {
  EXPECT_THAT(parts(parsed(Question{.text = "tag:dns expired certif", .complete_last_word = true})),
              ElementsAre("filter:tag:dns", "prefix:certif", "word:expired", "word:certif"));
  EXPECT_THAT(parts(parsed(Question{.text = "tls OR certif", .complete_last_word = true})),
              ElementsAre("1|word:tls", "1|word:certif", "1|prefix:certif"));
  EXPECT_THAT(parts(parsed(Question{.text = "certif tag:dns", .complete_last_word = true})),
              Not(Contains("prefix:certif")));
}

}  // namespace
}  // namespace dejavu
