// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/review/scope.h"
#include "core/statistics/mean_cumulative.h"
#include "core/statistics/poisson.h"
#include "core/statistics/survival.h"
#include "core/statistics/trend.h"

namespace dejavu {

/// Recurrences that began in a quarter, and how many to expect where nothing changes.
struct QuarterFigure {
  std::string quarter;                 // "2026-Q4"; the last one is not over yet
  std::vector<std::string> incidents;  // ids of all that began in it
  std::vector<std::string> recurred;   // those of them that are recurrences
  EventRate expected;                  // a quarter, with Garwood's interval

  bool operator==(const QuarterFigure&) const = default;
};

/// All quarters since the first incident, empty ones too: nothing happened is a fact.
std::vector<QuarterFigure> quarter_figures(const Scope& scope);

/// The time from the first incident to today, cut in the middle.
struct HalvesFigure {
  Instant begin{};
  Instant middle{};
  Instant end{};
  std::vector<std::string> earlier;  // recurrences in [begin, middle)
  std::vector<std::string> later;    // in [middle, end]
  std::optional<double> p;           // of same_rate_p; absent without a recurrence

  bool operator==(const HalvesFigure&) const = default;
};

/// Absent without incidents, and where they all began just now.
std::optional<HalvesFigure> halves_figure(const Scope& scope);

/// Do recurrences come more often? Days since the first incident, up to today.
struct TrendFigure {
  std::vector<std::string> recurred;  // at their started_at
  double period_days = 0;
  std::optional<LaplaceTrend> laplace;
  std::optional<PowerLawTrend> power_law;

  bool operator==(const TrendFigure&) const = default;
};
TrendFigure trend_figure(const Scope& scope);

/// How long a repair lasts: days from the end of an incident that was resolved to the first
/// confirmed recurrence of it, censored today. Asked at 30, 90 and 180 days.
struct RepairFigure {
  std::vector<std::string> came_back;  // pair names
  std::vector<std::string> holds;      // ids: not until today
  std::optional<SurvivalCurve> curve;

  bool operator==(const RepairFigure&) const = default;
};
RepairFigure repair_figure(const Scope& scope);

/// Recurrences per service on average, over the days since the first incident. All services are
/// observed all the time; a recurrence counts once in each of its services.
struct ServiceFigure {
  std::vector<std::string> services;
  std::vector<std::string> recurred;
  std::optional<MeanCumulativeFunction> mean;

  bool operator==(const ServiceFigure&) const = default;
};
ServiceFigure service_figure(const Scope& scope);

}  // namespace dejavu
