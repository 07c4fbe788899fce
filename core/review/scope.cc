// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/review/scope.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <unordered_map>
#include <unordered_set>

namespace dejavu {
namespace {

using Ids = std::unordered_set<std::string_view>;

Ids later_of(const Recurrences& recurrences, std::initializer_list<PairState> states) {
  Ids ids;
  for (const SettledPair& pair : recurrences.pairs) {
    if (std::find(states.begin(), states.end(), pair.state) != states.end()) ids.insert(pair.from);
  }
  return ids;
}

bool is_eligible(const IncidentFacts& incident, Instant now, const Ids& uncounted) {
  return incident.kind == FileKind::kIncident && incident.started_at &&
         incident.started_at->at <= now && !uncounted.contains(incident.id);
}

ReviewStanding standing_of(std::string_view id, const Ids& recurred, const Ids& waiting,
                           const Ids& rejected) {
  if (recurred.contains(id)) return ReviewStanding::kRecurred;
  if (waiting.contains(id)) return ReviewStanding::kWaiting;
  return rejected.contains(id) ? ReviewStanding::kReviewed : ReviewStanding::kQuiet;
}

/// Quarters since year 0.
int quarter_number(Instant at) {
  const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(at));
  return static_cast<int>(day.year()) * 4 + static_cast<int>((unsigned{day.month()} - 1) / 3);
}

std::string quarter_name(int number) { return fmt::format("{}-Q{}", number / 4, number % 4 + 1); }

}  // namespace

Scope scope_of(const Recurrences& recurrences, const ScopeOptions& options) {
  Scope scope{.recurrences = &recurrences, .now = options.now};
  const Ids uncounted = later_of(recurrences, {PairState::kDuplicate, PairState::kPart});
  for (const IncidentFacts& incident : recurrences.incidents) {
    if (is_eligible(incident, options.now, uncounted)) scope.incidents.push_back(&incident);
  }
  const std::size_t size = scope.incidents.size();
  if (options.last > 0 && options.last < size) {
    scope.incidents.erase(
        scope.incidents.begin(),
        scope.incidents.begin() + static_cast<std::ptrdiff_t>(size - options.last));
  }
  const Ids recurred = later_of(recurrences, {PairState::kConfirmed});
  const Ids rejected = later_of(recurrences, {PairState::kRejected, PairState::kLookalike});
  Ids waiting;
  for (const Suggestion& suggestion : recurrences.suggestions) waiting.insert(suggestion.from);
  for (const IncidentFacts* incident : scope.incidents) {
    scope.standings[incident->id] = standing_of(incident->id, recurred, waiting, rejected);
  }
  for (const SettledPair& pair : recurrences.pairs) {
    const bool counts = pair.state == PairState::kConfirmed && scope.standings.contains(pair.from);
    if (counts) scope.confirmed.push_back(&pair);
  }
  return scope;
}

std::vector<std::string> ids_with(const Scope& scope, ReviewStanding standing) {
  std::vector<std::string> ids;
  for (const IncidentFacts* incident : scope.incidents) {
    if (scope.standings.at(incident->id) == standing) ids.push_back(incident->id);
  }
  return ids;
}

std::string pair_name(std::string_view later, std::string_view earlier) {
  return fmt::format("{}→{}", later, earlier);
}

double days_into(const Scope& scope, Instant at) {
  const Instant begin = scope.incidents.front()->started_at->at;
  return std::chrono::duration<double, std::ratio<86'400>>(at - begin).count();
}

std::string quarter_of(Instant at) { return quarter_name(quarter_number(at)); }

std::vector<std::string> quarters_of(const Scope& scope) {
  if (scope.incidents.empty()) return {};
  const int last = quarter_number(scope.now);
  const int first = std::max(quarter_number(scope.incidents.front()->started_at->at),
                             last - static_cast<int>(kMostQuarters) + 1);
  std::vector<std::string> names;
  for (int number = first; number <= last; ++number) names.push_back(quarter_name(number));
  return names;
}

}  // namespace dejavu
