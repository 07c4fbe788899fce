// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/time.h"
#include "core/recurrence/book.h"

namespace dejavu {

/// Where an action item stands on a day.
enum class ActionState { kOpen, kOverdue, kUnverified, kVerified, kDeclined };

/// "open", "overdue" (open, and its day has passed), "unverified" (done, and nobody has seen that
/// it helps), "verified", "declined".
std::string_view name_of(ActionState state);

/// An action item of an incident, and what came back for want of it.
struct ReviewedAction {
  std::string incident;
  std::string title;  // of the incident
  ActionItem item;    // owner as written
  ActionState state = ActionState::kOpen;
  std::optional<int> days_overdue;  // of open ones with a due day; 0 when not yet due
  /// Later incidents that are confirmed recurrences of this one for want of this action: see
  /// would_have_prevented.
  std::vector<std::string> would_have_prevented;

  bool operator==(const ReviewedAction&) const = default;
};

struct ActionCounts {
  std::size_t all = 0;
  std::size_t open = 0;     // overdue ones included
  std::size_t overdue = 0;  // these are among the open ones
  std::size_t done = 0;     // unverified ones included
  std::size_t unverified = 0;
  std::size_t declined = 0;
  std::size_t would_have_prevented = 0;  // actions, not incidents

  bool operator==(const ActionCounts&) const = default;
};

enum class ActionChoice { kAll, kOpen, kOverdue };

struct ActionReport {
  std::vector<ReviewedAction> actions;  // of the choice; by incident, oldest first, then as written
  ActionCounts counts;                  // of all actions, whatever was chosen

  bool operator==(const ActionReport&) const = default;
};

/// Which action items of incidents are open, overdue, done but unverified on the day of `now`.
ActionReport report_actions(const Recurrences& recurrences, Instant now,
                            ActionChoice choice = ActionChoice::kAll);

/// Whether the recurrence `pair` would have been prevented by `item` of its earlier incident: the
/// pair is confirmed; its class is R1, or it has none and R1 is what the files tell; and the item
/// is of type `prevent`, and was not done when the later incident began. A done item without a day
/// counts as done in time, a declined one never counts. Undated incidents tell nothing.
bool would_have_prevented(const ActionItem& item, const SettledPair& pair,
                          const std::vector<IncidentFacts>& incidents);

}  // namespace dejavu
