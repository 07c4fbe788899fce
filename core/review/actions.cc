// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/review/actions.h"

#include <algorithm>
#include <chrono>
#include <unordered_map>
#include <utility>

namespace dejavu {
namespace {

std::optional<int> days_overdue(const ActionItem& item, Instant now) {
  if (item.status != ActionStatus::kOpen || !item.due) return std::nullopt;
  const Instant due = item.due->until.value_or(item.due->at);
  const auto late = std::chrono::floor<std::chrono::days>(now - due);
  return static_cast<int>(std::max<std::chrono::days::rep>(late.count(), 0));
}

ActionState state_of(const ActionItem& item, Instant now) {
  switch (item.status) {
    case ActionStatus::kWontfix: return ActionState::kDeclined;
    case ActionStatus::kDone:
      return item.verified_by.empty() ? ActionState::kUnverified : ActionState::kVerified;
    case ActionStatus::kOpen: break;
  }
  return days_overdue(item, now).value_or(0) > 0 ? ActionState::kOverdue : ActionState::kOpen;
}

void count(ActionCounts& counts, const ReviewedAction& action) {
  ++counts.all;
  if (action.item.status == ActionStatus::kOpen) ++counts.open;
  if (action.item.status == ActionStatus::kDone) ++counts.done;
  if (action.state == ActionState::kOverdue) ++counts.overdue;
  if (action.state == ActionState::kUnverified) ++counts.unverified;
  if (action.state == ActionState::kDeclined) ++counts.declined;
  if (!action.would_have_prevented.empty()) ++counts.would_have_prevented;
}

bool is_chosen(const ReviewedAction& action, ActionChoice choice) {
  if (choice == ActionChoice::kOpen) return action.item.status == ActionStatus::kOpen;
  return choice == ActionChoice::kAll || action.state == ActionState::kOverdue;
}

/// R1 as stated, or proposed where nobody has stated a class.
bool is_for_want_of_a_fix(const SettledPair& pair, const IncidentFacts& later,
                          const IncidentFacts& earlier) {
  if (pair.state != PairState::kConfirmed) return false;
  if (!pair.recurrence_class.empty()) return pair.recurrence_class == "R1";
  return propose_class(later, earlier).name == "R1";
}

bool was_wanting(const ActionItem& item, Instant at) {
  if (item.type != ActionType::kPrevent) return false;
  if (item.status == ActionStatus::kOpen) return true;
  return item.status == ActionStatus::kDone && item.done_at && item.done_at->at > at;
}

using CameBack = std::unordered_multimap<std::string, const SettledPair*>;

/// The later incidents, sorted by id.
std::vector<std::string> prevented_by(const ActionItem& item, const std::string& incident,
                                      const CameBack& came_back,
                                      const std::vector<IncidentFacts>& incidents) {
  std::vector<std::string> later;
  const auto [first, last] = came_back.equal_range(incident);
  for (auto pair = first; pair != last; ++pair) {
    if (!would_have_prevented(item, *pair->second, incidents)) continue;
    later.push_back(pair->second->from);
  }
  std::sort(later.begin(), later.end());
  return later;
}

}  // namespace

std::string_view name_of(ActionState state) {
  switch (state) {
    case ActionState::kOpen: return "open";
    case ActionState::kOverdue: return "overdue";
    case ActionState::kUnverified: return "unverified";
    case ActionState::kVerified: return "verified";
    case ActionState::kDeclined: break;
  }
  return "declined";
}

bool would_have_prevented(const ActionItem& item, const SettledPair& pair,
                          const std::vector<IncidentFacts>& incidents) {
  const IncidentFacts* later = find_incident(incidents, pair.from);
  const IncidentFacts* earlier = find_incident(incidents, pair.to);
  if (later == nullptr || earlier == nullptr || !later->started_at) return false;
  return was_wanting(item, later->started_at->at) && is_for_want_of_a_fix(pair, *later, *earlier);
}

ActionReport report_actions(const Recurrences& recurrences, Instant now, ActionChoice choice) {
  CameBack came_back;
  for (const SettledPair& pair : recurrences.pairs) {
    if (pair.state == PairState::kConfirmed) came_back.emplace(pair.to, &pair);
  }
  ActionReport report;
  for (const IncidentFacts& incident : recurrences.incidents) {
    if (incident.kind != FileKind::kIncident) continue;
    for (const ActionItem& item : incident.action_items) {
      ReviewedAction action{incident.id,
                            incident.title,
                            item,
                            state_of(item, now),
                            days_overdue(item, now),
                            prevented_by(item, incident.id, came_back, recurrences.incidents)};
      count(report.counts, action);
      if (is_chosen(action, choice)) report.actions.push_back(std::move(action));
    }
  }
  return report;
}

}  // namespace dejavu
