// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/review/comparisons.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <unordered_map>

#include "core/base/text.h"

namespace dejavu {
namespace {

constexpr std::array<Span, 3> kSpans = {Span::kBlind, Span::kSilence, Span::kMitigation};

bool is_exact(const std::optional<Moment>& moment) {
  return moment && moment->precision >= Precision::kMinute;
}

std::optional<std::chrono::seconds> between(const std::optional<Moment>& from,
                                            const std::optional<Moment>& to) {
  if (!is_exact(from) || !is_exact(to) || to->at < from->at) return std::nullopt;
  return to->at - from->at;
}

std::unordered_map<std::string_view, const IncidentFacts*> all_by_id(const Scope& scope) {
  std::unordered_map<std::string_view, const IncidentFacts*> by_id;
  for (const IncidentFacts& incident : scope.recurrences->incidents) {
    by_id.emplace(incident.id, &incident);
  }
  return by_id;
}

SecondTimeFigure second_time(const Scope& scope, Span span) {
  const auto by_id = all_by_id(scope);
  SecondTimeFigure figure{.span = span};
  for (const SettledPair* pair : scope.confirmed) {
    const auto earlier = by_id.find(pair->to);
    if (earlier == by_id.end()) continue;
    const auto before = length_of(*earlier->second, span);
    const auto now = length_of(*by_id.at(pair->from), span);
    if (!before || !now) continue;
    auto& list = *now == *before ? figure.equal : *now < *before ? figure.better : figure.worse;
    list.push_back(pair_name(pair->from, pair->to));
  }
  figure.test = sign_test(figure.better.size(), figure.worse.size());
  return figure;
}

/// Whether a `prevent` action of the incident was not done at `at`; absent without such actions.
std::optional<bool> was_unfixed(const IncidentFacts& incident, Instant at) {
  std::optional<bool> unfixed;
  for (const ActionItem& item : incident.action_items) {
    if (item.type != ActionType::kPrevent) continue;
    const bool later = item.status == ActionStatus::kDone && item.done_at && item.done_at->at > at;
    unfixed = unfixed.value_or(false) || later || item.status == ActionStatus::kOpen;
  }
  return unfixed;
}

std::set<std::string> groups_of(const IncidentFacts& incident, Grouping by) {
  if (by == Grouping::kQuarter) return {quarter_of(incident.started_at->at)};
  if (by == Grouping::kTrigger) {
    return incident.trigger.empty() ? std::set<std::string>()
                                    : std::set<std::string>{fold(incident.trigger)};
  }
  std::set<std::string> names;
  for (const std::string& name : by == Grouping::kTag ? incident.tags : incident.services) {
    names.insert(fold(name));
  }
  return names;
}

}  // namespace

std::string_view name_of(Span span) {
  if (span == Span::kBlind) return "blind_gap";
  return span == Span::kSilence ? "silence_gap" : "time_to_mitigate";
}

std::optional<std::chrono::seconds> length_of(const IncidentFacts& incident, Span span) {
  if (span == Span::kBlind) return between(incident.started_at, incident.known_at);
  if (span == Span::kSilence) return between(incident.known_at, incident.raised_at);
  return between(incident.started_at, incident.mitigated_at);
}

std::vector<SecondTimeFigure> second_time_figures(const Scope& scope) {
  std::vector<SecondTimeFigure> figures;
  for (const Span span : kSpans) figures.push_back(second_time(scope, span));
  return figures;
}

FixFigure fix_figure(const Scope& scope) {
  std::unordered_map<std::string, Instant> came_back;  // the first time
  const auto by_id = all_by_id(scope);
  for (const SettledPair* pair : scope.confirmed) {
    const Instant at = by_id.at(pair->from)->started_at->at;
    const auto known = came_back.emplace(pair->to, at).first;
    known->second = std::min(known->second, at);
  }
  FixFigure figure;
  for (const IncidentFacts* incident : scope.incidents) {
    const auto again = came_back.find(incident->id);
    const bool recurred = again != came_back.end();
    const auto unfixed = was_unfixed(*incident, recurred ? again->second : scope.now);
    if (!unfixed) continue;
    auto& open = recurred ? figure.open_recurred : figure.open_held;
    auto& done = recurred ? figure.done_recurred : figure.done_held;
    (*unfixed ? open : done).push_back(incident->id);
  }
  const std::size_t done = figure.done_recurred.size() + figure.done_held.size();
  const std::size_t open = figure.open_recurred.size() + figure.open_held.size();
  figure.association =
      fisher_exact({figure.done_recurred.size(), done}, {figure.open_recurred.size(), open});
  return figure;
}

std::vector<SpanQuarter> span_quarters(const Scope& scope, Span span) {
  std::map<std::string, std::vector<double>> lengths;
  std::map<std::string, std::vector<std::string>> ids;
  for (const IncidentFacts* incident : scope.incidents) {
    const auto length = length_of(*incident, span);
    if (!length) continue;
    const std::string quarter = quarter_of(incident->started_at->at);
    lengths[quarter].push_back(static_cast<double>(length->count()));
    ids[quarter].push_back(incident->id);
  }
  std::vector<SpanQuarter> figures;
  for (const std::string& quarter : quarters_of(scope)) {
    figures.push_back({quarter, ids[quarter], quartiles(lengths[quarter])});
  }
  return figures;
}

std::vector<ClassFigure> class_figures(const Scope& scope) {
  std::map<std::string, std::vector<std::string>> classes;
  for (const SettledPair* pair : scope.confirmed) {
    classes[pair->recurrence_class].push_back(pair_name(pair->from, pair->to));
  }
  std::vector<ClassFigure> figures;
  for (auto& [name, pairs] : classes) figures.push_back({name, std::move(pairs)});
  return figures;
}

std::optional<Grouping> grouping_from(std::string_view name) {
  if (name == "service") return Grouping::kService;
  if (name == "trigger") return Grouping::kTrigger;
  if (name == "tag") return Grouping::kTag;
  return name == "quarter" ? std::optional(Grouping::kQuarter) : std::nullopt;
}

std::vector<GroupFigure> group_figures(const Scope& scope, Grouping by) {
  std::map<std::string, GroupFigure> groups;
  for (const IncidentFacts* incident : scope.incidents) {
    const bool recurred = scope.standings.at(incident->id) == ReviewStanding::kRecurred;
    for (const std::string& name : groups_of(*incident, by)) {
      GroupFigure& group = groups[name];
      (recurred ? group.recurred : group.others).push_back(incident->id);
    }
  }
  std::vector<GroupFigure> figures;
  for (auto& [name, group] : groups) {
    group.name = name;
    group.rate =
        wilson_proportion(group.recurred.size(), group.recurred.size() + group.others.size());
    figures.push_back(std::move(group));
  }
  return figures;
}

}  // namespace dejavu
