// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/answer/search_answer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

#include "tests/answer/indexed_corpus.h"

namespace dejavu {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

std::vector<std::string> ids(const SearchAnswer& answer) {
  std::vector<std::string> ids;
  for (const HitAnswer& hit : answer.hits) ids.push_back(hit.card.id);
  return ids;
}

std::string marked(const HitAnswer& hit) {
  std::string text;
  for (const SnippetPart& part : hit.snippet) {
    text += part.match ? "[" + part.text + "]" : part.text;
  }
  return text;
}

class SearchAnswerTest : public testing::Test {
 protected:
  SearchAnswerTest() { with_three_incidents(corpus_); }

  IndexedCorpus corpus_;
};

TEST_F(SearchAnswerTest, APastedLogLineWithOtherIdsFindsItsIncident) {
  const SearchAnswer answer = corpus_.ask(
      "2026-01-09T03:00:01Z ERROR db-3 could not extend file \"base/99812/7\": "
      "No space left on device");
  ASSERT_FALSE(answer.hits.empty());
  EXPECT_EQ(answer.hits[0].card.id, "PM-1");
  EXPECT_TRUE(answer.hits[0].likely);
  EXPECT_THAT(answer.hits[0].why,
              Contains(testing::Field(&Reason::feature, std::string("log lines"))));
  EXPECT_EQ(answer.verdict.answer, VerdictAnswer::kMaybe);
}

TEST_F(SearchAnswerTest, AHitTellsWhatFixedItFirst) {
  const SearchAnswer answer = corpus_.ask("database out of disk space");
  ASSERT_FALSE(answer.hits.empty());
  const Card& card = answer.hits[0].card;
  EXPECT_EQ(card.fixed_by, "Deleted old write-ahead logs, then enlarged the volume.");
  EXPECT_EQ(card.first_check, "Run df on the database host.");
  EXPECT_EQ(card.wrong_turns, "The connection pool was restarted twice.");
}

TEST_F(SearchAnswerTest, OpenPreventActionsCountTheirDaysOverdue) {
  const SearchAnswer answer = corpus_.ask("disk space");
  ASSERT_EQ(answer.hits.at(0).open_prevent_actions.size(), 1u);
  EXPECT_EQ(answer.hits[0].open_prevent_actions[0].item.id, "AI-1");
  EXPECT_EQ(answer.hits[0].open_prevent_actions[0].days_overdue, 31);
}

TEST_F(SearchAnswerTest, TheUsersOwnWordsAreMarkedInThePassage) {
  const SearchAnswer answer = corpus_.ask("certificates expiring");
  EXPECT_THAT(marked(answer.hits.at(0)), testing::HasSubstr("[certificate] of the checkout"));
  EXPECT_THAT(answer.hits[0].why[0].evidence, ElementsAre("certificates", "expiring"));
}

TEST_F(SearchAnswerTest, ContributionsAddUpToWhatIsCovered) {
  const SearchAnswer answer = corpus_.ask("connection pool of the database exhausted by zebras");
  for (const HitAnswer& hit : answer.hits) {
    const double sum =
        std::accumulate(hit.why.begin(), hit.why.end(), 0.0,
                        [](double s, const Reason& r) { return s + r.contribution; });
    EXPECT_NEAR(sum, hit.covered, 1e-9);
    EXPECT_GT(hit.covered, 0);
    EXPECT_LE(hit.covered, 1 + 1e-9);
  }
}

TEST_F(SearchAnswerTest, WordsOfNoPostmortemAreMissing) {
  const SearchAnswer answer = corpus_.ask("zebra disk 12345678 the");
  EXPECT_THAT(answer.missing, ElementsAre("zebra"));
  EXPECT_THAT(answer.ignored, Contains(IgnoredText{"12345678", "long number"}));
  EXPECT_THAT(answer.ignored, Contains(IgnoredText{"the", "stop word"}));
  EXPECT_THAT(answer.hits.at(0).missing, ElementsAre("zebra"));
}

TEST_F(SearchAnswerTest, NothingLikeItIsAnHonestNo) {
  const SearchAnswer answer = corpus_.ask("zebra crossing giraffe");
  EXPECT_THAT(answer.hits, IsEmpty());
  EXPECT_EQ(answer.verdict.answer, VerdictAnswer::kNo);
  EXPECT_FALSE(answer.verdict.confidence);
}

TEST_F(SearchAnswerTest, AWordOrTwoInCommonIsStillANo) {
  const SearchAnswer answer =
      corpus_.ask("zebra giraffe elephant hippo savannah database rhinoceros ostrich");
  EXPECT_EQ(answer.verdict.answer, VerdictAnswer::kNo);
  EXPECT_THAT(answer.hits, Not(IsEmpty()));
  EXPECT_FALSE(answer.hits[0].likely);
}

TEST_F(SearchAnswerTest, ANoBecauseOfFiltersSaysSo) {
  Question question;
  question.text = "certificate expired";
  question.filters["service"] = {"orders"};
  const SearchAnswer answer = corpus_.ask(question);
  EXPECT_THAT(answer.hits, IsEmpty());
  EXPECT_THAT(answer.verdict.reason, testing::HasSubstr("filters"));
  EXPECT_THAT(corpus_.ask("the of").verdict.reason, testing::HasSubstr("nothing to look for"));
}

TEST_F(SearchAnswerTest, NoQuestionIsEverAnsweredYesWithoutCalibration) {
  for (const char* text : {"Payments database out of disk space", "certificate expired", "x"}) {
    EXPECT_NE(corpus_.ask(text).verdict.answer, VerdictAnswer::kYes);
    EXPECT_FALSE(corpus_.ask(text).verdict.confidence);
  }
}

TEST_F(SearchAnswerTest, FiltersNarrowAndFacetsCountWithoutTheirOwnFilter) {
  Question question;
  question.text = "database certificate connection";
  question.filters["service"] = {"Payments"};
  const SearchAnswer answer = corpus_.ask(question);
  EXPECT_THAT(ids(answer), testing::UnorderedElementsAre("PM-1", "PM-2"));
  EXPECT_THAT(
      answer.facets.at("service"),
      ElementsAre(FacetCount{"payments", 2}, FacetCount{"checkout", 1}, FacetCount{"orders", 1}));
  EXPECT_THAT(answer.facets.at("severity"),
              ElementsAre(FacetCount{"sev1", 1}, FacetCount{"sev2", 1}));
  EXPECT_EQ(answer.total, 2u);
}

TEST_F(SearchAnswerTest, DatesBoundStrictlyBelowAndInclusivelyAbove) {
  Question question;
  question.text = "database certificate connection";
  question.before = parse_moment("2024-03-01T09:10Z")->at;
  EXPECT_THAT(ids(corpus_.ask(question)), Not(Contains("PM-1")));
  question.before.reset();
  question.after = parse_moment("2024-03-01T09:10Z")->at;
  EXPECT_THAT(ids(corpus_.ask(question)), ElementsAre("PM-1"));
}

TEST_F(SearchAnswerTest, TheQuestionLanguageWorksInTheBox) {
  EXPECT_THAT(ids(corpus_.ask("\"connection pool\" service:orders")), ElementsAre("PM-3"));
  EXPECT_THAT(ids(corpus_.ask("certif*")), ElementsAre("PM-2"));
  EXPECT_THAT(ids(corpus_.ask("database -retries")), ElementsAre("PM-1"));
  EXPECT_THAT(ids(corpus_.ask("title:certificate")), ElementsAre("PM-2"));
  EXPECT_THAT(ids(corpus_.ask("after:2023 before:2024")), ElementsAre("PM-2"));
}

TEST_F(SearchAnswerTest, AQueryThatFindsNothingIsSearchedAsTextWithANote) {
  for (const char* text : {"\"pool connection\"", "status:error connection pool"}) {
    const SearchAnswer answer = corpus_.ask(text);
    EXPECT_THAT(ids(answer), Contains("PM-3"));
    EXPECT_THAT(answer.notes, testing::SizeIs(1));
  }
}

TEST_F(SearchAnswerTest, FiltersAloneListTheNewestFirst) {
  EXPECT_THAT(ids(corpus_.ask("after:2022")), ElementsAre("PM-1", "PM-2", "PM-3"));
  EXPECT_THAT(ids(corpus_.ask("")), ElementsAre("PM-1", "PM-2", "PM-3"));
}

TEST_F(SearchAnswerTest, AnIncidentIsNotSimilarToItself) {
  Reader reader = corpus_.reader();
  Tokenizer tokenizer;
  const Postmortem pool = reader.postmortem(*reader.find_id("PM-3"));
  const SearchAnswer answer = answer_search(reader, tokenizer, question_from(pool), kTestNow);
  EXPECT_THAT(ids(answer), Not(Contains("PM-3")));
  EXPECT_THAT(ids(answer), Contains("PM-1"));
}

TEST_F(SearchAnswerTest, TheNextAnswerKnowsWhatWasIndexedMeanwhile) {
  Reader reader = corpus_.reader();
  Tokenizer tokenizer;
  corpus_.with("dns.md", "# Resolver loop\n\nThe resolver asked itself.\n");
  corpus_.update();
  EXPECT_TRUE(reader.refresh());
  Question question;
  question.text = "resolver loop";
  EXPECT_EQ(answer_search(reader, tokenizer, question, kTestNow).hits.at(0).card.title,
            "Resolver loop");
}

}  // namespace
}  // namespace dejavu
