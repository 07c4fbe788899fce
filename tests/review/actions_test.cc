// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/review/actions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/recurrence/incident_facts.h"
#include "tests/review/team.h"

namespace dejavu {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

/// PM-1 with one action; PM-2 half a year later, a recurrence of it of this class.
Recurrences team_with(const ActionItem& item, const std::string& recurrence_class) {
  IncidentFacts first = incident_on("PM-1", "2025-01-10");
  first.action_items = {item};
  LedgerEntry again = decision("2025-08-01", LedgerKind::kRecurrenceOf, "PM-2", "PM-1");
  again.recurrence_class = recurrence_class;
  return recurrences_of({first, incident_on("PM-2", "2025-07-10")}, {again});
}

ReviewedAction only_action(const Recurrences& recurrences) {
  const ActionReport report = report_actions(recurrences, noon_of("2026-01-10"));
  EXPECT_EQ(report.actions.size(), 1U);
  return report.actions.at(0);
}

ActionItem due_on(const std::string& day) {
  ActionItem item = prevent_action(ActionStatus::kOpen, "");
  item.due = parse_moment(day);
  return item;
}

TEST(Actions, OpenActionIsOverdueFromTheDayAfterItsDueDay) {
  const auto on_time = only_action(team_with(due_on("2026-01-10"), "R1"));
  EXPECT_EQ(on_time.state, ActionState::kOpen);
  EXPECT_EQ(on_time.days_overdue, 0);
  const auto late = only_action(team_with(due_on("2026-01-07"), "R1"));
  EXPECT_EQ(late.state, ActionState::kOverdue);
  EXPECT_EQ(late.days_overdue, 3);
}

TEST(Actions, DoneActionIsUnverifiedUntilSomebodyIsNamed) {
  ActionItem item = prevent_action(ActionStatus::kDone, "2025-02-01");
  EXPECT_EQ(only_action(team_with(item, "R2")).state, ActionState::kUnverified);
  item.verified_by = "Ada";
  EXPECT_EQ(only_action(team_with(item, "R2")).state, ActionState::kVerified);
}

TEST(Actions, PreventActionThatWasOpenWhenItCameBackWouldHavePreventedIt) {
  const auto open = prevent_action(ActionStatus::kOpen, "");
  EXPECT_THAT(only_action(team_with(open, "R1")).would_have_prevented, ElementsAre("PM-2"));
  EXPECT_THAT(only_action(team_with(open, "")).would_have_prevented, ElementsAre("PM-2"));
  EXPECT_THAT(only_action(team_with(open, "R4")).would_have_prevented, IsEmpty());
}

TEST(Actions, PreventActionThatWasDoneLaterCountsAndOneThatWasDoneBeforeDoesNot) {
  const auto later = prevent_action(ActionStatus::kDone, "2025-09-01");
  EXPECT_THAT(only_action(team_with(later, "R1")).would_have_prevented, ElementsAre("PM-2"));
  const auto before = prevent_action(ActionStatus::kDone, "2025-03-01");
  EXPECT_THAT(only_action(team_with(before, "R1")).would_have_prevented, IsEmpty());
}

TEST(Actions, ActionThatOnlyDetectsPreventsNothing) {
  ActionItem item = prevent_action(ActionStatus::kOpen, "");
  item.type = ActionType::kDetect;
  EXPECT_THAT(only_action(team_with(item, "R1")).would_have_prevented, IsEmpty());
}

TEST(Actions, RejectedPairPreventsNothing) {
  IncidentFacts first = incident_on("PM-1", "2025-01-10");
  first.action_items = {prevent_action(ActionStatus::kOpen, "")};
  const Recurrences team =
      recurrences_of({first, incident_on("PM-2", "2025-07-10")},
                     {decision("2025-08-01", LedgerKind::kNotRecurrenceOf, "PM-2", "PM-1")});
  EXPECT_THAT(only_action(team).would_have_prevented, IsEmpty());
}

TEST(Actions, ChoiceLeavesTheCountsOfAllAlone) {
  const Recurrences team = team_with(prevent_action(ActionStatus::kDone, "2025-02-01"), "R2");
  const auto report = report_actions(team, noon_of("2026-01-10"), ActionChoice::kOpen);
  EXPECT_THAT(report.actions, IsEmpty());
  EXPECT_EQ(report.counts.all, 1U);
}

TEST(Actions, DemoTeamHasWhatItsPageSays) {
  const Recurrences* demo = demo_team();
  if (demo == nullptr) GTEST_SKIP() << "skipped: demo/ is not there";
  const ActionCounts counts = report_actions(*demo, demo_day()).counts;
  EXPECT_EQ(counts.all, 131U);
  EXPECT_EQ(counts.done, 89U);
  EXPECT_EQ(counts.unverified, 35U);
  EXPECT_EQ(counts.open, 41U);
  EXPECT_EQ(counts.overdue, 14U);
  EXPECT_EQ(counts.declined, 1U);
  const auto overdue = report_actions(*demo, demo_day(), ActionChoice::kOverdue);
  const auto inventory =
      std::find_if(overdue.actions.begin(), overdue.actions.end(),
                   [](const auto& action) { return action.item.id == "HL-2025-009-A1"; });
  ASSERT_NE(inventory, overdue.actions.end());
  EXPECT_THAT(inventory->would_have_prevented, ElementsAre("HL-2025-025"));
}

}  // namespace
}  // namespace dejavu
