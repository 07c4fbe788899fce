// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/time.h"
#include "core/recurrence/book.h"

namespace dejavu {

/// What people have said about an incident as a possible recurrence of an earlier one.
enum class ReviewStanding {
  kRecurred,  // C: at least one confirmed recurrence of an earlier incident
  kWaiting,   // U: not that, and a suggestion that nobody has decided on
  kReviewed,  // R: neither, and at least one pair that was turned down
  kQuiet,     // nothing was suggested and nothing decided
};

/// The incidents that figures are counted from. Pointers go into the Recurrences it was made from,
/// which have to outlive it.
struct Scope {
  const Recurrences* recurrences = nullptr;  // never nullptr
  Instant now{};
  std::vector<const IncidentFacts*> incidents;      // oldest first
  std::map<std::string, ReviewStanding> standings;  // of `incidents`, by id
  std::vector<const SettledPair*> confirmed;        // whose later incident is in `incidents`
};

struct ScopeOptions {
  Instant now{};
  std::size_t last = 0;  // only so many, the newest; 0: all
};

/// Eligible is an incident with a date that is not after `now`, and that no decision calls a
/// duplicate or a part of another one. Decisions count as they stand today, whatever `now` is.
Scope scope_of(const Recurrences& recurrences, const ScopeOptions& options);

/// Ids of the incidents with this standing, oldest first.
std::vector<std::string> ids_with(const Scope& scope, ReviewStanding standing);

/// "PM-7→PM-1": the later incident first.
std::string pair_name(std::string_view later, std::string_view earlier);

/// Days since the first incident of the scope; the scope is not empty.
double days_into(const Scope& scope, Instant at);

/// "2026-Q4", in UTC.
std::string quarter_of(Instant at);

/// Every quarter from the first incident of the scope to `now`, without gaps; at most
/// kMostQuarters, the newest.
std::vector<std::string> quarters_of(const Scope& scope);

/// Forty years: a misspelt century shall not fill pages.
inline constexpr std::size_t kMostQuarters = 160;

}  // namespace dejavu
