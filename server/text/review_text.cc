// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/text/review_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/text.h"
#include "core/base/time_words.h"

namespace dejavu {
namespace {

std::string clean(std::string_view text) { return collapse_blanks(printable(text)); }

std::string state_text(const ReviewedAction& action) {
  const int days = action.days_overdue.value_or(0);
  if (action.state == ActionState::kOverdue) {
    return count_text(static_cast<std::size_t>(days), "day") + " overdue";
  }
  if (action.state == ActionState::kUnverified) return "done, unverified";
  if (action.state == ActionState::kVerified) return "done, verified";
  return std::string(name_of(action.state));
}

}  // namespace

std::string action_facts(const ReviewedAction& action) {
  const ActionItem& item = action.item;
  std::string text = state_text(action);
  if (item.type != ActionType::kUnknown) text += fmt::format(" · {}", name_of(item.type));
  text += item.owner.empty() ? " · no owner" : " · " + item.owner;
  if (item.due) text += " · due " + format_day(item.due->at);
  if (!action.would_have_prevented.empty()) {
    text += fmt::format(" · would have prevented {}", fmt::join(action.would_have_prevented, ", "));
  }
  return clean(text);
}

std::string actions_text(const ActionReport& report) {
  const ActionCounts& counts = report.counts;
  std::string out = fmt::format(
      "{}: {} open ({} overdue), {} done ({} unverified), {} declined; {} would have prevented a "
      "recurrence\n",
      count_text(counts.all, "action"), counts.open, counts.overdue, counts.done, counts.unverified,
      counts.declined, counts.would_have_prevented);
  std::string incident;
  for (const ReviewedAction& action : report.actions) {
    if (action.incident != incident) {
      incident = action.incident;
      out += fmt::format("\n{}  {}\n", clean(incident), clean(action.title));
    }
    out += fmt::format("   {}  {}\n      {}\n", clean(action.item.id), clean(action.item.text),
                       action_facts(action));
  }
  return out;
}

}  // namespace dejavu
