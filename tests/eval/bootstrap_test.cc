// SPDX-License-Identifier: GPL-2.0-or-later
#include "eval/bootstrap.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

namespace dejavu {
namespace {

/// The mean of values that belong to the known questions.
Statistic mean_of(std::vector<double> values) {
  return [values = std::move(values)](const Sample& sample) {
    double sum = 0;
    for (const std::size_t i : sample.known) sum += values[i];
    return std::vector<double>{sum / static_cast<double>(sample.known.size())};
  };
}

std::vector<double> half_ones(std::size_t count) {
  std::vector<double> values(count, 0);
  std::fill(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(count / 2), 1);
  return values;
}

TEST(Bootstrap, TheSameSeedGivesTheSameIntervals) {
  const Sample whole = whole_set(40, 0);
  const Statistic mean = mean_of(half_ones(40));
  EXPECT_EQ(bootstrap(whole, mean, {}), bootstrap(whole, mean, {}));
  EXPECT_NE(bootstrap(whole, mean, {.samples = 50, .seed = 1}),
            bootstrap(whole, mean, {.samples = 50, .seed = 2}));
}

TEST(Bootstrap, AShareOfOneHalfHasTheIntervalOfTheNormalDistribution) {
  // 1.96 · sqrt(.5 · .5 / 100) = .098 on each side.
  const Interval interval = bootstrap(whole_set(100, 0), mean_of(half_ones(100)), {}).at(0);
  EXPECT_NEAR(interval.low, 0.402, 0.02);
  EXPECT_NEAR(interval.high, 0.598, 0.02);
}

TEST(Bootstrap, WhatDoesNotVaryHasNoWidth) {
  const Interval interval =
      bootstrap(whole_set(7, 0), mean_of(std::vector<double>(7, 0.25)), {}).at(0);
  EXPECT_EQ(interval, (Interval{0.25, 0.25}));
}

TEST(Bootstrap, QuestionsWithoutAnAnswerAreDrawnToo) {
  const Statistic first_fresh = [](const Sample& sample) {
    return std::vector<double>{static_cast<double>(sample.fresh.front())};
  };
  const Interval interval = bootstrap(whole_set(2, 9), first_fresh, {}).at(0);
  EXPECT_EQ(interval, (Interval{0, 8}));
}

TEST(Bootstrap, SamplesKeepHowManyAreKnownAndHowManyNew) {
  const Statistic sizes = [](const Sample& sample) {
    EXPECT_TRUE(
        std::all_of(sample.known.begin(), sample.known.end(), [](std::size_t i) { return i < 5; }));
    EXPECT_TRUE(
        std::all_of(sample.fresh.begin(), sample.fresh.end(), [](std::size_t i) { return i < 3; }));
    return std::vector<double>{static_cast<double>(sample.known.size()),
                               static_cast<double>(sample.fresh.size())};
  };
  const std::vector<Interval> intervals = bootstrap(whole_set(5, 3), sizes, {.samples = 20});
  EXPECT_EQ(intervals, (std::vector<Interval>{{5, 5}, {3, 3}}));
}

}  // namespace
}  // namespace dejavu
