// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/json/review_week_json.h"

#include <nlohmann/json.hpp>

#include "server/html/parts.h"
#include "server/json/postmortem_json.h"
#include "server/json/review_figures_json.h"
#include "server/json/review_json.h"

namespace dejavu {
namespace {

using nlohmann::json;

json seconds_json(const std::optional<std::chrono::seconds>& span) {
  return span ? json(span->count()) : json(nullptr);
}

json incident_json(const ReviewedIncident& incident) {
  return {{"id", incident.id},
          {"title", incident.title},
          {"url", incident_url(incident.id)},
          {"started_at", moment_json(incident.started_at)},
          {"severity", incident.severity},
          {"services", incident.services},
          {"blind_gap_s", seconds_json(incident.blind_gap)},
          {"silence_gap_s", seconds_json(incident.silence_gap)},
          {"time_to_mitigate_s", seconds_json(incident.time_to_mitigate)},
          {"recurrence_of", incident.recurrence_of}};
}

json suggestion_json(const Suggestion& suggestion) {
  return {{"from", suggestion.from},
          {"to", suggestion.to},
          {"confidence", suggestion.confidence},
          {"same", suggestion.same},
          {"differs", suggestion.differs},
          {"proposed_class", suggestion.proposed.name},
          {"proposed_because", suggestion.proposed.reason}};
}

template <typename T, typename ToJson>
json list_json(const std::vector<T>& values, ToJson&& one) {
  json list = json::array();
  for (const T& value : values) list.push_back(one(value));
  return list;
}

json actions_json(const std::vector<ReviewedAction>& actions) {
  return list_json(actions, [](const ReviewedAction& action) { return to_json(action); });
}

json held_json(const std::optional<HeldReview>& held) {
  if (!held) return nullptr;
  return {{"at", format_instant(held->at)}, {"by", held->by}};
}

json reread_json(const std::optional<Reread>& reread) {
  if (!reread) return nullptr;
  return {{"incident", incident_json(reread->incident)}, {"rule", reread->rule}};
}

}  // namespace

json to_json(const WeeklyReview& review) {
  return {{"period",
           {{"name", review.period.name},
            {"from", format_instant(review.period.from)},
            {"until", format_instant(review.period.until)}}},
          {"as_of", format_instant(review.as_of)},
          {"cooldown_s", review.cooldown.count()},
          {"last_held", held_json(review.last_held)},
          {"incidents", list_json(review.incidents, incident_json)},
          {"suggestions", list_json(review.suggestions, suggestion_json)},
          {"headline", to_json(review.headline)},
          {"actions",
           {{"counts", to_json(review.action_counts)},
            {"overdue", actions_json(review.overdue)},
            {"would_have_prevented", actions_json(review.would_have_prevented)},
            {"unverified", actions_json(review.unverified)}}},
          {"blind_gaps", gaps_json(review.blind_gaps)},
          {"silence_gaps", gaps_json(review.silence_gaps)},
          {"anniversaries", list_json(review.anniversaries, incident_json)},
          {"reread", reread_json(review.reread)}};
}

}  // namespace dejavu
