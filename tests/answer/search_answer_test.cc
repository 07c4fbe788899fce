// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/answer/search_answer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "core/answer/verdict_reason.h"
#include "core/postmortem/parse.h"
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

const Reason* find_reason(const HitAnswer& hit, std::string_view feature) {
  const auto found = std::find_if(hit.why.begin(), hit.why.end(),
                                  [&](const Reason& reason) { return reason.feature == feature; });
  return found == hit.why.end() ? nullptr : &*found;
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
  EXPECT_NE(answer.verdict.answer, VerdictAnswer::kNo);
  EXPECT_THAT(answer.verdict.reason, testing::HasSubstr("the same error line"));
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
  const auto* words = find_reason(answer.hits[0], "title words");
  ASSERT_NE(words, nullptr);
  std::vector<std::string> said;
  for (const Evidence& evidence : words->evidence) {
    said.push_back(evidence.text);
    EXPECT_THAT(section_names(evidence.sections), Contains("title")) << evidence.text;
  }
  EXPECT_THAT(said, testing::UnorderedElementsAre("certificates", "expiring"));
}

TEST_F(SearchAnswerTest, ContributionsAddUpToTheScoreAndCoverIsAShare) {
  const SearchAnswer answer = corpus_.ask("connection pool of the database exhausted by zebras");
  ASSERT_THAT(answer.hits, Not(IsEmpty()));
  for (const HitAnswer& hit : answer.hits) {
    const double sum =
        std::accumulate(hit.why.begin(), hit.why.end(), 0.0,
                        [](double s, const Reason& r) { return s + r.contribution; });
    EXPECT_NEAR(sum, hit.score, 1e-9);
    EXPECT_GT(hit.covered, 0);
    EXPECT_LE(hit.covered, 1 + 1e-9);
  }
}

/// Two incidents of one kind, so that neither stands out, and what they have in common declared.
IndexedCorpus& with_declared_signatures(IndexedCorpus& corpus, const std::string& key) {
  for (const char* name : {"alpha", "beta"}) {
    corpus.with(std::string(name) + ".md",
                "---\nid: " + std::string(name) + "\ntitle: Team " + name + " refuses writes\n" +
                    key +
                    ": [\"database is not accepting commands to avoid data loss\"]\n---\n\n"
                    "# Team " +
                    name + " refuses writes\n\n## Summary\n\nA database stopped.\n");
  }
  return corpus;
}

TEST_F(SearchAnswerTest, ThousandsOfANumberAreNoReasonThatIsShown) {
  corpus_.with("four.md", "# Early mail to 380,000 readers slowed the offer pages\n");
  corpus_.build();
  const SearchAnswer answer = corpus_.ask("mail to 380,000 readers slowed the pages");
  ASSERT_FALSE(answer.hits.empty());
  std::vector<std::string> shown;
  for (const Reason& reason : answer.hits[0].why) {
    for (const Evidence& one : reason.evidence) shown.push_back(one.text);
  }
  EXPECT_THAT(shown, Contains("380"));
  EXPECT_THAT(shown, Not(Contains("000")));
}

TEST_F(SearchAnswerTest, ADeclaredSignatureIsFoundBehindWhatALogPutsBeforeIt) {
  with_declared_signatures(corpus_, "signatures").build();
  for (const char* line : {"database is not accepting commands to avoid data loss",
                           "ERROR:  database is not accepting commands to avoid data loss",
                           "app[7]: psycopg2.OperationalError: FATAL: Database is not accepting "
                           "commands to avoid data "
                           "loss"}) {
    const SearchAnswer answer = corpus_.ask(line);
    ASSERT_GE(answer.hits.size(), 2U) << line;
    EXPECT_NE(find_reason(answer.hits[0], "log lines"), nullptr) << line;
    EXPECT_NE(find_reason(answer.hits[1], "log lines"), nullptr) << line;
  }
}

