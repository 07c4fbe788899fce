// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

#include "core/recurrence/relations.h"
#include "tests/recurrence/incident_facts.h"

namespace dejavu {
namespace {

constexpr std::chrono::hours kDay{24};
constexpr int kIncidents = 4;

std::vector<IncidentFacts> some_incidents() {
  std::vector<IncidentFacts> incidents;
  for (int i = 1; i <= kIncidents; ++i) {
    incidents.push_back(incident_on(fmt::format("PM-{}", i), fmt::format("2025-0{}-01", i)));
  }
  return incidents;
}

/// Few incidents, few times: decisions that are about the same pair, some at the same second.
rc::Gen<std::string> any_line() {
  return rc::gen::exec([] {
    LedgerEntry entry;
    entry.at = Instant(std::chrono::seconds(*rc::gen::inRange(0, 5)));
    entry.by = *rc::gen::element<std::string>("Ada", "Bo");
    entry.kind = static_cast<LedgerKind>(*rc::gen::inRange(0, 8));
    entry.from = fmt::format("PM-{}", *rc::gen::inRange(1, kIncidents + 2));
    entry.to = fmt::format("PM-{}", *rc::gen::inRange(1, kIncidents + 1));
    return *rc::gen::weightedElement<bool>({{9, true}, {1, false}}) ? format_ledger_line(entry)
                                                                    : std::string("torn {");
  });
}

std::string joined(const std::vector<std::string>& lines) {
  std::string bytes;
  for (const std::string& line : lines) bytes += line + "\n";
  return bytes;
}

std::vector<SettledPair> pairs_of(const std::vector<std::string>& lines) {
  return settle(some_incidents(), parse_ledger(joined(lines)), kDay).pairs;
}

std::vector<std::string> shuffled(std::vector<std::string> lines) {
  for (std::size_t i = lines.size(); i > 1; --i) {
    std::swap(lines[i - 1], lines[*rc::gen::inRange<std::size_t>(0, i)]);
  }
  return lines;
}

RC_GTEST_PROP(LedgerProperty, AnyOrderOfItsLinesSettlesTheSame, ()) {
  const auto lines = *rc::gen::container<std::vector<std::string>>(any_line());
  RC_ASSERT(pairs_of(lines) == pairs_of(shuffled(lines)));
}

RC_GTEST_PROP(LedgerProperty, UnionOfTwoBranchesSettlesTheSameWhicheverComesFirst, ()) {
  const auto common = *rc::gen::container<std::vector<std::string>>(any_line());
  const auto ours = *rc::gen::container<std::vector<std::string>>(any_line());
  const auto theirs = *rc::gen::container<std::vector<std::string>>(any_line());
  std::vector<std::string> merged = common;
  merged.insert(merged.end(), ours.begin(), ours.end());
  merged.insert(merged.end(), theirs.begin(), theirs.end());
  std::vector<std::string> other = common;
  other.insert(other.end(), theirs.begin(), theirs.end());
  other.insert(other.end(), ours.begin(), ours.end());
  other.insert(other.end(), common.begin(), common.end());  // Git may keep a line twice
  RC_ASSERT(pairs_of(merged) == pairs_of(other));
}

RC_GTEST_PROP(LedgerProperty, EveryPairIsSettledOnceAndLaterStandsFirst, ()) {
  const auto pairs = pairs_of(*rc::gen::container<std::vector<std::string>>(any_line()));
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    RC_ASSERT(pairs[i].from > pairs[i].to);  // their ids follow their dates
    for (std::size_t j = 0; j < i; ++j) {
      const bool judged = pairs[i].state <= PairState::kDuplicate;
      const bool both_judged = judged && pairs[j].state <= PairState::kDuplicate;
      RC_ASSERT(!both_judged || pairs[i].from != pairs[j].from || pairs[i].to != pairs[j].to);
    }
  }
}

RC_GTEST_PROP(LedgerProperty, OrderOfIncidentsIsForgotten, ()) {
  const auto lines = *rc::gen::container<std::vector<std::string>>(any_line());
  std::vector<IncidentFacts> incidents = some_incidents();
  for (IncidentFacts& incident : incidents) {
    const auto kind = static_cast<RelationKind>(*rc::gen::inRange(0, 6));
    const std::string to = fmt::format("PM-{}", *rc::gen::inRange(1, kIncidents + 2));
    incident.relations.push_back(relation_to(kind, to));
  }
  const Ledger ledger = parse_ledger(joined(lines));
  const Settled straight = settle(incidents, ledger, kDay);
  std::reverse(incidents.begin(), incidents.end());
  const Settled reversed = settle(incidents, ledger, kDay);
  RC_ASSERT(straight.pairs == reversed.pairs);
  RC_ASSERT(straight.problems == reversed.problems);
}

}  // namespace
}  // namespace dejavu
