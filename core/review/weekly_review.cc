// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/review/weekly_review.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/review/reading_list.h"

namespace dejavu {
namespace {

bool is_in(const Period& period, const IncidentFacts& incident) {
  return incident.kind == FileKind::kIncident && incident.started_at &&
         incident.started_at->at >= period.from && incident.started_at->at < period.until;
}

const LedgerEntry* last_held(const Ledger& ledger, Instant before) {
  const LedgerEntry* last = nullptr;
  for (const LedgerEntry& entry : ledger.entries) {
    const bool counts = entry.kind == LedgerKind::kReviewHeld && entry.at < before;
    if (counts && (last == nullptr || entry.at >= last->at)) last = &entry;
  }
  return last;
}

/// Whether a day of the period is the day of `at`, years later. What began on 29 February comes
/// round on 1 March.
bool is_anniversary(Instant at, const Period& period) {
  const std::chrono::year_month_day began(std::chrono::floor<std::chrono::days>(at));
  const auto first = std::chrono::floor<std::chrono::days>(period.from);
  const std::chrono::year last =
      std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(period.until)).year();
  const std::chrono::year from = std::chrono::year_month_day(first).year();
  for (auto year = std::max(from, began.year() + std::chrono::years(1)); year <= last; ++year) {
    const auto again = year / began.month() / began.day();
    const auto round = again.ok() ? std::chrono::sys_days(again)
                                  : std::chrono::sys_days(year / std::chrono::March / 1);
    if (round >= first && round < period.until) return true;
  }
  return false;
}

class Reviewer {
 public:
  Reviewer(const Recurrences& recurrences, const Period& period, Instant now)
      : recurrences_(recurrences), period_(period) {
    review_.period = period;
    review_.as_of = std::min(now, period.until - std::chrono::seconds(1));
    review_.cooldown = recurrences.cooldown;
    scope_ = scope_of(recurrences, {.now = review_.as_of});
  }

  WeeklyReview review() {
    if (const LedgerEntry* held = last_held(recurrences_.ledger, review_.as_of)) {
      review_.last_held = HeldReview{held->at, held->by};
    }
    add_incidents();
    add_suggestions();
    review_.headline = headline_of(scope_);
    add_actions();
    review_.blind_gaps = last_quarters(Span::kBlind);
    review_.silence_gaps = last_quarters(Span::kSilence);
    review_.reread = pick_reread(scope_);
    return std::move(review_);
  }

 private:
  void add_incidents() {
    for (const IncidentFacts& incident : recurrences_.incidents) {
      if (!incident.started_at || incident.started_at->at > review_.as_of) continue;
      if (is_in(period_, incident)) {
        review_.incidents.push_back(reviewed_incident(recurrences_, incident));
      } else if (incident.kind == FileKind::kIncident &&
                 is_anniversary(incident.started_at->at, period_)) {
        review_.anniversaries.push_back(reviewed_incident(recurrences_, incident));
      }
    }
  }

  void add_suggestions() {
    for (const Suggestion& suggestion : recurrences_.suggestions) {
      if (!scope_.standings.contains(suggestion.from)) continue;
      review_.suggestions.push_back(suggestion);
      for (const std::string& id : {suggestion.from, suggestion.to}) {
        const IncidentFacts* incident = find_incident(recurrences_.incidents, id);
        if (incident != nullptr) review_.titles[id] = incident->title;
      }
    }
    std::stable_partition(
        review_.suggestions.begin(), review_.suggestions.end(), [&](const Suggestion& suggestion) {
          return std::any_of(review_.incidents.begin(), review_.incidents.end(),
                             [&](const auto& one) { return one.id == suggestion.from; });
        });
  }

  /// Done long ago without anybody named: that has been seen in earlier reviews.
  bool is_recent(const ReviewedAction& action) const {
    return !action.item.done_at || action.item.done_at->at >= review_.as_of - kLately;
  }

  void add_actions() {
    const ActionReport report = report_actions(recurrences_, review_.as_of);
    review_.action_counts = report.counts;
    for (const ReviewedAction& action : report.actions) {
      if (action.state == ActionState::kOverdue) review_.overdue.push_back(action);
      const bool open = action.item.status == ActionStatus::kOpen;
      if (open && !action.would_have_prevented.empty()) {
        review_.would_have_prevented.push_back(action);
      }
      if (action.state == ActionState::kUnverified && is_recent(action)) {
        review_.unverified.push_back(action);
      }
    }
    std::stable_sort(review_.overdue.begin(), review_.overdue.end(),
                     [](const ReviewedAction& a, const ReviewedAction& b) {
                       return a.days_overdue > b.days_overdue;
                     });
  }

  std::vector<SpanQuarter> last_quarters(Span span) const {
    std::vector<SpanQuarter> quarters = span_quarters(scope_, span);
    const std::size_t shown = std::min(quarters.size(), kQuarters);
    return {quarters.end() - static_cast<std::ptrdiff_t>(shown), quarters.end()};
  }

  const Recurrences& recurrences_;
  const Period& period_;
  Scope scope_;
  WeeklyReview review_;
};

}  // namespace

WeeklyReview review_of(const Recurrences& recurrences, const Period& period, Instant now) {
  return Reviewer(recurrences, period, now).review();
}

Period since_last_review(const Ledger& ledger, Instant now) {
  const LedgerEntry* held = last_held(ledger, now + std::chrono::seconds(1));
  if (held == nullptr) return week_of(now);
  return {held->at, now + std::chrono::seconds(1),
          fmt::format("{} to {}", format_day(held->at), format_day(now))};
}

}  // namespace dejavu
