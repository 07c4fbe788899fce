// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/statistics/mean_cumulative.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace dejavu {
namespace {

/// Straight from the definition, for times that are whole numbers.
std::vector<CumulativeStep> steps_by_definition(const std::vector<EventHistory>& systems) {
  std::vector<CumulativeStep> steps;
  double mean = 0;
  for (int time = 0; time <= 40; ++time) {
    CumulativeStep step{.time = static_cast<double>(time)};
    for (const EventHistory& system : systems) {
      if (!(system.from < step.time && step.time <= system.until)) continue;
      ++step.at_risk;
      for (const double event : system.events) step.events += event == step.time ? 1 : 0;
    }
    if (step.events == 0) continue;
    mean += static_cast<double>(step.events) / static_cast<double>(step.at_risk);
    step.mean = mean;
    steps.push_back(step);
  }
  return steps;
}

TEST(MeanCumulativeFunction, OfOneServiceIsTheRunningCount) {
  const auto function =
      mean_cumulative_function(std::vector<EventHistory>{{.until = 100, .events = {40, 10, 90}}});
  ASSERT_TRUE(function);
  EXPECT_EQ(function->steps,
            (std::vector<CumulativeStep>{{10, 1, 1, 1}, {40, 1, 1, 2}, {90, 1, 1, 3}}));
}

TEST(MeanCumulativeFunction, DividesByTheServicesThatAreObservedThen) {
  const std::vector<EventHistory> services = {{.until = 100, .events = {20, 60, 60}},
                                              {.until = 50, .events = {20}},
                                              {.from = 40, .until = 100, .events = {80}}};
  const auto function = mean_cumulative_function(services);
  ASSERT_TRUE(function);
  EXPECT_EQ(function->systems, 3U);
  EXPECT_EQ(function->events, 5U);
  EXPECT_EQ(function->steps,
            (std::vector<CumulativeStep>{{20, 2, 2, 1}, {60, 2, 2, 2}, {80, 2, 1, 2.5}}));
}

TEST(MeanCumulativeFunction, LeavesOutWhatWasNotObserved) {
  const double nan = std::nan("");
  const std::vector<EventHistory> services = {
      {.from = 5, .until = 10, .events = {5, 7, 10, 11, nan, -1}},
      {.from = 10, .until = 10, .events = {10}},
      {.from = 0, .until = nan, .events = {7}},
      {.from = 0, .until = std::numeric_limits<double>::infinity(), .events = {7}}};
  const auto function = mean_cumulative_function(services);
  ASSERT_TRUE(function);
  EXPECT_EQ(function->systems, 1U);
  EXPECT_EQ(function->events, 2U);
  EXPECT_FALSE(mean_cumulative_function(std::vector<EventHistory>{}));
}

RC_GTEST_PROP(MeanCumulativeFunction, AgreesWithItsDefinition, ()) {
  const auto whole =
      rc::gen::map(rc::gen::inRange(0, 41), [](int n) { return static_cast<double>(n); });
  const auto system = rc::gen::build<EventHistory>(
      rc::gen::set(&EventHistory::from, whole), rc::gen::set(&EventHistory::until, whole),
      rc::gen::set(&EventHistory::events, rc::gen::container<std::vector<double>>(whole)));
  const auto systems = *rc::gen::container<std::vector<EventHistory>>(system);
  const auto function = mean_cumulative_function(systems);
  RC_ASSERT((function ? function->steps : std::vector<CumulativeStep>{}) ==
            steps_by_definition(systems));
}

}  // namespace
}  // namespace dejavu
