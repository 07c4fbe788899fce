// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/review/course.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <unordered_map>

#include "core/base/text.h"

namespace dejavu {
namespace {

constexpr std::array<double, 3> kAskedDays = {30, 90, 180};

bool has_recurred(const Scope& scope, const IncidentFacts& incident) {
  return scope.standings.at(incident.id) == ReviewStanding::kRecurred;
}

/// When each recurrence of the scope began, in days.
std::vector<double> recurrence_days(const Scope& scope) {
  std::vector<double> days;
  for (const IncidentFacts* incident : scope.incidents) {
    if (has_recurred(scope, *incident)) days.push_back(days_into(scope, incident->started_at->at));
  }
  return days;
}

/// The first confirmed recurrence that began after each incident was over.
std::unordered_map<std::string, const IncidentFacts*> first_recurrences(const Scope& scope) {
  std::unordered_map<std::string_view, const IncidentFacts*> by_id;
  for (const IncidentFacts* incident : scope.incidents) by_id.emplace(incident->id, incident);
  std::unordered_map<std::string, const IncidentFacts*> first;
  for (const SettledPair* pair : scope.confirmed) {
    const auto earlier = by_id.find(pair->to);
    const IncidentFacts* later = by_id.at(pair->from);
    if (earlier == by_id.end() || later->started_at->at < *end_of(*earlier->second)) continue;
    const IncidentFacts*& known = first[pair->to];
    if (known == nullptr || later->started_at->at < known->started_at->at) known = later;
  }
  return first;
}

}  // namespace

std::vector<QuarterFigure> quarter_figures(const Scope& scope) {
  std::vector<QuarterFigure> figures;
  std::map<std::string, std::size_t> place;
  for (const std::string& quarter : quarters_of(scope)) {
    place[quarter] = figures.size();
    QuarterFigure figure;
    figure.quarter = quarter;
    figures.push_back(std::move(figure));
  }
  for (const IncidentFacts* incident : scope.incidents) {
    const auto found = place.find(quarter_of(incident->started_at->at));
    if (found == place.end()) continue;
    figures[found->second].incidents.push_back(incident->id);
    if (has_recurred(scope, *incident)) figures[found->second].recurred.push_back(incident->id);
  }
  for (QuarterFigure& figure : figures) {
    figure.expected = garwood_rate({figure.recurred.size(), 1}).value_or(EventRate());
  }
  return figures;
}

std::optional<HalvesFigure> halves_figure(const Scope& scope) {
  if (scope.incidents.empty()) return std::nullopt;
  const Instant begin = scope.incidents.front()->started_at->at;
  const Instant middle = begin + (scope.now - begin) / 2;
  HalvesFigure figure{.begin = begin, .middle = middle, .end = scope.now};
  if (middle == begin) return std::nullopt;
  for (const IncidentFacts* incident : scope.incidents) {
    if (!has_recurred(scope, *incident)) continue;
    const bool early = incident->started_at->at < middle;
    (early ? figure.earlier : figure.later).push_back(incident->id);
  }
  const double earlier_days = days_into(scope, middle);
  const double later_days = days_into(scope, scope.now) - earlier_days;
  figure.p = same_rate_p({figure.earlier.size(), earlier_days}, {figure.later.size(), later_days});
  return figure;
}

TrendFigure trend_figure(const Scope& scope) {
  TrendFigure figure{.recurred = ids_with(scope, ReviewStanding::kRecurred)};
  if (scope.incidents.empty()) return figure;
  figure.period_days = days_into(scope, scope.now);
  const std::vector<double> days = recurrence_days(scope);
  figure.laplace = laplace_trend(days, figure.period_days);
  figure.power_law = power_law_trend(days, figure.period_days);
  return figure;
}

RepairFigure repair_figure(const Scope& scope) {
  const auto first = first_recurrences(scope);
  RepairFigure figure;
  std::vector<Lifetime> lifetimes;
  for (const IncidentFacts* incident : scope.incidents) {
    if (!incident->resolved_at || *end_of(*incident) > scope.now) continue;
    const double fixed = days_into(scope, *end_of(*incident));
    const auto again = first.find(incident->id);
    if (again == first.end()) {
      figure.holds.push_back(incident->id);
      lifetimes.push_back({days_into(scope, scope.now) - fixed, false});
      continue;
    }
    figure.came_back.push_back(pair_name(again->second->id, incident->id));
    lifetimes.push_back({days_into(scope, again->second->started_at->at) - fixed, true});
  }
  figure.curve = kaplan_meier(lifetimes, kAskedDays);
  return figure;
}

ServiceFigure service_figure(const Scope& scope) {
  ServiceFigure figure{.recurred = ids_with(scope, ReviewStanding::kRecurred)};
  if (scope.incidents.empty()) return figure;
  std::map<std::string, EventHistory> services;
  for (const IncidentFacts* incident : scope.incidents) {
    std::set<std::string> named;
    for (const std::string& service : incident->services) named.insert(fold(service));
    for (const std::string& service : named) {
      EventHistory& history = services[service];
      history.until = days_into(scope, scope.now);
      if (!has_recurred(scope, *incident)) continue;
      history.events.push_back(days_into(scope, incident->started_at->at));
    }
  }
  std::vector<EventHistory> histories;
  for (const auto& [service, history] : services) {
    figure.services.push_back(service);
    histories.push_back(history);
  }
  figure.mean = mean_cumulative_function(histories);
  return figure;
}

}  // namespace dejavu
