// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/postmortem/sections.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/postmortem/parsed.h"

namespace dejavu {
namespace {

using testing::ElementsAre;

std::vector<SectionKind> kinds(const Postmortem& postmortem) {
  std::vector<SectionKind> all;
  for (const Section& section : postmortem.sections) all.push_back(section.kind);
  return all;
}

TEST(Sections, HeadingsAreKnownByManyNames) {
  const std::pair<const char*, SectionKind> names[] = {
      {"Issue Summary", SectionKind::kSummary},
      {"TL;DR", SectionKind::kSummary},
      {"1. 💥 What happened?", SectionKind::kSummary},
      {"Customer impact", SectionKind::kImpact},
      {"Timeline (all times PST) 09/21/2022 - 11/03/2022. All times approximations",
       SectionKind::kTimeline},
      {"Events/Timeline:", SectionKind::kTimeline},
      {"Root cause of the outage", SectionKind::kContributingFactors},
      {"Contributing Factors (findings)", SectionKind::kContributingFactors},
      {"5 Whys", SectionKind::kContributingFactors},
      {"Resolution and recovery", SectionKind::kResolution},
      {"How we fixed it", SectionKind::kResolution},
      {"Corrective and Preventative Measure", SectionKind::kPrevention},
      {"How it could have been prevented", SectionKind::kPrevention},
      {"Follow-ups", SectionKind::kActionItems},
      {"ACTION ITEMS:", SectionKind::kActionItems},
      {"Suggested improvements", SectionKind::kActionItems},
      {"Lessons learnt", SectionKind::kLessons},
      {"Lessons Learned and Future Improvements", SectionKind::kLessons},
      {"Where we got lucky", SectionKind::kLessons},
      {"What surprised us", SectionKind::kSurprise},
      {"What didn't work", SectionKind::kWrongTurns},
      {"Next time, look here first", SectionKind::kFirstCheck},
      {"Escalation", SectionKind::kEscalation},
      {"Detection", SectionKind::kDetection},
      {"Trigger", SectionKind::kTrigger},
      {"Questions for follow up", SectionKind::kOther},
      {"Resolution of names in the cluster failed for two hours", SectionKind::kOther},
      {"FAQ", SectionKind::kOther},
      {"", SectionKind::kOther},
  };
  for (const auto& [heading, kind] : names) {
    EXPECT_EQ(name_of(section_kind_of(heading)), name_of(kind)) << heading;
  }
}

TEST(Sections, SubheadingsWithoutMeaningStayInside) {
  const Postmortem postmortem = parsed(
      "# Title here\n\nIntro.\n\n## Action items\n\n### Detection\n\n- a\n\n### Other\n\n- b\n\n"
      "## Lessons\n\n### What went well\n\nc\n\n### Timeline\n\n- 10:00 d\n\n## FAQ\n\n### "
      "Q\n\ne\n");
  EXPECT_THAT(kinds(postmortem),
              ElementsAre(SectionKind::kOther, SectionKind::kActionItems, SectionKind::kLessons,
                          SectionKind::kTimeline, SectionKind::kOther));
  EXPECT_EQ(postmortem.sections[1].text, "Detection\na\nOther\nb");
  EXPECT_EQ(postmortem.sections[1].markdown, "### Detection\n\n- a\n\n### Other\n\n- b");
  EXPECT_EQ(postmortem.sections[3].level, 3);
  EXPECT_EQ(postmortem.sections[4].heading, "FAQ");
  EXPECT_EQ(postmortem.sections[4].line, 25);
}

TEST(Sections, SetextHeadingsAndTextBeforeTheFirstHeading) {
  const Postmortem postmortem = parsed("Before.\n\nSummary\n-------\n\nText.\n");
  ASSERT_EQ(postmortem.sections.size(), 2U);
  EXPECT_EQ(postmortem.sections[0].level, 0);
  EXPECT_EQ(postmortem.sections[0].markdown, "Before.");
  EXPECT_EQ(postmortem.sections[1].kind, SectionKind::kSummary);
  EXPECT_EQ(postmortem.sections[1].markdown, "Text.");
}

TEST(Sections, TimesAsHeadingsAreEntriesNotSections) {
  const Postmortem postmortem = parsed(
      "# A\n\n## Timeline\n\n### 2018-02-12 14:03\n\nx\n\n## 14:08\n\ny\n\n## Summary\n\nz\n");
  EXPECT_THAT(kinds(postmortem),
              ElementsAre(SectionKind::kOther, SectionKind::kTimeline, SectionKind::kSummary));
  EXPECT_EQ(postmortem.timeline.size(), 2U);
}

TEST(Sections, BoldNamesAtTheHeadOfALineAreHeadings) {
  const Postmortem p = parse_postmortem("a.md", R"(# Search down

**Date**: 2015-10-21
**Authors**: jennifer, martym
**Summary**: Search was down for *66 minutes*.
**Impact:** 1.21B queries lost,
no revenue.

**Root Causes**: a leak of file descriptors, see `fd.cc`
**Trigger**:
New sonnet found.

**Notes**: this is no section.
)");
  ASSERT_EQ(p.sections.size(), 5U);
  EXPECT_EQ(p.sections[0].text, "Date: 2015-10-21\nAuthors: jennifer, martym");
  EXPECT_EQ(p.sections[1].kind, SectionKind::kSummary);
  EXPECT_EQ(p.sections[1].heading, "Summary");
  EXPECT_EQ(p.sections[1].text, "Search was down for 66 minutes.");
  EXPECT_EQ(p.sections[1].html, "<p>Search was down for <em>66 minutes</em>.</p>\n");
  EXPECT_EQ(p.sections[1].markdown, "**Summary**: Search was down for *66 minutes*.");
  EXPECT_EQ(p.sections[1].line, 5);
  EXPECT_EQ(p.sections[2].kind, SectionKind::kImpact);
  EXPECT_EQ(p.sections[2].text, "1.21B queries lost,\nno revenue.");
  EXPECT_EQ(p.sections[2].line, 6);
  EXPECT_EQ(p.sections[3].kind, SectionKind::kContributingFactors);
  EXPECT_EQ(p.sections[3].text, "a leak of file descriptors, see fd.cc");
  EXPECT_EQ(p.sections[4].kind, SectionKind::kTrigger);
  EXPECT_EQ(p.sections[4].line, 10);
  EXPECT_EQ(p.sections[4].text, "New sonnet found.\nNotes: this is no section.");
  EXPECT_EQ(p.started_at->at, parse_moment("2015-10-21")->at);
}

TEST(Sections, AHeadingBelowTheTitleEndsWhatABoldNameBegan) {
  const Postmortem p = parsed(
      "# Search down\n\n**Action Items:**\n\n| Action Item | Owner |\n|--|--|\n| Fix it | bo |\n\n"
      "## Lessons Learned\n\n- Test more\n\n## Timeline\n\n- 14:51 sonnet found\n");
  EXPECT_THAT(kinds(p), ElementsAre(SectionKind::kOther, SectionKind::kActionItems,
                                    SectionKind::kLessons, SectionKind::kTimeline));
  EXPECT_EQ(p.action_items.size(), 1U);
  EXPECT_EQ(p.timeline.size(), 1U);
}

TEST(Sections, ABoldNameInsideOfALineOrListIsText) {
  const Postmortem p = parse_postmortem("a.md", R"(# Down

We saw **impact:** none. The **Trigger** was a push.

- **Impact:** none
> **Impact:** none
)");
  ASSERT_EQ(p.sections.size(), 1U);
}

TEST(Sections, ABareNameBeforeAListAndABoldNameAreHeadings) {
  const Postmortem postmortem = parsed(
      "# A\n\n## Detection\n\nBy people.\n\nAction Items\n- one\n- two\n\n**Lessons learned**\n\n"
      "Text.\n\nImpact\n\nis only a word here.\n");
  EXPECT_THAT(kinds(postmortem), ElementsAre(SectionKind::kOther, SectionKind::kDetection,
                                             SectionKind::kActionItems, SectionKind::kLessons));
  EXPECT_EQ(postmortem.action_items.size(), 2U);
}

TEST(Sections, AHundredThousandHeadingsAreNoHundredThousandSections) {
  std::string text;
  for (int i = 0; i < 100'000; ++i) text += "# h\n";
  EXPECT_LE(parsed(text).sections.size(), 2000U);
}

}  // namespace
}  // namespace dejavu
