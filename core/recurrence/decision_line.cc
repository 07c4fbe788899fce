// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/recurrence/decision_line.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/time_words.h"

namespace dejavu {
namespace {

PairState state_of(RelationKind kind) {
  switch (kind) {
    case RelationKind::kRecurrenceOf: return PairState::kConfirmed;
    case RelationKind::kNotRecurrenceOf: return PairState::kRejected;
    case RelationKind::kLookalikeOf: return PairState::kLookalike;
    case RelationKind::kDuplicateOf: return PairState::kDuplicate;
    case RelationKind::kCausedByRemediationOf: return PairState::kRemediation;
    case RelationKind::kPartOf: return PairState::kPart;
  }
  return PairState::kRejected;
}

/// A judgement ("is it the same?"), the consequence of a repair, and the part of a larger event are
/// three answers to three questions.
int slot_of(PairState state) {
  if (state == PairState::kRemediation) return 1;
  return state == PairState::kPart ? 2 : 0;
}
constexpr int kSlots = 3;

Statement statement_of(const IncidentFacts& incident, const Relation& relation) {
  return {.pair = {.from = incident.id,
                   .to = relation.id,
                   .state = state_of(relation.kind),
                   .recurrence_class = relation.recurrence_class,
                   .by = relation.by,
                   .at = relation.at,
                   .reason = relation.reason.empty() ? relation.tell_apart : relation.reason,
                   .source = DecisionSource::kFrontMatter},
          .path = incident.path,
          .line = relation.line};
}

Statement statement_of(const LedgerEntry& entry, RelationKind kind) {
  return {.pair = {.from = entry.from,
                   .to = entry.to,
                   .state = state_of(kind),
                   .recurrence_class = entry.recurrence_class,
                   .by = entry.by,
                   .at = Moment{.at = entry.at},
                   .reason = entry.reason,
                   .source = DecisionSource::kLedger},
          .path = std::string(kLedgerFile),
          .line = entry.line};
}

}  // namespace

StatementKey key_of(const SettledPair& pair) {
  const auto& [first, second] = std::minmax(pair.from, pair.to);
  return {first, second, slot_of(pair.state)};
}

RelationProblem problem_at(const Statement& statement, const char* code, std::string message) {
  return {statement.path, {statement.line, 1, DiagnosticLevel::kWarning, code, std::move(message)}};
}

StatementReader::StatementReader(const std::vector<IncidentFacts>& incidents,
                                 std::chrono::seconds cooldown)
    : incidents_(incidents), cooldown_(cooldown) {
  for (const IncidentFacts& incident : incidents) by_id_.emplace(incident.id, &incident);
}

std::vector<Statement> StatementReader::of_front_matter() {
  std::vector<Statement> statements;
  for (const IncidentFacts& incident : incidents_) {
    for (const Relation& relation : incident.relations) {
      auto statement = check(statement_of(incident, relation));
      if (statement) statements.push_back(std::move(*statement));
    }
  }
  return statements;
}

std::vector<Statement> StatementReader::of_ledger(const Ledger& ledger) {
  std::map<StatementKey, const LedgerEntry*> last;
  for (const LedgerEntry& entry : ledger.entries) {
    const std::optional<RelationKind> relation = relation_of(entry.kind);
    if (relation) {
      last[key_of(statement_of(entry, *relation).pair)] = &entry;
    } else if (entry.kind == LedgerKind::kRetracted) {
      const auto& [first, second] = std::minmax(entry.from, entry.to);
      for (int slot = 0; slot < kSlots; ++slot) last.erase({first, second, slot});
    }
  }
  std::vector<Statement> statements;
  for (const auto& [key, entry] : last) {
    auto statement = check(statement_of(*entry, *relation_of(entry->kind)));
    if (statement) statements.push_back(std::move(*statement));
  }
  return statements;
}

std::optional<Statement> StatementReader::check(Statement statement) {
  const std::optional<Parties> parties = parties_of(statement);
  if (!parties) return std::nullopt;
  check_times(statement, *parties);
  return statement;
}

std::optional<StatementReader::Parties> StatementReader::parties_of(const Statement& statement) {
  const SettledPair& pair = statement.pair;
  if (pair.from == pair.to) {
    add_problem(statement, "relation-to-itself",
                fmt::format("{} is said to be related to itself; this counts nowhere.", pair.from));
    return std::nullopt;
  }
  const auto from = by_id_.find(pair.from);
  const auto to = by_id_.find(pair.to);
  if (from != by_id_.end() && to != by_id_.end()) return Parties{from->second, to->second};
  add_problem(statement, "relation-unknown-id",
              fmt::format("There is no incident {}; this decision counts nowhere until there is.",
                          from == by_id_.end() ? pair.from : pair.to));
  return std::nullopt;
}

void StatementReader::check_times(Statement& statement, Parties parties) {
  SettledPair& pair = statement.pair;
  const bool dated = parties.from->started_at && parties.to->started_at;
  if (dated && parties.from->started_at->at < parties.to->started_at->at) {
    add_problem(statement, "relation-swapped",
                fmt::format("{} began before {}; taken the other way round.", pair.from, pair.to));
    std::swap(pair.from, pair.to);
    std::swap(parties.from, parties.to);
  }
  if (pair.state == PairState::kConfirmed &&
      !is_after_cooldown(*parties.from, *parties.to, cooldown_)) {
    add_problem(statement, "recurrence-inside-cooldown",
                fmt::format("{} began less than {} after {} was over; taken for the same event.",
                            pair.from, duration_words(cooldown_), pair.to));
    pair.state = PairState::kDuplicate;
  }
}

void StatementReader::add_problem(const Statement& statement, const char* code,
                                  std::string message) {
  problems_.push_back(problem_at(statement, code, std::move(message)));
}

}  // namespace dejavu
