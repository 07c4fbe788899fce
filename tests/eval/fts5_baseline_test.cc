// SPDX-License-Identifier: GPL-2.0-or-later
#include "eval/fts5_baseline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dejavu {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr Instant day(int number) { return Instant{std::chrono::days{number}}; }

std::vector<PlainDocument> three() {
  return {{"PM-1", "Disk full", "the database refused writes", day(10)},
          {"PM-2", "Certificate expired", "the disk was fine, the writes were fine", day(20)},
          {"PM-3", "Network lost", "packets vanished", std::nullopt}};
}

Question asked(const std::string& text) {
  Question question;
  question.text = text;
  return question;
}

TEST(Fts5Baseline, AWordOfTheTitleCountsMoreThanOneOfTheBody) {
  EXPECT_THAT(Fts5Baseline(three()).ask(asked("disks")).ids, ElementsAre("PM-1", "PM-2"));
}

TEST(Fts5Baseline, APasteIsNoSyntaxError) {
  Fts5Baseline fts(three());
  EXPECT_THAT(fts.ask(asked("AND NOT (packets\" OR * NEAR/ -disk:\n^col")).ids,
              testing::Contains("PM-3"));
  EXPECT_THAT(fts.ask(asked("?!… --")).ids, IsEmpty());
  EXPECT_THAT(fts.ask(asked("")).ids, IsEmpty());
}

TEST(Fts5Baseline, ExcludedAndLaterDocumentsDoNotAnswer) {
  Fts5Baseline fts(three());
  Question question = asked("disk network");
  question.exclude = {"PM-1"};
  EXPECT_THAT(fts.ask(question).ids, testing::UnorderedElementsAre("PM-2", "PM-3"));
  question.exclude = {};
  question.before = day(20);
  EXPECT_THAT(fts.ask(question).ids, ElementsAre("PM-1"));
  question.before = {};
  question.after = day(20);
  EXPECT_THAT(fts.ask(question).ids, ElementsAre("PM-2"));
}

TEST(Fts5Baseline, TheLimitCountsDocumentsThatMayAnswer) {
  Fts5Baseline fts(three());
  Question question = asked("disk");
  question.limit = 1;
  question.exclude = {"PM-1"};
  EXPECT_THAT(fts.ask(question).ids, ElementsAre("PM-2"));
}

TEST(Fts5Baseline, EqualScoresGoByRow) {
  const std::vector<PlainDocument> twins = {{"b", "same", "words", {}}, {"a", "same", "words", {}}};
  EXPECT_THAT(Fts5Baseline(twins).ask(asked("words")).ids, ElementsAre("b", "a"));
}

TEST(Fts5Baseline, ConfidenceGrowsWithTheShareOfTheQuestionThatIsFound) {
  Fts5Baseline fts(three());
  const double whole = *fts.ask(asked("packets vanished")).confidence;
  const double part = *fts.ask(asked("packets ate the elephants of the zoo")).confidence;
  EXPECT_GT(whole, part);
  EXPECT_GT(part, 0);
  EXPECT_LE(whole, 1);
  EXPECT_EQ(fts.ask(asked("zebra")).confidence, 0);
}

TEST(Fts5Baseline, MeasuringTheQuestionLeavesNoTrace) {
  Fts5Baseline fts(three());
  const Found first = fts.ask(asked("packets vanished"));
  EXPECT_EQ(fts.ask(asked("packets vanished")), first);
}

TEST(PlainWords, AreLettersAndDigitsInARow) {
  EXPECT_THAT(plain_words("Disk-full: db_7, größer 50%"),
              ElementsAre("disk", "full", "db", "7", "größer", "50"));
}

}  // namespace
}  // namespace dejavu
