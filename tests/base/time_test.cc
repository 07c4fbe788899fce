// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/time.h"

#include <gtest/gtest.h>

namespace dejavu {
namespace {

using std::chrono::sys_days;
using namespace std::chrono_literals;

constexpr Instant kMorning = sys_days{2026y / 2 / 3} + 9h + 10min + 5s;

TEST(ParseMoment, ReadsEveryPrecision) {
  EXPECT_EQ(parse_moment("2026"),
            (Moment{.at = sys_days{2026y / 1 / 1}, .precision = Precision::kYear}));
  EXPECT_EQ(parse_moment("2026-02"),
            (Moment{.at = sys_days{2026y / 2 / 1}, .precision = Precision::kMonth}));
  EXPECT_EQ(parse_moment("2026-02-03"),
            (Moment{.at = sys_days{2026y / 2 / 3}, .precision = Precision::kDay}));
  EXPECT_EQ(parse_moment("2026-02-03T09:10Z"),
            (Moment{.at = kMorning - 5s, .precision = Precision::kMinute}));
  EXPECT_EQ(parse_moment("2026-02-03T09:10:05Z"), (Moment{.at = kMorning}));
}

TEST(ParseMoment, OffsetsBecomeUtcAndFractionsAreDropped) {
  EXPECT_EQ(parse_moment("2026-02-03T11:10:05.987+02:00"), (Moment{.at = kMorning}));
  EXPECT_EQ(parse_moment("2026-02-03t04:10:05-05:00"), (Moment{.at = kMorning}));
  EXPECT_EQ(parse_moment("2026-02-02T23:30:00-09:45")->at, sys_days{2026y / 2 / 3} + 9h + 15min);
}

TEST(ParseMoment, ImpossibleDatesAndOtherTextAreAbsent) {
  for (const char* text : {"",
                           "~",
                           "yesterday",
                           "26",
                           "2026-13",
                           "2026-02-30",
                           "2021-07-56",
                           "2026-02-03T",
                           "2026-02-03T24:00Z",
                           "2026-02-03T09:60Z",
                           "2026-02-03T09:10",
                           "2026-02-03T9:10Z",
                           "2026-02-03T09:10:05.Z",
                           "2026-02-03T09:10Zx",
                           "2026-02-03T09:10+2:00",
                           " 2026",
                           "2026-2-3",
                           "2026-02-03/2026-02-01",
                           "2026-02-03/",
                           "/",
                           "9999-12-31T23:59:59-01:00",
                           "0000-01-01T00:00:00+01:00",
                           "2026-02-03T09:10+24:00"}) {
    EXPECT_FALSE(parse_moment(text)) << text;
  }
}

TEST(ParseMoment, EveryFormattedMomentComesBackEqual) {
  const Instant start = sys_days{2024y / 12 / 31};
  for (const Precision precision : {Precision::kYear, Precision::kMonth, Precision::kDay}) {
    for (const bool about : {false, true}) {
      const Moment moment{.at = sys_days{2024y / 1 / 1}, .precision = precision, .about = about};
      EXPECT_EQ(parse_moment(format_moment(moment)), moment) << format_moment(moment);
    }
  }
  for (const Instant end :
       {start, start + 24h, start + 90min, start + 1s, Instant{sys_days{2025y / 1 / 1}}}) {
    const Moment range{.at = start, .until = end, .precision = Precision::kDay, .about = true};
    EXPECT_EQ(parse_moment(format_moment(range)), range) << format_moment(range);
    const Moment fine{.at = start - 61s, .until = end, .precision = Precision::kSecond};
    EXPECT_EQ(parse_moment(format_moment(fine)), fine) << format_moment(fine);
  }
}

TEST(FormatMoment, WritesTheShortestExactText) {
  EXPECT_EQ(format_moment({.at = kMorning}), "2026-02-03T09:10:05Z");
  EXPECT_EQ(format_moment({.at = kMorning - 5s, .precision = Precision::kMinute, .about = true}),
            "~2026-02-03T09:10Z");
  EXPECT_EQ(format_moment({.at = sys_days{2026y / 2 / 3},
                           .until = sys_days{2026y / 2 / 5},
                           .precision = Precision::kDay}),
            "2026-02-03/2026-02-05");
  EXPECT_EQ(format_instant(kMorning), "2026-02-03T09:10:05Z");
  EXPECT_EQ(format_day(sys_days{1969y / 12 / 31} + 23h), "1969-12-31");
}

}  // namespace
}  // namespace dejavu
