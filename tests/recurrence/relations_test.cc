// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/recurrence/relations.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/recurrence/incident_facts.h"

namespace dejavu {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::chrono::hours kDay{24};

class Relations : public testing::Test {
 protected:
  IncidentFacts& incident(std::size_t number) { return incidents_[number - 1]; }

  void say(std::size_t from, RelationKind kind, const std::string& to) {
    incident(from).relations.push_back(relation_to(kind, to));
  }

  Settled settled(const Ledger& ledger = {}) { return settle(incidents_, ledger, kDay); }

  std::vector<IncidentFacts> incidents_ = {
      incident_on("PM-1", "2025-01-01"), incident_on("PM-2", "2025-03-01"),
      incident_on("PM-3", "2025-06-01"), incident_on("PM-4", "")};
};

TEST_F(Relations, FrontMatterSettlesAPair) {
  say(2, RelationKind::kRecurrenceOf, "PM-1");
  incident(2).relations[0].recurrence_class = "R1";
  const Settled result = settled();
  ASSERT_EQ(result.pairs.size(), 1U);
  EXPECT_EQ(result.pairs[0].from, "PM-2");
  EXPECT_EQ(result.pairs[0].state, PairState::kConfirmed);
  EXPECT_EQ(result.pairs[0].recurrence_class, "R1");
  EXPECT_EQ(result.pairs[0].source, DecisionSource::kFrontMatter);
  EXPECT_THAT(result.problems, IsEmpty());
}

TEST_F(Relations, LaterLineCorrectsAnEarlierOne) {
  const Settled result =
      settled(ledger_of({decision("2026-02-01", LedgerKind::kRecurrenceOf, "PM-2", "PM-1"),
                         decision("2026-01-01", LedgerKind::kLookalikeOf, "PM-2", "PM-1")}));
  ASSERT_EQ(result.pairs.size(), 1U);
  EXPECT_EQ(result.pairs[0].state, PairState::kConfirmed);
  EXPECT_EQ(result.pairs[0].by, "Ada");
  EXPECT_THAT(result.problems, IsEmpty());
}

TEST_F(Relations, RetractedPairIsOpenAgainAndMayBeDecidedAgain) {
  const LedgerEntry no = decision("2026-01-01", LedgerKind::kNotRecurrenceOf, "PM-2", "PM-1");
  const LedgerEntry undo = decision("2026-01-02", LedgerKind::kRetracted, "PM-1", "PM-2");
  EXPECT_THAT(settled(ledger_of({no, undo})).pairs, IsEmpty());
  const LedgerEntry yes = decision("2026-01-03", LedgerKind::kRecurrenceOf, "PM-2", "PM-1");
  EXPECT_EQ(settled(ledger_of({no, undo, yes})).pairs.size(), 1U);
}

TEST_F(Relations, FrontMatterWinsAndTheLedgerIsReported) {
  say(2, RelationKind::kRecurrenceOf, "PM-1");
  const Settled result =
      settled(ledger_of({decision("2026-01-01", LedgerKind::kNotRecurrenceOf, "PM-2", "PM-1")}));
  ASSERT_EQ(result.pairs.size(), 1U);
  EXPECT_EQ(result.pairs[0].state, PairState::kConfirmed);
  EXPECT_THAT(codes_of(result), ElementsAre("ledger-overruled"));
}

TEST_F(Relations, LedgerThatWasAppliedIsNoContradiction) {
  say(2, RelationKind::kRecurrenceOf, "PM-1");
  const Settled result =
      settled(ledger_of({decision("2026-01-01", LedgerKind::kRecurrenceOf, "PM-2", "PM-1")}));
  EXPECT_EQ(result.pairs[0].source, DecisionSource::kFrontMatter);
  EXPECT_THAT(result.problems, IsEmpty());
}

TEST_F(Relations, TwoFilesThatContradictEachOtherAreReportedAndTheCarefulOneHolds) {
  say(2, RelationKind::kRecurrenceOf, "PM-1");
  say(1, RelationKind::kNotRecurrenceOf, "PM-2");
  const Settled result = settled();
  ASSERT_EQ(result.pairs.size(), 1U);
  EXPECT_EQ(result.pairs[0].state, PairState::kRejected);
  EXPECT_THAT(codes_of(result), testing::Contains("relation-contradicted"));
}

TEST_F(Relations, LookalikeSaysMoreThanNo) {
  say(2, RelationKind::kNotRecurrenceOf, "PM-1");
  say(2, RelationKind::kLookalikeOf, "PM-1");
  const Settled result = settled();
  ASSERT_EQ(result.pairs.size(), 1U);
  EXPECT_EQ(result.pairs[0].state, PairState::kLookalike);
  EXPECT_THAT(result.problems, IsEmpty());
}

TEST_F(Relations, RemediationStandsBesideAJudgement) {
  say(2, RelationKind::kNotRecurrenceOf, "PM-1");
  say(2, RelationKind::kCausedByRemediationOf, "PM-1");
  EXPECT_EQ(settled().pairs.size(), 2U);
}

TEST_F(Relations, UnknownIdCountsNowhereAndIsReported) {
  say(2, RelationKind::kRecurrenceOf, "PM-77");
  const Settled result =
      settled(ledger_of({decision("2026-01-01", LedgerKind::kRecurrenceOf, "PM-3", "PM-66")}));
  EXPECT_THAT(result.pairs, IsEmpty());
  EXPECT_THAT(codes_of(result), ElementsAre("relation-unknown-id", "relation-unknown-id"));
  EXPECT_EQ(result.problems[0].path, "PM-2.md");
  EXPECT_EQ(result.problems[0].diagnostic.line, 7);
  EXPECT_EQ(result.problems[1].path, kLedgerFile);
}

TEST_F(Relations, IncidentIsNoRecurrenceOfItself) {
  say(2, RelationKind::kRecurrenceOf, "PM-2");
  EXPECT_THAT(settled().pairs, IsEmpty());
  EXPECT_THAT(codes_of(settled()), ElementsAre("relation-to-itself"));
}

TEST_F(Relations, SwappedPairIsTurnedRound) {
  say(1, RelationKind::kRecurrenceOf, "PM-3");
  const Settled result = settled();
  ASSERT_EQ(result.pairs.size(), 1U);
  EXPECT_EQ(result.pairs[0].from, "PM-3");
  EXPECT_EQ(result.pairs[0].to, "PM-1");
  EXPECT_THAT(codes_of(result), ElementsAre("relation-swapped"));
}

TEST_F(Relations, WithinTheCooldownItIsTheSameEvent) {
  incident(2).started_at = parse_moment("2025-01-02T12:00Z");  // 24 h after the first was over
  say(2, RelationKind::kRecurrenceOf, "PM-1");
  const Settled result = settled();
  EXPECT_EQ(result.pairs[0].state, PairState::kDuplicate);
  EXPECT_THAT(codes_of(result), ElementsAre("recurrence-inside-cooldown"));
  incident(2).started_at = parse_moment("2025-01-02T12:01Z");
  EXPECT_EQ(settled().pairs[0].state, PairState::kConfirmed);
}

TEST_F(Relations, WithoutTimesThereIsNoCooldown) {
  say(4, RelationKind::kRecurrenceOf, "PM-1");
  EXPECT_EQ(settled().pairs[0].state, PairState::kConfirmed);
}

TEST_F(Relations, CircleOfUndatedIncidentsIsReported) {
  for (IncidentFacts& one : incidents_) one.started_at = std::nullopt;
  say(1, RelationKind::kRecurrenceOf, "PM-2");
  say(2, RelationKind::kRecurrenceOf, "PM-3");
  say(3, RelationKind::kRecurrenceOf, "PM-1");
  say(4, RelationKind::kRecurrenceOf, "PM-1");
  const std::vector<std::string> codes = codes_of(settled());
  EXPECT_EQ(std::count(codes.begin(), codes.end(), "recurrence-cycle"), 3);
}

TEST_F(Relations, BrokenLinesOfTheLedgerAreAmongTheProblems) {
  EXPECT_THAT(codes_of(settled(parse_ledger("nonsense\n"))), ElementsAre("ledger-line-broken"));
}

}  // namespace
}  // namespace dejavu
