// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/recurrence/incidents.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "core/base/text.h"

namespace dejavu {
namespace {

IncidentFacts facts_of(DocId doc, std::uint64_t record, Postmortem&& p) {
  return {.doc = doc,
          .record = record,
          .id = std::move(p.id),
          .path = std::move(p.path),
          .title = std::move(p.title),
          .kind = p.kind,
          .severity = std::move(p.severity),
          .trigger = std::move(p.trigger),
          .seen_before = std::move(p.seen_before),
          .started_at = p.started_at,
          .detected_at = p.detected_at,
          .known_at = p.known_at,
          .raised_at = p.raised_at,
          .mitigated_at = p.mitigated_at,
          .resolved_at = p.resolved_at,
          .services = std::move(p.services),
          .teams = std::move(p.teams),
          .tags = std::move(p.tags),
          .fixed_in = std::move(p.fixed_in),
          .relations = std::move(p.relations),
          .action_items = std::move(p.action_items)};
}

auto order_of(const IncidentFacts& incident) {
  const bool undated = !incident.started_at;
  return std::make_tuple(undated, undated ? Instant() : incident.started_at->at,
                         std::string_view(incident.id));
}

}  // namespace

std::vector<IncidentFacts> read_incidents(Reader& reader, const std::vector<IncidentFacts>& known) {
  std::unordered_map<std::uint64_t, const IncidentFacts*> by_record;
  for (const IncidentFacts& incident : known) by_record.emplace(incident.record, &incident);
  std::vector<IncidentFacts> incidents;
  for (const DocId doc : reader.newest_first()) {
    const std::uint64_t record = reader.forward().facts(doc).record.offset;
    const auto found = by_record.find(record);
    incidents.push_back(found != by_record.end() ? *found->second
                                                 : facts_of(doc, record, reader.postmortem(doc)));
  }
  std::sort(incidents.begin(), incidents.end(), [](const IncidentFacts& a, const IncidentFacts& b) {
    return order_of(a) < order_of(b);
  });
  return incidents;
}

const IncidentFacts* find_incident(const std::vector<IncidentFacts>& incidents,
                                   std::string_view id) {
  const auto found = std::find_if(incidents.begin(), incidents.end(),
                                  [&](const IncidentFacts& one) { return one.id == id; });
  return found == incidents.end() ? nullptr : &*found;
}

std::optional<Instant> end_of(const IncidentFacts& incident) {
  for (const auto& moment : {incident.resolved_at, incident.mitigated_at, incident.started_at}) {
    if (moment) return moment->until.value_or(moment->at);
  }
  return std::nullopt;
}

std::vector<std::string> shared_names(const std::vector<std::string>& a,
                                      const std::vector<std::string>& b) {
  std::vector<std::string> shared;
  for (const std::string& name : a) {
    const std::string folded = fold(name);
    const bool is_shared = std::any_of(
        b.begin(), b.end(), [&](const std::string& other) { return fold(other) == folded; });
    if (is_shared) shared.push_back(name);
  }
  return shared;
}

}  // namespace dejavu
