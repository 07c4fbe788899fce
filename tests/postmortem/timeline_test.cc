// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/postmortem/timeline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/postmortem/parsed.h"

namespace dejavu {
namespace {

using testing::ElementsAre;

/// "moment text" of every entry.
std::vector<std::string> entries(const Postmortem& postmortem) {
  std::vector<std::string> all;
  for (const TimelineEntry& entry : postmortem.timeline) {
    all.push_back(shown(entry.at) + " " + entry.text);
  }
  return all;
}

TEST(Timeline, TableInAZoneOfItsOwn) {
  const Postmortem postmortem = parsed(
      "## Timeline\n\nAll times in CET.\n\n| Time | Event |\n|---|---|\n"
      "| 2020-01-21 15:36 | expires |\n| ~2020-01-21 16:02 | first alert |\n"
      "| 2022-05-?? HH:mm | unknown |\n| 2020-01-22 HH:mm | some time |\n"
      "| 2020-01-23 09:00 - 11:00 | range |\n");
  EXPECT_THAT(entries(postmortem),
              ElementsAre("2020-01-21T14:36Z expires", "~2020-01-21T15:02Z first alert", " unknown",
                          "2020-01-22 some time", "2020-01-23T08:00Z/2020-01-23T10:00Z range"));
  EXPECT_EQ(postmortem.timeline[2].time_text, "2022-05-?? HH:mm");
  EXPECT_EQ(postmortem.timeline[0].line, 7);
  EXPECT_EQ(shown(postmortem.started_at), "2020-01-21T14:36Z");
  EXPECT_TRUE(has_code(postmortem, "start-derived"));
}

TEST(Timeline, DateAndTimeInColumnsOfTheirOwn) {
  const Postmortem postmortem = parse_postmortem(
      "2022-06-28-proxy.md",
      "# P\n\n## Timeline\n\n| Day | Date (2022) | Time (PST) | Event |\n|--|--|--|--|\n"
      "| Mon | Jun 27 | 13:47 | off |\n| Tues | Jun 28 | 20:28 | scan |\n");
  EXPECT_THAT(entries(postmortem),
              ElementsAre("2022-06-27T21:47Z Mon | off", "2022-06-29T04:28Z Tues | scan"));
}

TEST(Timeline, HeadingsCarryTheTextBelowThem) {
  const Postmortem postmortem = parsed(
      "# 2018-02-12, Hub fails\n\n## Timeline\n\nAll times in PST\n\n### 14:03\n\nhigh load\n\n"
      "- launching hangs\n\n### 14:08 - pods deleted\n\n### 1X:XX (not sure)\n\nlater\n\n"
      "### 2018-02-13\n\nquiet day\n");
  EXPECT_THAT(entries(postmortem),
              ElementsAre("2018-02-12T22:03Z high load\nlaunching hangs",
                          "2018-02-12T22:08Z pods deleted", " later", "2018-02-13 quiet day"));
}

TEST(Timeline, LinesWithTheClockAloneBelongToTheDateAbove) {
  const Postmortem postmortem = parsed(
      "# ISSUE NAME\nPassword stolen\n\n## Timeline (PST) 4/21/23-4/25/23\n_4/21/23_\n\n"
      "11:12 AM: mail received\n           and read\n11:14 PM: forwarded\n\n_4/24/23_\n\n"
      "~9:00 AM: erased\n");
  EXPECT_THAT(entries(postmortem),
              ElementsAre("2023-04-21T19:12Z mail received\nand read",
                          "2023-04-22T07:14Z forwarded", "~2023-04-24T17:00Z erased"));
  EXPECT_EQ(postmortem.title, "Password stolen");
}

TEST(Timeline, PastMidnightTheDayGoesOnButALateNoteDoesNot) {
  const Postmortem postmortem = parse_postmortem(
      "2024-03-01-night.md",
      "## Timeline (UTC)\n- 23:50 start\n- 23:40 noted late\n- 00:10 next day\n- 01:00 end\n");
  EXPECT_THAT(entries(postmortem),
              ElementsAre("2024-03-01T23:50Z start", "2024-03-01T23:40Z noted late",
                          "2024-03-02T00:10Z next day", "2024-03-02T01:00Z end"));
}

TEST(Timeline, TheFirstDayIsThatOfTheStartInTheZoneOfTheTimeline) {
  EXPECT_THAT(entries(parsed("---\nstarted_at: 2022-03-09T06:14Z\n---\n\n## Timeline (PST)\n\n"
                             "- 22:14 first\n- 00:30 second\n")),
              ElementsAre("2022-03-09T06:14Z first", "2022-03-09T08:30Z second"));
}

TEST(Timeline, TimesWithoutZoneAreOfTheClockOfTheStart) {
  EXPECT_THAT(entries(parsed("---\nstarted_at: 2024-03-05T09:41+01:00\n---\n\n## Timeline\n\n"
                             "- 09:41 first\n")),
              ElementsAre("2024-03-05T08:41Z first"));
  EXPECT_THAT(entries(parsed("# A\n\nStart: 2022-03-08 22:14 PST\n\n## Timeline\n\n"
                             "- 22:14 first\n- 23:40 UTC second\n")),
              ElementsAre("2022-03-09T06:14Z first", "2022-03-08T23:40Z second"));
}

TEST(Timeline, ZonesByTheirNamesInFull) {
  EXPECT_THAT(entries(parsed("# 2024-07-02, down\n\n## Timeline\n\nAll times are Pacific time.\n\n"
                             "- 6:52 AM first\n- 9:05 AM Europe/Berlin second\n")),
              ElementsAre("2024-07-02T13:52Z first", "2024-07-02T07:05Z second"));
}

TEST(Timeline, BoldTimesAndZonesInTheLine) {
  const Postmortem postmortem = parsed(
      "### Timeline\n---\n**June 14th, 2022, 10:00 AM PST:** reported.\n\n"
      "**June 16th 2022, 8:45 AM:** tool runs.\n");
  EXPECT_THAT(entries(postmortem),
              ElementsAre("2022-06-14T18:00Z reported.", "2022-06-16T08:45Z tool runs."));
}

TEST(Timeline, ProseWithoutTimesHasNoEntries) {
  EXPECT_TRUE(parsed("## Timeline\n\n- it broke\n- it was fixed\n").timeline.empty());
}

}  // namespace
}  // namespace dejavu
