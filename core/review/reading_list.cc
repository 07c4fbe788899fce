// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/review/reading_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <set>

#include "core/base/time_words.h"

namespace dejavu {
namespace {

/// The candidates under each rule, in the order of the rules.
class ReadingList {
 public:
  explicit ReadingList(const Scope& scope) : scope_(scope) {
    for (const IncidentFacts* incident : scope.incidents) {
      if (incident->started_at->at <= scope.now - kOldEnoughToReread) old_.push_back(incident);
    }
  }

  std::vector<Reread> all() {
    add_all([this](const IncidentFacts& incident) { return came_back(incident); });
    add_all([this](const IncidentFacts& incident) { return is_overdue(incident); });
    add_all([this](const IncidentFacts& incident) { return waits(incident); });
    add_all([this](const IncidentFacts& incident) { return same_month(incident); });
    return std::move(list_);
  }

 private:
  /// `rule` gives the sentence, or nothing where it does not apply.
  template <typename Rule>
  void add_all(Rule&& rule) {
    for (const IncidentFacts* incident : old_) {
      const std::string why = rule(*incident);
      if (why.empty() || !chosen_.insert(incident->id).second) continue;
      list_.push_back({reviewed_incident(*scope_.recurrences, *incident), why});
    }
  }

  std::string came_back(const IncidentFacts& incident) const {
    for (const SettledPair* pair : scope_.confirmed) {
      const IncidentFacts* later = find_incident(scope_.recurrences->incidents, pair->from);
      if (pair->to != incident.id || later->started_at->at < scope_.now - kLately) continue;
      return fmt::format("it came back lately, as {}", pair->from);
    }
    return "";
  }

  std::string is_overdue(const IncidentFacts& incident) const {
    for (const ActionItem& item : incident.action_items) {
      const bool open = item.type == ActionType::kPrevent && item.status == ActionStatus::kOpen;
      if (!open || !item.due || item.due->at + std::chrono::days(1) > scope_.now) continue;
      const auto late = std::chrono::floor<std::chrono::days>(scope_.now - item.due->at).count();
      return fmt::format("what would prevent it is {} overdue ({})",
                         count_text(static_cast<std::size_t>(late), "day"), item.id);
    }
    return "";
  }

  std::string waits(const IncidentFacts& incident) const {
    for (const Suggestion& suggestion : scope_.recurrences->suggestions) {
      if (suggestion.from == incident.id) {
        return fmt::format("nobody has decided yet whether it is {} again", suggestion.to);
      }
    }
    return "";
  }

  std::string same_month(const IncidentFacts& incident) const {
    const std::chrono::year_month_day then(
        std::chrono::floor<std::chrono::days>(incident.started_at->at));
    const std::chrono::year_month_day today(std::chrono::floor<std::chrono::days>(scope_.now));
    const bool same = then.month() == today.month() && then.year() < today.year();
    return same ? fmt::format("the same month, {}", age_words(incident.started_at->at, scope_.now))
                : "";
  }

  const Scope& scope_;
  std::vector<const IncidentFacts*> old_;
  std::set<std::string> chosen_;
  std::vector<Reread> list_;
};

}  // namespace

ReviewedIncident reviewed_incident(const Recurrences& recurrences, const IncidentFacts& incident) {
  ReviewedIncident reviewed{.id = incident.id,
                            .title = incident.title,
                            .started_at = incident.started_at,
                            .severity = incident.severity,
                            .services = incident.services,
                            .blind_gap = length_of(incident, Span::kBlind),
                            .silence_gap = length_of(incident, Span::kSilence),
                            .time_to_mitigate = length_of(incident, Span::kMitigation)};
  for (const SettledPair& pair : recurrences.pairs) {
    if (pair.state == PairState::kConfirmed && pair.from == incident.id) {
      reviewed.recurrence_of.push_back(pair.to);
    }
  }
  return reviewed;
}

std::optional<Reread> pick_reread(const Scope& scope) {
  std::vector<Reread> list = ReadingList(scope).all();
  if (list.empty()) return std::nullopt;
  const auto day = std::chrono::floor<std::chrono::days>(scope.now).time_since_epoch();
  // Day 4 was a Monday: all days of an ISO week have the same number.
  const auto week = std::chrono::floor<std::chrono::weeks>(day + std::chrono::days(3)).count();
  const auto turn = static_cast<std::size_t>(std::max<std::int64_t>(week, 0)) % list.size();
  return std::move(list[turn]);
}

}  // namespace dejavu
