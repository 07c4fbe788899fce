// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/statistics/mean_cumulative.h"

#include <algorithm>
#include <cmath>

namespace dejavu {
namespace {

/// Everything in order of time, over all systems.
struct Timeline {
  std::vector<double> begins;
  std::vector<double> ends;
  std::vector<double> events;
};

Timeline timeline_of(std::span<const EventHistory> systems) {
  Timeline timeline;
  for (const EventHistory& system : systems) {
    if (!std::isfinite(system.from) || !std::isfinite(system.until)) continue;
    if (system.from >= system.until) continue;
    timeline.begins.push_back(system.from);
    timeline.ends.push_back(system.until);
    for (const double time : system.events) {
      if (time > system.from && time <= system.until) timeline.events.push_back(time);
    }
  }
  std::sort(timeline.begins.begin(), timeline.begins.end());
  std::sort(timeline.ends.begin(), timeline.ends.end());
  std::sort(timeline.events.begin(), timeline.events.end());
  return timeline;
}

std::size_t count_below(const std::vector<double>& in_order, double time) {
  return static_cast<std::size_t>(std::lower_bound(in_order.begin(), in_order.end(), time) -
                                  in_order.begin());
}

}  // namespace

std::optional<MeanCumulativeFunction> mean_cumulative_function(
    std::span<const EventHistory> systems) {
  const Timeline timeline = timeline_of(systems);
  if (timeline.begins.empty()) return std::nullopt;
  MeanCumulativeFunction function{.systems = timeline.begins.size(),
                                  .events = timeline.events.size()};
  double mean = 0;
  for (auto next = timeline.events.begin(); next != timeline.events.end();) {
    const double time = *next;
    const auto end = std::upper_bound(next, timeline.events.end(), time);
    CumulativeStep step{
        .time = time,
        .at_risk = count_below(timeline.begins, time) - count_below(timeline.ends, time),
        .events = static_cast<std::size_t>(end - next)};
    mean += static_cast<double>(step.events) / static_cast<double>(step.at_risk);
    step.mean = mean;
    function.steps.push_back(step);
    next = end;
  }
  return function;
}

}  // namespace dejavu
