// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/review/figures.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/recurrence/incident_facts.h"
#include "tests/review/team.h"

namespace dejavu {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// PM-0, PM-1, … one every second day from the first of January 2024; every tenth is the one
/// before it in that row come back.
Recurrences team_of(int count) {
  std::vector<IncidentFacts> incidents;
  std::vector<LedgerEntry> decisions;
  const Instant begin = parse_moment("2024-01-01")->at;
  for (int i = 0; i < count; ++i) {
    incidents.push_back(
        incident_on(fmt::format("PM-{}", i), format_day(begin + std::chrono::days(2 * i))));
    incidents.back().services = {i % 2 == 0 ? "Queue" : "search"};
    if (i == 0 || i % 10 != 0) continue;
    decisions.push_back(decision("2025-06-01", LedgerKind::kRecurrenceOf, fmt::format("PM-{}", i),
                                 fmt::format("PM-{}", i - 10)));
  }
  return recurrences_of(incidents, decisions);
}

Figures figures_for(const Recurrences& team) {
  return figures_of(team, {.now = noon_of("2025-01-01")});
}

TEST(Figures, NineIncidentsTellNothingButCounts) {
  const Figures figures = figures_for(team_of(9));
  EXPECT_EQ(figures.size, CollectionSize::kTooFew);
  EXPECT_FALSE(figures.headline.rate);
  EXPECT_FALSE(figures.headline.bounds);
  EXPECT_THAT(figures.blind_gaps, IsEmpty());
  EXPECT_THAT(figures.quarters, IsEmpty());
  EXPECT_THAT(figures.too_few, testing::Not(IsEmpty()));
}

TEST(Figures, EmptyCollectionIsNoError) {
  const Figures figures = figures_for(recurrences_of({}, {}));
  EXPECT_EQ(figures.headline.incidents(), 0U);
  EXPECT_EQ(figures.size, CollectionSize::kTooFew);
}

TEST(Figures, MoreIncidentsTellMore) {
  EXPECT_TRUE(figures_for(team_of(29)).headline.rate);
  EXPECT_THAT(figures_for(team_of(29)).quarters, IsEmpty());
  EXPECT_FALSE(figures_for(team_of(30)).repairs == std::nullopt);
  EXPECT_FALSE(figures_for(team_of(149)).trend);
  EXPECT_TRUE(figures_for(team_of(150)).trend);
  EXPECT_TRUE(figures_for(team_of(150)).services->mean);
}

TEST(Figures, QuartersFollowEachOtherWithoutGaps) {
  const Figures figures = figures_for(team_of(30));  // until the end of February
  ASSERT_EQ(figures.quarters.size(), 5U);
  EXPECT_EQ(figures.quarters.front().quarter, "2024-Q1");
  EXPECT_EQ(figures.quarters.back().quarter, "2025-Q1");
  EXPECT_THAT(figures.quarters[0].recurred, ElementsAre("PM-10", "PM-20"));
  EXPECT_THAT(figures.quarters[1].incidents, IsEmpty());
  EXPECT_NEAR(figures.quarters[1].expected.interval.high, 3.6889, 1e-4);
}

TEST(Figures, RepairLastsFromTheEndOfAnIncidentToItsFirstRecurrence) {
  const Figures figures = figures_for(team_of(30));
  ASSERT_TRUE(figures.repairs->curve);
  EXPECT_THAT(figures.repairs->came_back, ElementsAre("PM-10→PM-0", "PM-20→PM-10"));
  EXPECT_EQ(figures.repairs->holds.size(), 28U);
  // 20 days from noon to ten o'clock: both at the same time, of thirty at risk.
  ASSERT_EQ(figures.repairs->curve->steps.size(), 1U);
  EXPECT_NEAR(figures.repairs->curve->steps[0].time, 20 - 2.0 / 24, 1e-9);
  EXPECT_NEAR(figures.repairs->curve->steps[0].survival, 28.0 / 30, 1e-9);
}

TEST(Figures, SecondTimeIsBetterWhereTheGapWasShorter) {
  Recurrences team = team_of(30);
  const auto known_after = [&](std::size_t place, int minutes) {
    IncidentFacts& incident = team.incidents[place];
    incident.known_at = incident.started_at;
    incident.known_at->at += std::chrono::minutes(minutes);
  };
  known_after(0, 60);
  known_after(10, 20);
  known_after(20, 30);
  const Figures figures = figures_for(team);
  const SecondTimeFigure& blind = figures.second_time.at(0);
  EXPECT_THAT(blind.better, ElementsAre("PM-10→PM-0"));
  EXPECT_THAT(blind.worse, ElementsAre("PM-20→PM-10"));
  EXPECT_THAT(figures.second_time.at(1).better, IsEmpty());
}

TEST(Figures, GroupsStandByNameAndHideRatesOfFewerThanFive) {
  Recurrences team = team_of(12);
  team.incidents[3].services = {"zebra", "Queue", "queue"};
  const Figures figures =
      figures_of(team, {.now = noon_of("2025-01-01"), .by = Grouping::kService});
  ASSERT_EQ(figures.groups.size(), 3U);
  EXPECT_EQ(figures.groups[0].name, "queue");
  EXPECT_EQ(figures.groups[0].others.size() + figures.groups[0].recurred.size(), 7U);
  EXPECT_TRUE(figures.groups[0].rate);
  EXPECT_EQ(figures.groups[2].name, "zebra");
  EXPECT_FALSE(figures.groups[2].rate);
}

TEST(Figures, OpenActionsAreComparedWithDoneOnes) {
  Recurrences team = team_of(160);
  for (std::size_t i = 0; i < team.incidents.size(); ++i) {
    const bool open = i % 10 == 0;
    team.incidents[i].action_items = {
        prevent_action(open ? ActionStatus::kOpen : ActionStatus::kDone, open ? "" : "2024-01-02")};
  }
  const FixFigure fixes = *figures_for(team).fixes;
  EXPECT_EQ(fixes.open_recurred.size(), 15U);
  EXPECT_EQ(fixes.open_held.size(), 1U);
  EXPECT_EQ(fixes.done_recurred.size(), 0U);
  ASSERT_TRUE(fixes.association);
  EXPECT_GT(fixes.association->odds_ratio, 1);
}

}  // namespace
}  // namespace dejavu
