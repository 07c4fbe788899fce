// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace dejavu {

/// One system (a service), observed in (from, until], and when it had events. Any unit, the same
/// throughout: its age, or the calendar where systems join later.
struct EventHistory {
  double from = 0;
  double until = 0;
  std::vector<double> events;  // in any order; equal times are several events

  bool operator==(const EventHistory&) const = default;
};

/// How many events a system had on average up to and with `time`.
struct CumulativeStep {
  double time = 0;
  std::size_t at_risk = 0;  // systems that are observed at `time`
  std::size_t events = 0;   // at `time` exactly, in all of them
  double mean = 0;

  bool operator==(const CumulativeStep&) const = default;
};

struct MeanCumulativeFunction {
  std::size_t systems = 0;
  std::size_t events = 0;
  std::vector<CumulativeStep> steps;  // one for each time of an event, in order; mean only grows

  bool operator==(const MeanCumulativeFunction&) const = default;
};

/// At each time of an event the mean grows by events / systems under observation then. Of one
/// system it is the running count. Systems whose span is not finite or not positive are left out,
/// and so are events outside of their system's span; absent when no system remains.
///
/// W. Nelson, "Graphical Analysis of System Repair Data" (1988).
std::optional<MeanCumulativeFunction> mean_cumulative_function(
    std::span<const EventHistory> systems);

}  // namespace dejavu
