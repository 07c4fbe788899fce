// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/base/time_words.h"
#include "server/html/action_rows.h"
#include "server/html/layout.h"
#include "server/html/parts.h"
#include "server/html/report_html.h"
#include "server/html/report_parts.h"

namespace dejavu {
namespace {

constexpr std::string_view kPrevented = "would_have_prevented";

bool has_state(const ReviewedAction& action, std::string_view state) {
  if (state.empty()) return true;
  if (state == kPrevented) return !action.would_have_prevented.empty();
  if (state == name_of(ActionState::kOpen) && action.state == ActionState::kOverdue) return true;
  return name_of(action.state) == state;
}

bool has_type(const ReviewedAction& action, std::string_view type) {
  return type.empty() || name_of(action.item.type) == type;
}

/// What has waited longest stands first, then what is due next.
bool comes_before(const ReviewedAction& a, const ReviewedAction& b) {
  const int late_a = a.days_overdue.value_or(0);
  const int late_b = b.days_overdue.value_or(0);
  if (late_a != late_b) return late_a > late_b;
  const auto due = [](const ReviewedAction& one) {
    return one.item.due ? one.item.due->at : Instant::max();
  };
  return due(a) < due(b);
}

std::vector<ReviewedAction> chosen(const ActionsPage& page) {
  std::vector<ReviewedAction> actions;
  for (const ReviewedAction& action : page.report.actions) {
    if (has_state(action, page.filter.state) && has_type(action, page.filter.type)) {
      actions.push_back(action);
    }
  }
  std::stable_sort(actions.begin(), actions.end(), comes_before);
  return actions;
}

std::string address_of(const ActionsFilter& filter) {
  std::string address = "/actions?state=" + (filter.state.empty() ? "all" : filter.state);
  if (!filter.type.empty()) address += "&type=" + filter.type;
  return address;
}

TemplateValue switch_value(std::string_view label, const ActionsFilter& to,
                           const ActionsPage& page) {
  const auto count = std::count_if(page.report.actions.begin(), page.report.actions.end(),
                                   [&](const ReviewedAction& one) {
                                     return has_state(one, to.state) && has_type(one, to.type);
                                   });
  TemplateValue value;
  value["label"] = label;
  value["url"] = address_of(to);
  value["count"] = std::to_string(count);
  value["on"] = to == page.filter;
  return value;
}

TemplateValue::List state_switches(const ActionsPage& page) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kStates = {{
      {"open", "Open"},
      {"overdue", "Overdue"},
      {kPrevented, "Would have prevented a recurrence"},
      {"unverified", "Done, not verified"},
      {"verified", "Verified"},
      {"declined", "Won’t do"},
      {"", "All"},
  }};
  return list_of(kStates, [&](const auto& state) {
    return switch_value(state.second, {std::string(state.first), page.filter.type}, page);
  });
}

TemplateValue::List type_switches(const ActionsPage& page) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kTypes = {{
      {"", "Any kind"},
      {"prevent", "Prevent"},
      {"detect", "Detect"},
      {"mitigate", "Mitigate"},
      {"process", "Process"},
  }};
  return list_of(kTypes, [&](const auto& type) {
    return switch_value(type.second, {page.filter.state, std::string(type.first)}, page);
  });
}

std::string summary_of(const ActionCounts& counts) {
  return fmt::format(
      "{}: {} open, {} of them overdue; {} done, {} of them not verified; {} declined. {} would "
      "have prevented a recurrence.",
      count_text(counts.all, "action item"), counts.open, counts.overdue, counts.done,
      counts.unverified, counts.declined, counts.would_have_prevented);
}

}  // namespace

std::string render_actions_page(const ActionsPage& page, const ReportContext& context) {
  const std::vector<ReviewedAction> actions = chosen(page);
  const std::size_t shown = std::min(actions.size(), kActionsShown);
  TemplateValue body;
  body["stale"] = stale_text(page.index, context.now);
  body["summary"] = summary_of(page.report.counts);
  body["states"] = state_switches(page);
  body["types"] = type_switches(page);
  body["none"] = page.report.actions.empty();
  set_list(body, "actions", action_rows(std::span(actions).first(shown)));
  body["more"] = actions.size() > shown ? fmt::format("{} more: choose a kind above to see fewer.",
                                                      actions.size() - shown)
                                        : std::string();
  return render_layout({.title = "Actions · dejavu",
                        .question = "",
                        .index = index_value(page.index, context.now),
                        .current = "actions",
                        .needs = PageNeeds::kReport},
                       render_template("actions", body));
}

}  // namespace dejavu
