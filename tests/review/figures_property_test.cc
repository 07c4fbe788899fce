// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <random>

#include "server/json/review_figures_json.h"
#include "server/json/review_week_json.h"
#include "tests/recurrence/incident_facts.h"
#include "tests/review/team.h"

namespace dejavu {
namespace {

using nlohmann::json;

constexpr int kMostIncidents = 200;  // beyond the largest size that changes what is shown

std::optional<Moment> some_moment() {
  if (*rc::gen::inRange(0, 4) == 0) return std::nullopt;
  Moment moment;
  moment.at = noon_of("2024-01-01") + std::chrono::minutes(*rc::gen::inRange(0, 2'000'000));
  return moment;
}

IncidentFacts some_incident(int number) {
  IncidentFacts incident = incident_on(fmt::format("PM-{}", number), "");
  incident.started_at = some_moment();
  incident.resolved_at = some_moment();
  incident.known_at = some_moment();
  incident.raised_at = some_moment();
  incident.mitigated_at = some_moment();
  incident.services = {fmt::format("service{}", number % 7)};
  incident.seen_before = number % 3 == 0 ? "yes" : "no";
  const auto status = *rc::gen::element(ActionStatus::kOpen, ActionStatus::kDone);
  incident.action_items = {prevent_action(status, number % 2 == 0 ? "2025-01-01" : "")};
  incident.action_items[0].due = some_moment();
  return incident;
}

LedgerEntry some_decision(int incidents) {
  const auto kind = *rc::gen::element(LedgerKind::kRecurrenceOf, LedgerKind::kRecurrenceOf,
                                      LedgerKind::kNotRecurrenceOf, LedgerKind::kDuplicateOf);
  return decision(fmt::format("2025-01-{:02}", *rc::gen::inRange(1, 29)), kind,
                  fmt::format("PM-{}", *rc::gen::inRange(0, incidents)),
                  fmt::format("PM-{}", *rc::gen::inRange(0, incidents)));
}

struct Team {
  std::vector<IncidentFacts> incidents;
  std::vector<LedgerEntry> decisions;
};

Team some_team() {
  const int size = *rc::gen::inRange(1, kMostIncidents);
  Team team;
  for (int i = 0; i < size; ++i) team.incidents.push_back(some_incident(i));
  const int decisions = *rc::gen::inRange(0, size);
  for (int i = 0; i < decisions; ++i) team.decisions.push_back(some_decision(size));
  return team;
}

/// Every number is finite and, but for the two that may be below zero, not negative.
void check_numbers(const json& value, const std::string& name) {
  if (value.is_structured()) {
    for (const auto& [key, inner] : value.items()) {
      check_numbers(inner, value.is_object() ? key : name);
    }
  }
  if (!value.is_number()) return;
  const double number = value.get<double>();
  RC_ASSERT(std::isfinite(number));
  if (name != "u" && name != "unbiased_beta") RC_ASSERT(number >= 0);
}

/// Nothing is above its bound.
void check_bounds(const json& headline) {
  const json& rate = headline["rate"];
  if (headline["bounds"].is_null()) return;
  RC_ASSERT(headline["bounds"]["low"] <= headline["bounds"]["high"]);
  RC_ASSERT(headline["bounds"]["high"] <= 1.0);
  if (rate.is_null()) return;
  RC_ASSERT(rate["rate"] == headline["bounds"]["low"]);
  RC_ASSERT(rate["interval"]["low"] <= rate["rate"]);
  RC_ASSERT(rate["interval"]["high"] <= 1.0);
}

json answers(const Team& team) {
  const Recurrences recurrences = recurrences_of(team.incidents, team.decisions);
  const Instant now = noon_of("2027-12-01");
  const Figures figures = figures_of(recurrences, {.now = now, .by = Grouping::kService});
  return {{"figures", to_json(figures)},
          {"review", to_json(review_of(recurrences, week_of(now), now))}};
}

RC_GTEST_PROP(FiguresProperty, NoInputGivesAFigureThatIsNoneOrAboveItsBound, ()) {
  const json all = answers(some_team());
  check_numbers(all, "");
  check_bounds(all["figures"]["headline"]);
  for (const json& at : all["figures"]["power"]) RC_ASSERT(at["chance"] <= 1.0);
}

RC_GTEST_PROP(FiguresProperty, OrderOfFilesAndLedgerChangesNothing, (unsigned seed)) {
  Team team = some_team();
  const json before = answers(team);
  std::mt19937 random(seed);
  std::shuffle(team.incidents.begin(), team.incidents.end(), random);
  std::shuffle(team.decisions.begin(), team.decisions.end(), random);
  RC_ASSERT(answers(team) == before);
}

}  // namespace
}  // namespace dejavu
