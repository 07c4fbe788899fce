// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/postmortem/action_items.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/postmortem/parsed.h"

namespace dejavu {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> texts(const Postmortem& postmortem) {
  std::vector<std::string> all;
  for (const ActionItem& action : postmortem.action_items) all.push_back(action.text);
  return all;
}

TEST(ActionItems, BulletsNumbersAndSubheadingsAreItems) {
  const Postmortem postmortem = parsed(
      "## Action items\n\n### Process\n\n1. first\n   more of it\n2. second\n\n### Other\n\n- "
      "third\n");
  EXPECT_THAT(texts(postmortem), ElementsAre("first\nmore of it", "second", "third"));
  EXPECT_EQ(postmortem.action_items[2].id, "AI-3");
  EXPECT_EQ(postmortem.action_items[2].line, 11);
}

TEST(ActionItems, WhatStandsBelowAnItemBelongsToItUnlessItNamesAGroup) {
  const Postmortem postmortem = parsed(
      "## Follow-ups\n\n- write test\n  - for the pool\n- Monitoring:\n  - alert on 503\n  - "
      "graph\n");
  EXPECT_THAT(texts(postmortem), ElementsAre("write test\nfor the pool", "alert on 503", "graph"));
}

TEST(ActionItems, RemarksGiveOwnerDueIdAndStatus) {
  const Postmortem postmortem = parsed(
      "## Next steps\n\n- [x] ticked\n- [ ] AI-12: rotate keys (owner: Ann B., due: 2026-03-01)\n"
      "- ~~given up~~\n- tell support @bob\n- [DONE] renamed\n- ✅ moved [T-1](https://e.org/1)\n");
  ASSERT_EQ(postmortem.action_items.size(), 6U);
  EXPECT_EQ(postmortem.action_items[0].status, ActionStatus::kDone);
  EXPECT_EQ(postmortem.action_items[1].id, "AI-12");
  EXPECT_EQ(postmortem.action_items[1].owner, "Ann B.");
  EXPECT_EQ(shown(postmortem.action_items[1].due), "2026-03-01");
  EXPECT_EQ(postmortem.action_items[1].status, ActionStatus::kOpen);
  EXPECT_EQ(postmortem.action_items[2].status, ActionStatus::kDone);
  EXPECT_EQ(postmortem.action_items[3].owner, "bob");
  EXPECT_EQ(postmortem.action_items[4].text, "renamed");
  EXPECT_EQ(postmortem.action_items[4].status, ActionStatus::kDone);
  EXPECT_EQ(postmortem.action_items[5].link, "https://e.org/1");
}

TEST(ActionItems, OwnerAndDueEndWhereTheNextRemarkBegins) {
  const auto read = [](const std::string& item) {
    const ActionItem action = parsed("## Next steps\n\n- " + item + "\n").action_items.at(0);
    return action.owner + " " + shown(action.due);
  };
  EXPECT_EQ(read("Pool limit (owner: Devi Rao, due 15 Apr 2024) [C-9](https://e.org/9)"),
            "Devi Rao 2024-04-15");
  EXPECT_EQ(read("Load test – Owner: Sam – Due: 2024-05-01"), "Sam 2024-05-01");
  EXPECT_EQ(read("Runbook. Owner: Kim. Due: December 5, 2023."), "Kim 2023-12-05");
  EXPECT_EQ(read("Alert (Priya, 2021-10-01)"), "Priya 2021-10-01");
  EXPECT_EQ(read("Runbook (due: 2024-06)"), " 2024-06");
  EXPECT_EQ(read("Was down due to the push of May 3, 2024"), " ");
  EXPECT_EQ(read("Ask the vendor (Redis, then Kafka)"), " ");
}

TEST(ActionItems, MarksOfWhatIsDoneMayStandBehindItAndInTables) {
  for (const ActionItem& action :
       parsed("## Actions\n\n- one ✅\n- two (done)\n- three – DONE\n\n"
              "| Action | Owner | Bug |\n|--|--|--|\n| ~~four~~ | bo | |\n| [DONE] five | bo | |\n"
              "| six | bo | n/a **DONE** |\n")
           .action_items) {
    EXPECT_EQ(action.status, ActionStatus::kDone) << action.text;
    EXPECT_EQ(action.text.find_first_not_of("abcdefghijklmnopqrstuvwxyz"), std::string::npos)
        << action.text;
    EXPECT_EQ(action.link, "");
  }
  const Postmortem open = parsed("## Actions\n\n- say when we are done\n- [ ] rename DONE\n");
  EXPECT_EQ(open.action_items[0].status, ActionStatus::kOpen);
  EXPECT_EQ(open.action_items[1].status, ActionStatus::kOpen);
}

TEST(ActionItems, NothingToDoIsNoAction) {
  EXPECT_THAT(parsed("## Action items\n\n- None.\n- [ ] TBD\n- N/A\n\n| Action | Owner |\n|--|--|\n"
                     "| … | |\n| Todo | |\n")
                  .action_items,
              IsEmpty());
}

TEST(ActionItems, NamesInBoldBelowTheHeadingGroupThem) {
  const Postmortem postmortem = parsed(
      "# A\n\n## Action items\n\n**Prevention**\n\n- one\n\n**Detection**\n\n- two\n\n"
      "**Lessons learned**\n\n- no action\n");
  EXPECT_THAT(texts(postmortem), ElementsAre("one", "two"));
}

TEST(ActionItems, TableColumnsAreKnownByTheirUsualNames) {
  const Postmortem postmortem = parsed(
      "## Corrective actions\n\n| # | Action Item | Type | Owner | Due date | Status | Ticket |\n"
      "|--|--|--|--|--|--|--|\n| 7 | Fix pool | prevent | ann | 2026-03-01 | Done | "
      "[T-7](https://e.org/7) |\n| 8 | Add alert | detect | bo |  | won't fix | T-8 |\n");
  ASSERT_EQ(postmortem.action_items.size(), 2U);
  const ActionItem& first = postmortem.action_items[0];
  EXPECT_EQ(first.id + first.text + first.owner + first.link, "7Fix poolannhttps://e.org/7");
  EXPECT_EQ(first.type, ActionType::kPrevent);
  EXPECT_EQ(first.status, ActionStatus::kDone);
  EXPECT_EQ(shown(first.due), "2026-03-01");
  EXPECT_EQ(postmortem.action_items[1].status, ActionStatus::kWontfix);
  EXPECT_EQ(postmortem.action_items[1].link, "T-8");
}

TEST(ActionItems, AnObviousTableCountsAnywhereAndOtherTablesDoNot) {
  EXPECT_THAT(texts(parsed("## Review\n\n| Task | Owner | Due |\n|--|--|--|\n| a | b | |\n")),
              ElementsAre("a"));
  EXPECT_THAT(texts(parsed("## Impact\n\n| Service | Status |\n|--|--|\n| a | down |\n")),
              IsEmpty());
}

TEST(ActionItems, TaskListsCountWhereNoSectionIsMeantForThem) {
  EXPECT_THAT(texts(parsed("# A\n\n- [ ] do it\n- plain\n")), ElementsAre("do it"));
  EXPECT_THAT(texts(parsed("## Action items\n\nNone yet.\n\n## Notes\n\n- [x] push this file\n")),
              IsEmpty());
}

TEST(ActionItems, FrontMatterWinsOverTheBody) {
  EXPECT_THAT(texts(parsed("---\naction_items: [a]\n---\n\n## Action items\n\n- a\n- b\n")),
              ElementsAre("a"));
}

}  // namespace
}  // namespace dejavu
