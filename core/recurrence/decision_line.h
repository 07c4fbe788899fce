// SPDX-License-Identifier: GPL-2.0-or-later
// Private to core/recurrence: one statement about two incidents, on its way to a settled pair.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "core/recurrence/relations.h"

namespace dejavu {

struct Statement {
  SettledPair pair;
  std::string path;  // of the file that says it
  int line = 1;
};

/// The pair in either direction, and which of the decisions that stand beside each other it is.
using StatementKey = std::tuple<std::string, std::string, int>;
StatementKey key_of(const SettledPair& pair);

/// Turns relations and lines into statements; what is wrong with one becomes a problem.
class StatementReader {
 public:
  StatementReader(const std::vector<IncidentFacts>& incidents, std::chrono::seconds cooldown);

  std::vector<Statement> of_front_matter();

  /// One a key: the last line about a pair, unless it was retracted since.
  std::vector<Statement> of_ledger(const Ledger& ledger);

  std::vector<RelationProblem> take_problems() { return std::move(problems_); }

 private:
  struct Parties {
    const IncidentFacts* from = nullptr;
    const IncidentFacts* to = nullptr;
  };

  std::optional<Statement> check(Statement statement);
  std::optional<Parties> parties_of(const Statement& statement);
  void check_times(Statement& statement, Parties parties);
  void add_problem(const Statement& statement, const char* code, std::string message);

  const std::vector<IncidentFacts>& incidents_;
  std::unordered_map<std::string, const IncidentFacts*> by_id_;
  std::chrono::seconds cooldown_;
  std::vector<RelationProblem> problems_;
};

RelationProblem problem_at(const Statement& statement, const char* code, std::string message);

}  // namespace dejavu
