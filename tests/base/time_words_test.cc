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

TEST(TimeWords, DurationsHaveAtMostTwoUnits) {
  EXPECT_EQ(duration_words(minutes(0)), "under a minute");
  EXPECT_EQ(duration_words(minutes(45)), "45 min");
  EXPECT_EQ(duration_words(minutes(125)), "2 h 5 min");
  EXPECT_EQ(duration_words(hours(76)), "3 d 4 h");
  EXPECT_EQ(duration_words(hours(48)), "2 d");
}

}  // namespace
}  // namespace dejavu
