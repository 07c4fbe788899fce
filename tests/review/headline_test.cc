// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/review/headline.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/recurrence/incident_facts.h"
#include "tests/review/team.h"

namespace dejavu {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// PM-1 to PM-`count`, one a month.
std::vector<IncidentFacts> months(int count) {
  std::vector<IncidentFacts> incidents;
  for (int i = 1; i <= count; ++i) {
    incidents.push_back(incident_on(fmt::format("PM-{}", i), fmt::format("2025-{:02}-10", i)));
  }
  return incidents;
}

Headline headline_for(const Recurrences& team, std::size_t last = 0) {
  return headline_of(scope_of(team, {noon_of("2026-01-01"), last}));
}

LedgerEntry again(const std::string& later, const std::string& earlier) {
  return decision("2025-12-20", LedgerKind::kRecurrenceOf, later, earlier);
}

LedgerEntry other(const std::string& later, const std::string& earlier) {
  return decision("2025-12-20", LedgerKind::kNotRecurrenceOf, later, earlier);
}

Suggestion waiting(const std::string& later, const std::string& earlier) {
  return {.from = later, .to = earlier, .confidence = 0.5};
}

TEST(Headline, CountsEachIncidentOnce) {
  Recurrences team = recurrences_of(
      months(10), {again("PM-3", "PM-1"), again("PM-3", "PM-2"), other("PM-4", "PM-2")});
  team.suggestions = {waiting("PM-5", "PM-2"), waiting("PM-3", "PM-2")};
  const Headline headline = headline_for(team);
  EXPECT_THAT(headline.recurred, ElementsAre("PM-3"));
  EXPECT_THAT(headline.reviewed, ElementsAre("PM-4"));
  EXPECT_THAT(headline.waiting, ElementsAre("PM-5"));
  EXPECT_EQ(headline.incidents(), 10U);
}

TEST(Headline, BelowFourFifthsReviewedOnlyTheBoundsAreShown) {
  Recurrences team = recurrences_of(months(10), {again("PM-3", "PM-1"), other("PM-4", "PM-2")});
  team.suggestions = {waiting("PM-5", "PM-2")};
  const Headline headline = headline_for(team);
  EXPECT_DOUBLE_EQ(*headline.coverage, 2.0 / 3);
  EXPECT_FALSE(headline.rate);
  EXPECT_DOUBLE_EQ(headline.bounds->low, 0.1);
  EXPECT_DOUBLE_EQ(headline.bounds->high, 0.2);
}

TEST(Headline, ReviewedCollectionHasARateWithWilsonsInterval) {
  const Headline headline =
      headline_for(recurrences_of(months(10), {again("PM-3", "PM-1"), other("PM-4", "PM-2")}));
  ASSERT_TRUE(headline.rate);
  EXPECT_NEAR(headline.rate->interval.low, 0.0179, 1e-4);
  EXPECT_NEAR(headline.rate->interval.high, 0.4042, 1e-4);
}

TEST(Headline, FourIncidentsGiveNoRate) {
  const Headline headline = headline_for(recurrences_of(months(4), {again("PM-3", "PM-1")}));
  EXPECT_FALSE(headline.rate);
  EXPECT_FALSE(headline.bounds);
}

TEST(Headline, DuplicateIsNotEligibleAndNeverCounted) {
  const Headline headline = headline_for(recurrences_of(
      months(10), {decision("2025-12-20", LedgerKind::kDuplicateOf, "PM-3", "PM-1")}));
  EXPECT_EQ(headline.incidents(), 9U);
  EXPECT_THAT(headline.recurred, IsEmpty());
}

TEST(Headline, FutureAndUndatedIncidentsAreNotEligible) {
  std::vector<IncidentFacts> incidents = months(5);
  incidents.push_back(incident_on("PM-6", "2026-06-01"));
  incidents.push_back(incident_on("PM-7", ""));
  EXPECT_EQ(headline_for(recurrences_of(incidents, {})).incidents(), 5U);
}

TEST(Headline, LastCountsTheNewestOnly) {
  const Headline headline =
      headline_for(recurrences_of(months(10), {again("PM-3", "PM-1"), again("PM-9", "PM-2")}), 5);
  EXPECT_EQ(headline.incidents(), 5U);
  EXPECT_THAT(headline.recurred, ElementsAre("PM-9"));
}

TEST(Headline, LargestFamilyIsLeftOutWithAllItsMembers) {
  const Headline headline = headline_for(recurrences_of(
      months(10), {again("PM-3", "PM-1"), again("PM-5", "PM-3"), again("PM-9", "PM-2")}));
  EXPECT_EQ(headline.largest_family, "PM-1");
  EXPECT_THAT(headline.without_largest_family.counted, ElementsAre("PM-9"));
  EXPECT_EQ(headline.without_largest_family.others.size(), 6U);
}

TEST(Headline, PrecisionCountsOnlyPairsThatTheEngineFinds) {
  Recurrences team = recurrences_of(
      months(10), {again("PM-3", "PM-1"), again("PM-5", "PM-2"), other("PM-4", "PM-2")});
  team.asked.resize(10);
  for (std::size_t i = 0; i < 10; ++i) {
    const std::string& id = team.incidents[i].id;
    if (id == "PM-3") team.asked[i].candidates = {{.id = "PM-1"}};
    if (id == "PM-4") team.asked[i].candidates = {{.id = "PM-2"}};
  }
  const Headline headline = headline_for(team);
  EXPECT_THAT(headline.precision.counted, ElementsAre("PM-3→PM-1"));
  EXPECT_THAT(headline.precision.others, ElementsAre("PM-4→PM-2"));
}

TEST(Headline, MissedRecurrencesAreEstimatedFromAuthorAndEngine) {
  std::vector<IncidentFacts> incidents = months(12);
  std::vector<LedgerEntry> decisions;  // all but the first are the first come back
  for (std::size_t i = 1; i < incidents.size(); ++i) {
    decisions.push_back(again(incidents[i].id, "PM-1"));
    incidents[i].seen_before = i <= 8 ? "Yes" : "no";
  }
  Recurrences team = recurrences_of(incidents, decisions);
  team.asked.resize(12);
  for (std::size_t i = 4; i <= 10; ++i) team.asked[i].candidates = {{.id = "PM-1"}};
  MissedRecurrences missed = headline_for(team).missed;
  EXPECT_EQ(missed.author.size(), 8U);
  EXPECT_EQ(missed.engine.size(), 7U);
  EXPECT_EQ(missed.both.size(), 5U);
  ASSERT_TRUE(missed.all);
  EXPECT_DOUBLE_EQ(missed.all->estimate, 9.0 * 8 / 6 - 1);

  // Both find the same ones: an estimate below what is confirmed is none.
  for (std::size_t i = 9; i <= 10; ++i) team.asked[i].candidates.clear();
  missed = headline_for(team).missed;
  EXPECT_EQ(missed.both.size(), 5U);
  EXPECT_FALSE(missed.all);
}

}  // namespace
}  // namespace dejavu
