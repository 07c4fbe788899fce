// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/time_words.h"

#include <gtest/gtest.h>

namespace dejavu {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

TEST(TimeWords, AgesAreToldThatFitTheirSize) {
  const Instant now = parse_moment("2026-02-03T12:00Z")->at;
  EXPECT_EQ(age_words(now - std::chrono::seconds(5), now), "just now");
  EXPECT_EQ(age_words(now - minutes(1), now), "1 minute ago");
  EXPECT_EQ(age_words(now - hours(5), now), "5 hours ago");
  EXPECT_EQ(age_words(now - hours(30), now), "yesterday");
  EXPECT_EQ(age_words(now - hours(24 * 59), now), "59 days ago");
  EXPECT_EQ(age_words(now - hours(24 * 400), now), "13 months ago");
  EXPECT_EQ(age_words(parse_moment("2017-01-31")->at, now), "9 years ago");
  EXPECT_EQ(age_words(now + hours(1), now), "in the future");
}

TEST(TimeWords, TheAgeOfADateIsNoMoreExactThanTheDate) {
  const Instant now = parse_moment("2026-02-03T12:00Z")->at;
  EXPECT_EQ(age_words(*parse_moment("2026-02-03"), now), "today");
  EXPECT_EQ(age_words(*parse_moment("2026-02-03T06:00Z"), now), "6 hours ago");
  EXPECT_EQ(age_words(*parse_moment("2026-02-02"), now), "yesterday");
  EXPECT_EQ(age_words(*parse_moment("2026"), now), "");
  EXPECT_EQ(age_words(*parse_moment("2024-01"), now), "2 years ago");
}

TEST(TimeWords, DurationsHaveAtMostTwoUnits) {
  EXPECT_EQ(duration_words(minutes(0)), "under a minute");
  EXPECT_EQ(duration_words(minutes(45)), "45 min");
  EXPECT_EQ(duration_words(minutes(125)), "2 h 5 min");
  EXPECT_EQ(duration_words(hours(76)), "3 d 4 h");
  EXPECT_EQ(duration_words(hours(48)), "2 d");
}

TEST(TimeWords, TypedDurationsKnowTheirSmallestUnit) {
  using std::chrono::days;
  using std::chrono::seconds;
  EXPECT_EQ(parse_duration("90s"), (TypedDuration{seconds(90), seconds(1)}));
  EXPECT_EQ(parse_duration("15m"), (TypedDuration{minutes(15), minutes(1)}));
  EXPECT_EQ(parse_duration("15min"), (TypedDuration{minutes(15), minutes(1)}));
  EXPECT_EQ(parse_duration("1h30m"), (TypedDuration{minutes(90), minutes(1)}));
  EXPECT_EQ(parse_duration("1.5h"), (TypedDuration{minutes(90), minutes(1)}));
  EXPECT_EQ(parse_duration("0.25m"), (TypedDuration{seconds(15), seconds(1)}));
  EXPECT_EQ(parse_duration("2D"), (TypedDuration{days(2), days(1)}));
  EXPECT_EQ(parse_duration("1w2d"), (TypedDuration{days(9), days(1)}));
  EXPECT_EQ(parse_duration("0"), (TypedDuration{seconds(0), seconds(1)}));
  EXPECT_EQ(parse_duration("999999999w")->length, days(7) * 999'999'999);
}

TEST(TimeWords, OtherTextsAreNoDuration) {
  for (const char* text : {"", "5", "m", "h1", "1x", "1.h", ".5h", "1h 30m", "30m1h", "1h1h",
                           "1.5h30m", "-1h", "1000000000w", "1hour", "350ms"}) {
    EXPECT_FALSE(parse_duration(text)) << text;
  }
}

}  // namespace
}  // namespace dejavu
