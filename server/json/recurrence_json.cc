// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/json/recurrence_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "server/json/postmortem_json.h"

namespace dejavu {
namespace {

using nlohmann::json;

json text_or_null(const std::string& text) { return text.empty() ? json(nullptr) : json(text); }

json family_json(const Family& family) {
  return {{"id", family.id},
          {"incidents", family.incidents},
          {"first", moment_json(family.first)},
          {"last", moment_json(family.last)},
          {"services", family.services},
          {"classes", family.classes}};
}

void add_proposed(json& object, const ProposedClass& proposed) {
  object["proposed_class"] = text_or_null(proposed.name);
  object["proposed_because"] = text_or_null(proposed.reason);
}

/// A class is proposed only where nobody has stated one.
ProposedClass proposed_for(const SettledPair& pair, const std::vector<IncidentFacts>& incidents) {
  const IncidentFacts* later = find_incident(incidents, pair.from);
  const IncidentFacts* earlier = find_incident(incidents, pair.to);
  const bool wanted = pair.state == PairState::kConfirmed && pair.recurrence_class.empty();
  if (!wanted || later == nullptr || earlier == nullptr) return {};
  return propose_class(*later, *earlier);
}

json settled_json(const SettledPair& pair, const std::vector<IncidentFacts>& incidents) {
  json object = {{"from", pair.from},
                 {"to", pair.to},
                 {"state", name_of(pair.state)},
                 {"class", text_or_null(pair.recurrence_class)},
                 {"confidence", nullptr},
                 {"by", text_or_null(pair.by)},
                 {"at", moment_json(pair.at)},
                 {"reason", text_or_null(pair.reason)},
                 {"source", name_of(pair.source)},
                 {"same", json::array()},
                 {"differs", json::array()}};
  add_proposed(object, proposed_for(pair, incidents));
  return object;
}

json suggested_json(const Suggestion& suggestion) {
  json object = {{"from", suggestion.from},
                 {"to", suggestion.to},
                 {"state", "suggested"},
                 {"class", nullptr},
                 {"confidence", suggestion.confidence},
                 {"by", nullptr},
                 {"at", nullptr},
                 {"reason", nullptr},
                 {"source", nullptr},
                 {"same", suggestion.same},
                 {"differs", suggestion.differs}};
  add_proposed(object, suggestion.proposed);
  return object;
}

}  // namespace

json to_json(const Recurrences& recurrences) {
  json families = json::array();
  for (const Family& family : recurrences.families) families.push_back(family_json(family));
  json pairs = json::array();
  for (const Suggestion& suggestion : recurrences.suggestions) {
    pairs.push_back(suggested_json(suggestion));
  }
  for (const SettledPair& pair : recurrences.pairs) {
    pairs.push_back(settled_json(pair, recurrences.incidents));
  }
  json problems = json::array();
  for (const RelationProblem& problem : recurrences.problems) {
    problems.push_back({{"path", problem.path},
                        {"line", problem.diagnostic.line},
                        {"level", name_of(problem.diagnostic.level)},
                        {"code", problem.diagnostic.code},
                        {"message", problem.diagnostic.message}});
  }
  return {{"families", families},
          {"pairs", pairs},
          {"remediation_chains", recurrences.remediation_chains},
          {"problems", problems},
          {"cooldown_s", recurrences.cooldown.count()}};
}

json pair_json(const Recurrences& recurrences, const LedgerEntry& about) {
  for (const SettledPair& pair : recurrences.pairs) {
    const bool same = (pair.from == about.from && pair.to == about.to) ||
                      (pair.from == about.to && pair.to == about.from);
    if (same) return settled_json(pair, recurrences.incidents);
  }
  return nullptr;
}

json to_json(const LedgerEntry& entry) {
  return {{"at", format_instant(entry.at)},       {"by", entry.by},
          {"kind", name_of(entry.kind)},          {"from", text_or_null(entry.from)},
          {"to", text_or_null(entry.to)},         {"class", text_or_null(entry.recurrence_class)},
          {"reason", text_or_null(entry.reason)}, {"line", entry.line}};
}

}  // namespace dejavu
