// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include <utility>

#include "core/base/text.h"
#include "core/lint/checks.h"
#include "core/lint/codes.h"

namespace dejavu {
namespace {

/// Enough of an action to recognize it in a list of findings.
constexpr std::size_t kNamedBytes = 60;

std::string name_of_action(const ActionItem& action) {
  return fmt::format("{} (\"{}\")", action.id, excerpt(collapse_blanks(action.text), kNamedBytes));
}

Findings check_action(const ActionItem& action, const std::optional<Moment>& start) {
  Findings findings;
  const auto add = [&](std::string_view code, std::string_view what) {
    findings.push_back(finding(code, action.line,
                               fmt::format("Action item {} {}.", name_of_action(action), what)));
  };
  const bool open = action.status == ActionStatus::kOpen;
  if (open && action.owner.empty()) add("action-without-owner", "has no owner");
  if (open && !action.due) add("action-without-due", "has no due date");
  if (open && action.type == ActionType::kUnknown) add("action-without-type", "has no type");
  if (action.status == ActionStatus::kDone && action.verified_by.empty()) {
    add("action-unverified", "is done, but nobody is named who verified it");
  }
  if (action.done_at && start &&
      action.done_at->at < std::chrono::floor<std::chrono::days>(start->at)) {
    add("action-done-before-start",
        fmt::format("was done on {}, before the incident began ({})",
                    format_moment(*action.done_at), format_moment(*start)));
  }
  return findings;
}

}  // namespace

Findings check_actions(const Postmortem& postmortem) {
  Findings findings;
  for (const ActionItem& action : postmortem.action_items) {
    findings = joined(std::move(findings), check_action(action, postmortem.started_at));
  }
  return findings;
}

}  // namespace dejavu
