// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/postmortem/dates.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/postmortem/parsed.h"

namespace dejavu {
namespace {

using std::chrono::sys_days;
using namespace std::chrono_literals;

std::string value(std::string_view text, const DateContext& context = {}) {
  const auto reading = read_date_value(text, context);
  return reading ? shown(reading->moment) : "none";
}

bool doubts(std::string_view text, DateDoubt doubt, const DateContext& context = {}) {
  const auto reading = read_date_value(text, context);
  return reading && std::ranges::find(reading->doubts, doubt) != reading->doubts.end();
}

TEST(Dates, EveryFormThatPeopleWriteIsRead) {
  const std::pair<const char*, const char*> forms[] = {
      {"2024-04-03T19:32:00Z", "2024-04-03T19:32:00Z"},
      {"2024-04-03 19:32:00 UTC", "2024-04-03T19:32:00Z"},
      {"2024-04-03 19:32 ", "2024-04-03T19:32Z"},
      {"2024-04-03T21:32:00+02:00", "2024-04-03T19:32:00Z"},
      {"2024-04-03 19:32:00 +0000", "2024-04-03T19:32:00Z"},
      {"2024-04-03T9:51:30-00:00", "2024-04-03T09:51:30Z"},
      {"2024-04-03T015:00:00-00:00", "2024-04-03T15:00:00Z"},
      {"2024-04-03 21:32 CEST", "2024-04-03T19:32Z"},
      {"2024-04-03 12:32 PDT", "2024-04-03T19:32Z"},
      {"2024-04-03 12:32 PT", "2024-04-03T19:32Z"},
      {"2024-01-03 11:32 PT", "2024-01-03T19:32Z"},
      {"2024-04-03 (about noon)", "2024-04-03"},
      {"2021-5-22", "2021-05-22"},
      {"2022/01/20", "2022-01-20"},
      {"20210526", "2021-05-26"},
      {"25.04.2024", "2024-04-25"},
      {"4/21/23", "2023-04-21"},
      {"25-04-2024 10:00 UTC", "2024-04-25T10:00Z"},
      {"7th Nov 2023", "2023-11-07"},
      {"Sept. 18th, 2017", "2017-09-18"},
      {"Wednesday, 2018-08-22", "2018-08-22"},
      {"Monday, Nov. 13, 2017", "2017-11-13"},
      {"22nd of June 2021", "2021-06-22"},
      {"November 2023", "2023-11"},
      {"2024", "2024"},
      {"2024-05", "2024-05"},
      {"~2024-04-03T19:32Z", "~2024-04-03T19:32Z"},
      {"about 2024-04-03 19:32 UTC", "~2024-04-03T19:32Z"},
      {"2024-04-03T19:32Z/2024-04-03T21:00Z", "2024-04-03T19:32Z/2024-04-03T21:00Z"},
      {"2024-04-03 19:32 - 21:00 UTC", "2024-04-03T19:32Z/2024-04-03T21:00Z"},
      {"2024-04-03 23:32 - 01:00 UTC", "2024-04-03T23:32Z/2024-04-04T01:00Z"},
      {"09/21/2022 - 11/03/2022", "2022-09-21/2022-11-03"},
      {"June 14th, 2022, 10:00 AM UTC", "2022-06-14T10:00Z"},
      {"Sep 27 2017 12:06am UTC", "2017-09-27T00:06Z"},
      {"10:30 UTC on 2024-01-02", "2024-01-02T10:30Z"},
      {"Sept 18-20, 2017", "2017-09-18/2017-09-20"},
      {"12/Jun/24 6:05 PM UTC", "2024-06-12T18:05Z"},
      {"12-Jun-24 18:05 UTC", "2024-06-12T18:05Z"},
      {"14. März 2024", "2024-03-14"},
      {"1er février 2024", "2024-02-01"},
      {"7 de agosto de 2024", "2024-08-07"},
      {"2024-10-27 03:30 Europe/Berlin", "2024-10-27T02:30Z"},
      {"2024-10-27 01:30 Europe/Berlin", "2024-10-26T23:30Z"},
      {"2024-03-31 03:30 Europe/Berlin", "2024-03-31T01:30Z"},
      {"2024-07-01 09:00 Asia/Kolkata", "2024-07-01T03:30Z"},
  };
  for (const auto& [text, expected] : forms) EXPECT_EQ(value(text), expected) << text;
}

TEST(Dates, WhatIsNoDateIsNone) {
  for (const char* text : {"", "soon", "1.22.33", "PM2021-005", "404", "sept", "??",
                           "2022-05-?? HH:mm", "20202-01-16 12:00", "may 5 nodes"}) {
    EXPECT_EQ(value(text), "none") << text;
  }
}

TEST(Dates, ImpossibleDaysHaveNoMoment) {
  for (const char* text : {"2021-07-56", "2021-02-30", "31.04.2024", "2023-13-01"}) {
    EXPECT_EQ(value(text), "") << text;
    EXPECT_TRUE(doubts(text, DateDoubt::kImpossible)) << text;
  }
}

TEST(Dates, AmbiguousDayAndMonthFollowTheRestOfTheFile) {
  EXPECT_EQ(guess_date_order("on 03/04/2024 and 25/04/2024"), DateOrder::kDayFirst);
  EXPECT_EQ(guess_date_order("on 03/04/2024 and 04/25/2024"), DateOrder::kMonthFirst);
  EXPECT_EQ(guess_date_order("04/25/2024 but 25/04/2024"), DateOrder::kUnknown);
  EXPECT_EQ(guess_date_order("03/04/2024, 2024-25-04"), DateOrder::kUnknown);
  EXPECT_EQ(value("03/04/2024", {.order = DateOrder::kDayFirst}), "2024-04-03");
  EXPECT_EQ(value("03/04/2024", {.order = DateOrder::kMonthFirst}), "2024-03-04");
  EXPECT_TRUE(doubts("03/04/2024", DateDoubt::kGuessed, {.order = DateOrder::kDayFirst}));

  const Postmortem file = parsed("---\ndate: 03/04/2024\n---\n\nFixed on 25/04/2024.\n");
  EXPECT_EQ(shown(file.started_at), "2024-04-03");
  EXPECT_TRUE(has_code(file, "date-order-guessed"));
}

TEST(Dates, AmbiguousWithoutEvidenceIsSaidAndTheFileNameDecides) {
  EXPECT_EQ(value("03/04/2024"), "2024-03-04");  // slashes: as in America
  EXPECT_EQ(value("03-04-2024"), "2024-04-03");
  EXPECT_TRUE(doubts("03/04/2024", DateDoubt::kAmbiguous));
  EXPECT_FALSE(doubts("03/03/2024", DateDoubt::kAmbiguous));
  EXPECT_EQ(value("06-10-2025", {.near = sys_days{2025y / 6 / 24}}), "2025-06-10");
}

TEST(Dates, TimesWithoutZoneAreUtcUnlessTheContextKnowsBetter) {
  EXPECT_TRUE(doubts("2024-04-03 10:00", DateDoubt::kNoZone));
  EXPECT_EQ(value("2024-04-03 10:00", {.zone = Zone{60min}}), "2024-04-03T09:00Z");
  EXPECT_TRUE(doubts("T015:00", DateDoubt::kOddTime) ||
              doubts("2024-04-03T015:00", DateDoubt::kOddTime));
}

TEST(Dates, ADateWithoutYearIsNearTheDayOfTheContext) {
  const DateContext december{.day = sys_days{2023y / 12 / 20}};
  EXPECT_EQ(value("Jan 3", december), "2024-01-03");
  EXPECT_EQ(value("9. November", december), "2023-11-09");
}

TEST(Dates, FindLooksAnywhereForAWrittenDate) {
  EXPECT_EQ(shown(find_date("In the morning of Sept. 18th, 2017, a couple", {})->moment),
            "2017-09-18");
  EXPECT_EQ(shown(find_date("inside-rust/2019/10/24/docsrs", {})->moment), "2019-10-24");
  EXPECT_EQ(shown(find_date("At 2019-10-21 01:38 UTC it went down", {})->moment),
            "2019-10-21T01:38Z");
  EXPECT_FALSE(find_date("at 10:30 version 1.2.3 of 5 nodes", {}));
}

TEST(Zones, WordsAreFoundInProse) {
  EXPECT_EQ(find_zone("Timeline (all times PST) 1/2/23"), Zone{-480min});
  EXPECT_EQ(find_zone("All times in CET."), Zone{60min});
  EXPECT_EQ(find_zone("Time (UTC+2)"), Zone{120min});
  EXPECT_EQ(find_zone("Time (Eastern Time)"), (Zone{-300min, SummerTime::kAmerican}));
  EXPECT_EQ(to_local(to_utc(sys_days{2024y / 7 / 1}, Zone{60min, SummerTime::kEuropean}),
                     Zone{60min, SummerTime::kEuropean}),
            sys_days{2024y / 7 / 1});
  EXPECT_FALSE(find_zone("The CETACEAN server, PLAN Z"));
}

}  // namespace
}  // namespace dejavu
