// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/html/action_rows.h"

#include <fmt/format.h>

#include "core/base/time_words.h"
#include "server/html/parts.h"
#include "server/html/report_parts.h"

namespace dejavu {
namespace {

std::string_view state_word(ActionState state) {
  switch (state) {
    case ActionState::kOpen: return "open";
    case ActionState::kOverdue: return "overdue";
    case ActionState::kUnverified: return "unverified";
    case ActionState::kVerified: return "verified";
    case ActionState::kDeclined: return "won’t do";
  }
  return "";
}

std::string facts_of(const ReviewedAction& action) {
  const ActionItem& item = action.item;
  std::string facts(item.type == ActionType::kUnknown ? "" : name_of(item.type));
  const auto add = [&](const std::string& text) {
    if (text.empty()) return;
    if (!facts.empty()) facts += " · ";
    facts += text;
  };
  add(item.owner);
  add(action_state_text(action));
  if (!item.verified_by.empty()) add("verified by " + item.verified_by);
  return facts;
}

}  // namespace

std::string action_state_text(const ReviewedAction& action) {
  const ActionItem& item = action.item;
  switch (action.state) {
    case ActionState::kOverdue:
      return count_text(static_cast<std::size_t>(action.days_overdue.value_or(0)), "day") +
             " overdue";
    case ActionState::kOpen:
      return item.due ? "due " + format_moment(*item.due) : "without a due day";
    case ActionState::kUnverified:
    case ActionState::kVerified:
      return item.done_at ? "done " + format_moment(*item.done_at) : "done";
    case ActionState::kDeclined: return "";
  }
  return "";
}

TemplateValue::List action_rows(std::span<const ReviewedAction> actions) {
  return list_of(actions, [](const ReviewedAction& action) {
    TemplateValue value;
    value["style"] = name_of(action.state);
    value["state"] = state_word(action.state);
    value["what"] = action.item.text;
    value["facts"] = facts_of(action);
    value["link"] = action.item.link.empty() ? TemplateValue() : link_value(action.item.link);
    value["id"] = action.item.id;
    value["incident"] = action.title;
    value["incident_url"] = incident_url(action.incident);
    set_list(value, "prevented", id_values(action.would_have_prevented));
    return value;
  });
}

}  // namespace dejavu
