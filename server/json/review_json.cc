// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/json/review_json.h"

#include <nlohmann/json.hpp>

#include "server/html/parts.h"
#include "server/json/postmortem_json.h"

namespace dejavu {
namespace {

using nlohmann::json;

template <typename T>
json or_null(const std::optional<T>& value) {
  return value ? json(*value) : json(nullptr);
}

}  // namespace

json to_json(const ActionCounts& counts) {
  return {{"all", counts.all},
          {"open", counts.open},
          {"overdue", counts.overdue},
          {"done", counts.done},
          {"unverified", counts.unverified},
          {"declined", counts.declined},
          {"would_have_prevented", counts.would_have_prevented}};
}

json to_json(const ReviewedAction& action) {
  const ActionItem& item = action.item;
  return {{"incident", action.incident},
          {"title", action.title},
          {"url", incident_url(action.incident)},
          {"id", item.id},
          {"text", item.text},
          {"type", name_of(item.type)},
          {"status", name_of(item.status)},
          {"state", name_of(action.state)},
          {"owner", item.owner},
          {"due", moment_json(item.due)},
          {"done_at", moment_json(item.done_at)},
          {"verified_by", item.verified_by},
          {"link", item.link},
          {"line", item.line},
          {"days_overdue", or_null(action.days_overdue)},
          {"would_have_prevented", action.would_have_prevented}};
}

json to_json(const ActionReport& report) {
  json actions = json::array();
  for (const ReviewedAction& action : report.actions) actions.push_back(to_json(action));
  return {{"actions", actions}, {"counts", to_json(report.counts)}};
}

}  // namespace dejavu
