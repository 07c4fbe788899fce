// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/review/actions.h"
#include "core/review/comparisons.h"
#include "core/review/headline.h"
#include "core/review/period.h"

namespace dejavu {

/// An incident as a review names it.
struct ReviewedIncident {
  std::string id;
  std::string title;
  std::optional<Moment> started_at;
  std::string severity;
  std::vector<std::string> services;
  std::optional<std::chrono::seconds> blind_gap;
  std::optional<std::chrono::seconds> silence_gap;
  std::optional<std::chrono::seconds> time_to_mitigate;
  std::vector<std::string> recurrence_of;  // confirmed

  bool operator==(const ReviewedIncident&) const = default;
};

/// An old postmortem that is worth the team's time, and the rule that chose it.
struct Reread {
  ReviewedIncident incident;
  std::string rule;

  bool operator==(const Reread&) const = default;
};

/// Younger ones are still on everybody's mind.
inline constexpr std::chrono::days kOldEnoughToReread{90};

/// "Lately" in the rules of the reading list.
inline constexpr std::chrono::days kLately{90};

struct HeldReview {
  Instant at{};
  std::string by;

  bool operator==(const HeldReview&) const = default;
};

struct WeeklyReview {
  Period period;
  Instant as_of{};  // the end of the period, or now where that is earlier
  std::chrono::seconds cooldown{};
  std::optional<HeldReview> last_held;        // before as_of
  std::vector<ReviewedIncident> incidents;    // that began in the period
  std::vector<Suggestion> suggestions;        // that wait, those of the period first
  std::map<std::string, std::string> titles;  // of the incidents in `suggestions`, by id
  Headline headline;
  ActionCounts action_counts;
  std::vector<ReviewedAction> overdue;               // most days first
  std::vector<ReviewedAction> would_have_prevented;  // not done to this day
  std::vector<ReviewedAction> unverified;            // done in the last kLately, or when unknown
  std::vector<SpanQuarter> blind_gaps;               // of the last kQuarters quarters
  std::vector<SpanQuarter> silence_gaps;
  std::vector<ReviewedIncident> anniversaries;  // began on these days of an earlier year
  std::optional<Reread> reread;
};

/// This quarter, the last one and the three before: a year and what is running.
inline constexpr std::size_t kQuarters = 5;

/// The same for the same corpus, ledger, period and `now`, whatever the order of files and lines.
/// Incidents and actions are seen on `as_of`; decisions and the state of actions are today's.
///
/// The reading list: incidents of before kOldEnoughToReread that (1) came back lately, or (2) have
/// an overdue `prevent` action, or (3) wait for a decision, or (4) began in the same month of an
/// earlier year; each incident under its first rule. One a week, in turn.
WeeklyReview review_of(const Recurrences& recurrences, const Period& period, Instant now);

/// From the last review that was held to now; the week of `now` where none was.
Period since_last_review(const Ledger& ledger, Instant now);

}  // namespace dejavu
