// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/search/did_you_mean.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "core/index/thesaurus.h"
#include "core/search/edit_distance.h"

namespace dejavu {
namespace {

/// What a small corpus says: its words, each in how many documents, and its services.
class DidYouMean : public testing::Test {
 protected:
  std::string ask(Question question) {
    Tokenizer tokenizer(thesaurus_);
    std::map<std::string, std::size_t> documents;
    std::vector<std::string_view> words;
    for (const auto& [word, count] : corpus_) {
      words.push_back(word);
      for (const Token& token : tokenizer.tokenize(word).tokens) documents[token.term] += count;
    }
    const std::vector<FacetValue> names = {
        {0, "checkout-api"}, {0, "Order_Queue"}, {2, "drill"}, {9, "in_review"}};
    documents["checkout-api"] = documents["order_queue"] = 1;
    const Spelling spelling{words, names, [&](const std::string& term) {
                              const auto found = documents.find(term);
                              return found == documents.end() ? 0 : found->second;
                            }};
    return did_you_mean(question, spelling, tokenizer).value_or("nothing");
  }
  std::string ask(const std::string& text) { return ask(Question{.text = text}); }

  std::map<std::string, std::size_t> corpus_ = {
      {"api", 9},      {"certificate", 5}, {"checkout", 4}, {"disk", 7},  {"expired", 3},
      {"payments", 6}, {"payment", 2},     {"queue", 5},    {"retry", 4}, {"retries", 2},
      {"timeout", 8},  {"störung", 2},     {"order", 3},    {"full", 5}};
  std::shared_ptr<const Thesaurus> thesaurus_;
};

TEST_F(DidYouMean, MisspeltWordsAreReplacedAndTheRestStays) {
  EXPECT_EQ(ask("Certifcate   expired?"), "certificate   expired?");
  EXPECT_EQ(ask("timoeut at chekout"), "timeout at checkout");
  EXPECT_EQ(ask("\"certifcate expired\" -tag:drill"), "\"certificate expired\" -tag:drill");
}

TEST_F(DidYouMean, KnownAndFarWordsStay) {
  EXPECT_EQ(ask("disk full"), "nothing");
  EXPECT_EQ(ask("kubernetes disk"), "nothing");
  EXPECT_EQ(ask(""), "nothing");
  EXPECT_EQ(ask("certificates"), "nothing") << "the stem is known";
}

TEST_F(DidYouMean, ShortWordsMayHaveFewerTyposThanLongOnes) {
  EXPECT_EQ(ask("dsk"), "nothing") << "three letters: none";
  EXPECT_EQ(ask("dissk"), "disk") << "five letters: one";
  EXPECT_EQ(ask("dissek"), "nothing") << "six letters: not two";
  EXPECT_EQ(ask("certfcate"), "certificate") << "nine letters: two";
}

TEST_F(DidYouMean, FirstLettersAgreeUnlessTheyAreSwapped) {
  EXPECT_EQ(ask("itmeout"), "timeout");
  EXPECT_EQ(ask("pimeout"), "nothing");
}

TEST_F(DidYouMean, TheNearestWordWinsThenTheMoreFrequentOne) {
  corpus_["cluster"] = 1;
  corpus_["clutter"] = 5;
  EXPECT_EQ(ask("clusterr"), "cluster");
  EXPECT_EQ(ask("clukter"), "clutter");
}

TEST_F(DidYouMean, WordsThatNoDocumentHasAnyMoreAreNotSuggested) {
  corpus_["cluster"] = 0;
  EXPECT_EQ(ask("clusterr"), "nothing");
}

TEST_F(DidYouMean, NamesOfServicesAreComparedAsAWhole) {
  EXPECT_EQ(ask("chekout-api timeout"), "checkout-api timeout");
  EXPECT_EQ(ask("service:chekout-api"), "service:checkout-api");
  EXPECT_EQ(ask("ordr_queue"), "order_queue");
  EXPECT_EQ(ask("chekout-pool"), "checkout-pool") << "no such name, but such a word";
}

TEST_F(DidYouMean, FieldsAndIdentifiersStay) {
  EXPECT_EQ(ask("blind_gap:>1h disk"), "nothing");
  EXPECT_EQ(ask("title:disk"), "nothing");
  EXPECT_EQ(ask("ENOSPC2 PROJ-16882"), "nothing");
}

TEST_F(DidYouMean, ANameThatOnlyAFieldHasIsRight) {
  EXPECT_EQ(ask("in_reviev"), "in_review");
  EXPECT_EQ(ask("still In_Review"), "nothing");
}

TEST_F(DidYouMean, WordsOfTheThesaurusAreRightThoughNobodyHasWrittenThemYet) {
  corpus_["quote"] = 3;
  corpus_["lead"] = 3;
  EXPECT_EQ(ask("quota exceeded, memory leak"), "quote exceeded, memory lead");
  thesaurus_ = thesaurus_of(Settings());
  EXPECT_EQ(ask("quota exceeded, memory leak"), "nothing");
  EXPECT_EQ(ask("quotte exceeded"), "quote exceeded") << "what it does not have is put right";
  thesaurus_ = std::make_shared<Thesaurus>(std::vector<SynonymGroup>{{"limit", {"api quota"}}});
  EXPECT_EQ(ask("quota exceeded, memory leak"), "quota exceeded, memory lead") << "a team's own";
}

TEST_F(DidYouMean, LettersOfOtherScriptsAreLettersNotBytes) {
  EXPECT_EQ(ask("störrung"), "störung");
  EXPECT_EQ(ask("storung"), "störung");
}

TEST_F(DidYouMean, TheWordThatIsBeingTypedIsNotCorrected) {
  EXPECT_EQ(ask(Question{.text = "expird timeot", .complete_last_word = true}), "expired timeot");
}

TEST_F(DidYouMean, LongQuestionsAreLeftAlone) {
  EXPECT_EQ(ask("a b c d e f g h i j k timoeut"), "a b c d e f g h i j k timeout");
  EXPECT_EQ(ask("a b c d e f g h i j k l timoeut"), "nothing");
  EXPECT_EQ(ask("timoeut\nin production"), "nothing");
}

TEST_F(DidYouMean, AnyBytesAreAllowed) {
  EXPECT_EQ(ask("\xff\xff\xff\xff\xff \xc2\xad\xc2\xad\xc2\xad \x80\x80\x80\x80"), "nothing");
}

TEST(EditDistance, CountsInsertedDeletedChangedAndSwappedLetters) {
  EXPECT_EQ(EditDistance("timeout").to("timeout", 2), 0u);
  EXPECT_EQ(EditDistance("timeout").to("timoeut", 2), 1u);
  EXPECT_EQ(EditDistance("timeout").to("tmeout", 2), 1u);
  EXPECT_EQ(EditDistance("timeout").to("timmeout", 2), 1u);
  EXPECT_EQ(EditDistance("timeout").to("timeour", 2), 1u);
  EXPECT_EQ(EditDistance("timeout").to("itmeour", 2), 2u);
  EXPECT_EQ(EditDistance("störung").to("storung", 2), 1u);
  EXPECT_EQ(EditDistance("").to("ab", 2), 2u);
  EXPECT_GT(EditDistance("timeout").to("certificate", 2), 2u);
  EXPECT_GT(EditDistance("abcdef").to("fedcba", 2), 2u);
}

TEST(EditDistance, OneObjectComparesManyTexts) {
  EditDistance distance("queue");
  EXPECT_GT(distance.to("certificates", 2), 2u);
  EXPECT_EQ(distance.to("queu", 2), 1u);
  EXPECT_EQ(distance.to("queues", 2), 1u);
}

}  // namespace
}  // namespace dejavu
