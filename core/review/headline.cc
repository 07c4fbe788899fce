// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/review/headline.h"

#include <algorithm>
#include <set>
#include <utility>

#include "core/base/text.h"

namespace dejavu {
namespace {

double share_of(std::size_t part, std::size_t whole) {
  return static_cast<double>(part) / static_cast<double>(whole);
}

void set_share(CountedShare& share) {
  share.share = wilson_proportion(share.counted.size(), share.counted.size() + share.others.size());
}

/// Pairs that the engine answers, whatever has been decided on them.
std::set<std::pair<std::string, std::string>> found_pairs(const Recurrences& recurrences) {
  std::set<std::pair<std::string, std::string>> found;
  for (std::size_t i = 0; i < recurrences.asked.size() && i < recurrences.incidents.size(); ++i) {
    for (const Candidate& candidate : recurrences.asked[i].candidates) {
      found.emplace(recurrences.incidents[i].id, candidate.id);
    }
  }
  return found;
}

CountedShare precision_of(const Scope& scope) {
  const auto found = found_pairs(*scope.recurrences);
  CountedShare precision;
  for (const SettledPair& pair : scope.recurrences->pairs) {
    const bool yes = pair.state == PairState::kConfirmed;
    const bool no = pair.state == PairState::kRejected || pair.state == PairState::kLookalike;
    if ((!yes && !no) || !scope.standings.contains(pair.from)) continue;
    if (!found.contains({pair.from, pair.to}) && !found.contains({pair.to, pair.from})) continue;
    (yes ? precision.counted : precision.others).push_back(pair_name(pair.from, pair.to));
  }
  set_share(precision);
  return precision;
}

CountedShare without_family(const Scope& scope, const Family& family) {
  CountedShare rest;
  const std::set<std::string> members(family.incidents.begin(), family.incidents.end());
  for (const IncidentFacts* incident : scope.incidents) {
    if (members.contains(incident->id)) continue;
    const bool recurred = scope.standings.at(incident->id) == ReviewStanding::kRecurred;
    (recurred ? rest.counted : rest.others).push_back(incident->id);
  }
  set_share(rest);
  return rest;
}

MissedRecurrences missed_in(const Scope& scope) {
  const auto found = found_pairs(*scope.recurrences);
  std::set<std::string> by_engine;
  for (const SettledPair* pair : scope.confirmed) {
    if (found.contains({pair->from, pair->to})) by_engine.insert(pair->from);
  }
  MissedRecurrences missed;
  for (const IncidentFacts* incident : scope.incidents) {
    if (scope.standings.at(incident->id) != ReviewStanding::kRecurred) continue;
    const bool author = to_lower_ascii(trim(incident->seen_before)) == "yes";
    const bool engine = by_engine.contains(incident->id);
    if (author) missed.author.push_back(incident->id);
    if (engine) missed.engine.push_back(incident->id);
    if (author && engine) missed.both.push_back(incident->id);
  }
  missed.all = chapman_estimate({missed.author.size(), missed.engine.size(), missed.both.size()});
  const std::size_t known = ids_with(scope, ReviewStanding::kRecurred).size();
  if (missed.all && missed.all->estimate < static_cast<double>(known)) missed.all.reset();
  return missed;
}

void set_rate(Headline& headline) {
  const std::size_t recurred = headline.recurred.size();
  const std::size_t waiting = headline.waiting.size();
  const std::size_t judged = recurred + headline.reviewed.size();
  if (judged + waiting > 0) headline.coverage = share_of(judged, judged + waiting);
  const std::size_t all = headline.incidents();
  const auto rate = wilson_proportion(recurred, all);
  if (!rate) return;
  headline.bounds = Interval{share_of(recurred, all), share_of(recurred + waiting, all)};
  if (headline.coverage.value_or(1) >= kLeastCoverage) headline.rate = rate;
}

}  // namespace

Headline headline_of(const Scope& scope) {
  Headline headline{.recurred = ids_with(scope, ReviewStanding::kRecurred),
                    .reviewed = ids_with(scope, ReviewStanding::kReviewed),
                    .waiting = ids_with(scope, ReviewStanding::kWaiting),
                    .quiet = ids_with(scope, ReviewStanding::kQuiet)};
  set_rate(headline);
  headline.precision = precision_of(scope);
  if (!scope.recurrences->families.empty()) {
    const Family& largest = scope.recurrences->families.front();
    headline.largest_family = largest.id;
    headline.without_largest_family = without_family(scope, largest);
  }
  headline.missed = missed_in(scope);
  return headline;
}

}  // namespace dejavu
