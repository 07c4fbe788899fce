// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/recurrence/incident_facts.h"

namespace dejavu {

IncidentFacts incident_on(const std::string& id, const std::string& day) {
  IncidentFacts incident;
  incident.id = id;
  incident.path = id + ".md";
  incident.title = "Title of " + id;
  if (!day.empty()) {
    incident.started_at = parse_moment(day + "T10:00Z");
    incident.resolved_at = parse_moment(day + "T12:00Z");
  }
  return incident;
}

Relation relation_to(RelationKind kind, const std::string& id) {
  Relation relation;
  relation.kind = kind;
  relation.id = id;
  relation.line = 7;
  return relation;
}

ActionItem prevent_action(ActionStatus status, const std::string& done_day) {
  ActionItem item;
  item.id = "AI-1";
  item.text = "Watch the expiry dates";
  item.type = ActionType::kPrevent;
  item.status = status;
  if (!done_day.empty()) item.done_at = parse_moment(done_day);
  return item;
}

LedgerEntry decision(const std::string& at, LedgerKind kind, const std::string& from,
                     const std::string& to) {
  LedgerEntry entry;
  entry.at = parse_moment(at)->at;
  entry.by = "Ada";
  entry.kind = kind;
  entry.from = from;
  entry.to = to;
  entry.reason = "seen";
  return entry;
}

Ledger ledger_of(const std::vector<LedgerEntry>& entries) {
  std::string bytes;
  for (const LedgerEntry& entry : entries) bytes += format_ledger_line(entry) + "\n";
  return parse_ledger(bytes);
}

std::vector<std::string> codes_of(const Settled& settled) {
  std::vector<std::string> codes;
  for (const RelationProblem& problem : settled.problems) codes.push_back(problem.diagnostic.code);
  return codes;
}

}  // namespace dejavu