TEST_F(SearchAnswerTest, ADeclaredSignatureCountsForMoreThanTheSameWords) {
  const auto confidence = [](const std::string& key) {
    IndexedCorpus corpus;
    with_declared_signatures(with_three_incidents(corpus), key).build();
    return corpus.ask("ERROR: database is not accepting commands to avoid data loss")
        .verdict.confidence.value_or(0);
  };
  EXPECT_GE(confidence("signatures"), kYesProbability);
  EXPECT_GT(confidence("signatures"), confidence("noticed") + 0.1);
}

TEST_F(SearchAnswerTest, ALineThatNobodyDeclaredIsNotMissing) {
  const SearchAnswer answer = corpus_.ask("WARN: payments database out of disk space");
  EXPECT_THAT(answer.missing, Not(Contains("payments database out of disk space")));
  for (const QuestionPart& part : answer.used) EXPECT_NE(part.kind, PartKind::kLine);
}

TEST_F(SearchAnswerTest, AHitThatHasAllWordsCoversAllEvenIfTheyHaveASynonym) {
  const SearchAnswer answer = corpus_.ask("disk space");
  EXPECT_NEAR(answer.hits.at(0).covered, 1, 1e-9);
}

TEST_F(SearchAnswerTest, AWordThatIsAskedForTwiceIsNotMissing) {
  const double once = *corpus_.ask("\"connection pool\" service:orders").verdict.confidence;
  for (const char* text :
       {"\"connection pool\" pool service:orders", "connection pool* pool service:orders",
        "pool OR retry AND connection AND pool OR orders"}) {
    const SearchAnswer answer = corpus_.ask(text);
    ASSERT_EQ(answer.hits.at(0).card.id, "PM-3") << text;
    EXPECT_THAT(answer.hits[0].missing, IsEmpty()) << text;
    EXPECT_NEAR(answer.hits[0].covered, 1, 1e-9) << text;
  }
  EXPECT_DOUBLE_EQ(*corpus_.ask("\"connection pool\" pool service:orders").verdict.confidence,
                   once);
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

TEST_F(SearchAnswerTest, ANoTellsOfWordsThatOnlyTheNearestHas) {
  corpus_.with("agent.md", "---\nid: PM-9\n---\n# Agent update\n\nvolagent.sys failed at boot.\n");
  corpus_.with("agent-2.md", "---\nid: PM-8\n---\n# Agent boot\n\nIt failed at boot.\n");
  corpus_.build();
  const SearchAnswer answer = corpus_.ask("volagent.sys boot");
  HitAnswer best = answer.hits.at(0);
  EXPECT_EQ(best.only_here, std::vector<std::string>{"volagent.sys"}) << "nor its parts";
  EXPECT_THAT(reason_for(VerdictAnswer::kNo, best, {}, 2),
              testing::StartsWith("the nearest, alone of all, has “volagent.sys”, but only "));
  best.only_here.clear();
  best.covered = 0.1;
  EXPECT_EQ(reason_for(VerdictAnswer::kNo, best, {}, 2), "only common words matched");
}

TEST_F(SearchAnswerTest, ANoBecauseOfFiltersSaysSo) {
  Question question;
  question.text = "certificate expired";
  question.filters["service"] = {"orders"};
  const SearchAnswer answer = corpus_.ask(question);
  EXPECT_THAT(answer.hits, IsEmpty());
  EXPECT_THAT(answer.verdict.reason, testing::HasSubstr("filters"));
  question.text.clear();
  question.filters["service"] = {"nobody"};
  EXPECT_THAT(corpus_.ask(question).verdict.reason, testing::HasSubstr("filters"));
  EXPECT_THAT(corpus_.ask("the of").verdict.reason, testing::HasSubstr("nothing to look for"));
}

TEST_F(SearchAnswerTest, EveryVerdictAboutAHitHasItsProbability) {
  for (const char* text : {"Payments database out of disk space", "certificate expired",
                           "zebra giraffe elephant hippo database rhinoceros"}) {
    const SearchAnswer answer = corpus_.ask(text);
    ASSERT_TRUE(answer.verdict.confidence) << text;
    ASSERT_TRUE(answer.hits.at(0).confidence) << text;
    EXPECT_GE(*answer.verdict.confidence, *answer.hits[0].confidence) << "of the best, " << text;
    EXPECT_EQ(answer.verdict.answer == VerdictAnswer::kNo,
              *answer.verdict.confidence < kNoProbability)
        << text;
  }
  EXPECT_FALSE(corpus_.ask("after:2022").verdict.confidence) << "a list is no comparison";
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

TEST_F(SearchAnswerTest, AMisspeltWordIsPutRightAndNothingElse) {
  EXPECT_EQ(corpus_.ask("checkout certifcate expired").did_you_mean,
            "checkout certificate expired");
  EXPECT_FALSE(corpus_.ask("checkout certificate expired").did_you_mean);
  EXPECT_FALSE(corpus_.ask("zebra crossing giraffe").did_you_mean);
}

TEST_F(SearchAnswerTest, TheLastWordIsCompletedWhileSomebodyTypes) {
  Question question;
  question.text = "certifica";
  EXPECT_THAT(corpus_.ask(question).hits, IsEmpty());
  question.complete_last_word = true;
  EXPECT_EQ(ids(corpus_.ask(question)).at(0), "PM-2");
  question.text = "gateway certificate";
  EXPECT_EQ(ids(corpus_.ask(question)).at(0), "PM-2") << "a whole word stays what it is";
}

TEST_F(SearchAnswerTest, HalfAWordIsNotMissingWhileSomebodyTypesIt) {
  for (const char* text : {"expired certifica", "expired OR certifica"}) {
    Question question{.text = text};
    EXPECT_THAT(corpus_.ask(question).missing, ElementsAre("certifica")) << text;
    question.complete_last_word = true;
    const SearchAnswer answer = corpus_.ask(question);
    EXPECT_THAT(answer.missing, IsEmpty()) << text;
    EXPECT_THAT(answer.hits.at(0).missing, IsEmpty()) << text;
    EXPECT_NEAR(answer.hits[0].covered, 1, 1e-9) << text;
  }
  Question question{.text = "expired zebr", .complete_last_word = true};
  EXPECT_THAT(corpus_.ask(question).missing, ElementsAre("zebr")) << "no word begins so";
}

TEST_F(SearchAnswerTest, AQueryThatFindsNothingKeepsItsNotes) {
  const SearchAnswer answer = corpus_.ask("service:nobody OR tag:nobody connection pool");
  EXPECT_THAT(ids(answer), Contains("PM-3"));
  EXPECT_THAT(answer.notes, testing::SizeIs(testing::Ge(2u)));
  EXPECT_THAT(answer.notes, Contains(testing::HasSubstr("OR")));
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

TEST_F(SearchAnswerTest, ADraftThatSaysNothingYetResemblesNothing) {
  const SearchAnswer answer = corpus_.ask(question_from(parse_postmortem("d.md", "# The\n")));
  EXPECT_THAT(answer.hits, IsEmpty());
  EXPECT_EQ(answer.verdict.answer, VerdictAnswer::kNo);
}

TEST_F(SearchAnswerTest, AnIncidentIsNotSimilarToItself) {
  Reader reader = corpus_.reader();
  const SearchAnswer answer =
      corpus_.ask(question_from(reader.postmortem(*reader.find_id("PM-3"))));
  EXPECT_THAT(ids(answer), Not(Contains("PM-3")));
  EXPECT_THAT(ids(answer), Contains("PM-1"));
}

TEST_F(SearchAnswerTest, TheNextAnswerKnowsWhatWasIndexedMeanwhile) {
  Reader reader = corpus_.reader();
  Tokenizer tokenizer = corpus_.tokenizer();
  corpus_.with("dns.md", "# Resolver loop\n\nThe resolver asked itself.\n");
  corpus_.update();
  EXPECT_TRUE(reader.refresh());
  Question question;
  question.text = "resolver loop";
  const SearchAnswer answer = answer_search(reader, tokenizer, question, {.now = kTestNow});
  EXPECT_EQ(answer.hits.at(0).card.title, "Resolver loop");
}

}  // namespace
}  // namespace dejavu
