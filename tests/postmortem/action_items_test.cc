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
