// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/routes/related.h"

#include <array>
#include <set>

namespace dejavu {
namespace {

bool names(const SettledPair& pair, const std::string& id) {
  return pair.from == id || pair.to == id;
}

const std::string& other_of(const SettledPair& pair, const std::string& id) {
  return pair.from == id ? pair.to : pair.from;
}

/// Only of these incidents; what the ledger says about others is of no interest here.
std::vector<SettledPair> settle_among(Session& session, const std::vector<IncidentFacts>& incidents,
                                      const Ledger& ledger) {
  return settle(incidents, ledger, session.book->cooldown()).pairs;
}

/// Ids that front matter of `postmortem` or the ledger connects with it.
std::set<std::string> named_with(const Postmortem& postmortem, const Ledger& ledger) {
  std::set<std::string> ids;
  for (const Relation& relation : postmortem.relations) ids.insert(relation.id);
  for (const LedgerEntry& entry : ledger.entries) {
    if (entry.from == postmortem.id) ids.insert(entry.to);
    if (entry.to == postmortem.id) ids.insert(entry.from);
  }
  ids.erase(postmortem.id);
  return ids;
}

std::vector<SettledPair> pairs_nearby(Session& session, const Postmortem& postmortem) {
  const Ledger ledger = read_ledger(session.book->corpus(session.reader));
  std::vector<IncidentFacts> incidents = {facts_of(postmortem)};
  for (const std::string& id : named_with(postmortem, ledger)) {
    if (const auto doc = session.reader.find_id(id)) {
      incidents.push_back(facts_of(session.reader.postmortem(*doc)));
    }
  }
  return settle_among(session, incidents, ledger);
}

std::shared_ptr<const Recurrences> all_recurrences(Session& session) {
  const bool small = session.reader.info().documents <= kReadAtOnce;
  return small ? session.book->read(session.reader, session.tokenizer)
               : session.book->known(session.reader);
}

}  // namespace

IncidentFacts facts_of(const Postmortem& p) {
  return {.id = p.id,
          .path = p.path,
          .title = p.title,
          .kind = p.kind,
          .severity = p.severity,
          .trigger = p.trigger,
          .seen_before = p.seen_before,
          .started_at = p.started_at,
          .detected_at = p.detected_at,
          .known_at = p.known_at,
          .raised_at = p.raised_at,
          .mitigated_at = p.mitigated_at,
          .resolved_at = p.resolved_at,
          .services = p.services,
          .teams = p.teams,
          .tags = p.tags,
          .fixed_in = p.fixed_in,
          .relations = p.relations,
          .action_items = p.action_items};
}

std::vector<SettledPair> settled_between(Session& session, const Postmortem& a,
                                         const Postmortem& b) {
  return settle_among(session, {facts_of(a), facts_of(b)},
                      read_ledger(session.book->corpus(session.reader)));
}

RelatedIncidents related_to(Session& session, const Postmortem& postmortem) {
  const auto all = all_recurrences(session);
  RelatedIncidents related;
  if (!all) {
    related.note =
        "Later incidents that name this one in their own files appear here once somebody has "
        "opened the page of recurrences.";
  }
  for (const SettledPair& pair : all ? all->pairs : pairs_nearby(session, postmortem)) {
    if (!names(pair, postmortem.id)) continue;
    const auto doc = session.reader.find_id(other_of(pair, postmortem.id));
    if (doc) related.incidents.push_back({pair, session.reader.card(*doc)});
  }
  return related;
}

}  // namespace dejavu
