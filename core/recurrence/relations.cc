// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/recurrence/relations.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "core/recurrence/decision_line.h"

namespace dejavu {
namespace {

/// Which of two statements of front matter is believed: the later decision, and where no time
/// tells, the more careful one. Total, so that no order of files matters.
auto weight_of(const Statement& statement) {
  const SettledPair& pair = statement.pair;
  return std::make_tuple(pair.at ? pair.at->at : Instant::min(),
                         pair.state == PairState::kConfirmed ? 0 : 1, statement.path,
                         statement.line, pair.from, pair.to, pair.state);
}

/// A look-alike was reviewed and is no recurrence: saying both is no contradiction.
bool contradict(const SettledPair& a, const SettledPair& b) {
  if (a.state == b.state) return a.from != b.from;
  const auto is_no = [](PairState state) {
    return state == PairState::kRejected || state == PairState::kLookalike;
  };
  return !is_no(a.state) || !is_no(b.state);
}

class Settler {
 public:
  void add_front_matter(std::vector<Statement> statements) {
    std::sort(statements.begin(), statements.end(),
              [](const Statement& a, const Statement& b) { return weight_of(a) > weight_of(b); });
    for (Statement& statement : statements) {
      const auto [known, is_first] = chosen_.try_emplace(key_of(statement.pair), statement);
      if (is_first) continue;
      SettledPair& pair = known->second.pair;
      if (contradict(pair, statement.pair)) {
        problems_.push_back(
            problem_at(statement, "relation-contradicted",
                       fmt::format("{} says otherwise about {} and {} ({}); that holds.",
                                   known->second.path, pair.from, pair.to, name_of(pair.state))));
      } else if (statement.pair.state == PairState::kLookalike) {
        pair.state = PairState::kLookalike;  // says more than a plain "no"
      }
    }
  }

  void add_ledger(std::vector<Statement> statements) {
    for (Statement& statement : statements) {
      const auto [known, is_first] = chosen_.try_emplace(key_of(statement.pair), statement);
      if (is_first || !contradict(known->second.pair, statement.pair)) continue;
      problems_.push_back(
          problem_at(statement, "ledger-overruled",
                     fmt::format("The front matter of {} says \"{}\" about {} and {}, and holds.",
                                 known->second.path, name_of(known->second.pair.state),
                                 known->second.pair.from, known->second.pair.to)));
    }
  }

  /// Recurrences without dates may lead back to where they began.
  void find_cycles() {
    Links links;
    for (const auto& [key, statement] : chosen_) {
      const SettledPair& pair = statement.pair;
      if (pair.state == PairState::kConfirmed) links.emplace(pair.from, pair.to);
    }
    while (erase_ends(links)) {
    }
    for (const auto& [key, statement] : chosen_) {
      const SettledPair& pair = statement.pair;
      if (links.count({pair.from, pair.to}) == 0) continue;
      problems_.push_back(problem_at(
          statement, "recurrence-cycle",
          fmt::format("{} is a recurrence of {}, and the other way round through others; "
                      "give them a started_at.",
                      pair.from, pair.to)));
    }
  }

  Settled take(std::vector<RelationProblem> problems) {
    Settled settled;
    for (auto& [key, statement] : chosen_) settled.pairs.push_back(std::move(statement.pair));
    std::sort(settled.pairs.begin(), settled.pairs.end(),
              [](const SettledPair& a, const SettledPair& b) {
                return std::tie(a.from, a.to, a.state) < std::tie(b.from, b.to, b.state);
              });
    problems.insert(problems.end(), problems_.begin(), problems_.end());
    std::sort(
        problems.begin(), problems.end(), [](const RelationProblem& a, const RelationProblem& b) {
          return std::tie(a.path, a.diagnostic.line, a.diagnostic.code, a.diagnostic.message) <
                 std::tie(b.path, b.diagnostic.line, b.diagnostic.code, b.diagnostic.message);
        });
    settled.problems = std::move(problems);
    return settled;
  }

 private:
  using Links = std::set<std::pair<std::string, std::string>>;

  /// Takes out links that begin or end where no other goes on: no cycle goes through these.
  static bool erase_ends(Links& links) {
    std::set<std::string> later;
    std::set<std::string> earlier;
    for (const auto& [from, to] : links) {
      later.insert(from);
      earlier.insert(to);
    }
    return std::erase_if(links, [&](const auto& link) {
             return later.count(link.second) == 0 || earlier.count(link.first) == 0;
           }) > 0;
  }

  std::map<StatementKey, Statement> chosen_;
  std::vector<RelationProblem> problems_;
};

}  // namespace

std::string_view name_of(PairState state) {
  switch (state) {
    case PairState::kConfirmed: return "confirmed";
    case PairState::kRejected: return "rejected";
    case PairState::kLookalike: return "lookalike";
    case PairState::kDuplicate: return "duplicate";
    case PairState::kRemediation: return "caused_by_remediation";
    case PairState::kPart: return "part";
  }
  return "";
}

std::string_view name_of(DecisionSource source) {
  return source == DecisionSource::kLedger ? "ledger" : "front_matter";
}

Settled settle(const std::vector<IncidentFacts>& incidents, const Ledger& ledger,
               std::chrono::seconds cooldown) {
  StatementReader reader(incidents, cooldown);
  Settler settler;
  settler.add_front_matter(reader.of_front_matter());
  settler.add_ledger(reader.of_ledger(ledger));
  settler.find_cycles();
  std::vector<RelationProblem> problems = reader.take_problems();
  for (const Diagnostic& diagnostic : ledger.diagnostics) {
    problems.push_back({std::string(kLedgerFile), diagnostic});
  }
  return settler.take(std::move(problems));
}

bool is_after_cooldown(const IncidentFacts& later, const IncidentFacts& earlier,
                       std::chrono::seconds cooldown) {
  const std::optional<Instant> end = end_of(earlier);
  if (!later.started_at || !end) return true;
  return later.started_at->at > *end + cooldown;
}

}  // namespace dejavu
