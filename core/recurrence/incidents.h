// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/time.h"
#include "core/index/reader.h"
#include "core/postmortem/postmortem.h"

namespace dejavu {

/// What relations, figures and the review need to know of an incident, without its text. The names
/// are those of Postmortem.
struct IncidentFacts {
  DocId doc = 0;             // within one generation
  std::uint64_t record = 0;  // where its record stands: within one generation, another one after
                             // every change of the file
  std::string id;
  std::string path;
  std::string title;
  FileKind kind = FileKind::kIncident;
  std::string severity;
  std::string trigger;
  std::string seen_before;
  std::optional<Moment> started_at;
  std::optional<Moment> detected_at;
  std::optional<Moment> known_at;
  std::optional<Moment> raised_at;
  std::optional<Moment> mitigated_at;
  std::optional<Moment> resolved_at;
  std::vector<std::string> services;
  std::vector<std::string> teams;
  std::vector<std::string> tags;
  std::vector<std::string> fixed_in;
  std::vector<Relation> relations;
  std::vector<ActionItem> action_items;

  bool operator==(const IncidentFacts&) const = default;
};

/// All files of the index, by started_at, those without a date last, then by id: an order that
/// does not depend on the order in which files came. `known` are the facts of an earlier revision
/// of the same generation, or nothing: only what is new or has changed since is read.
/// Throws what the reader throws.
std::vector<IncidentFacts> read_incidents(Reader& reader,
                                          const std::vector<IncidentFacts>& known = {});

/// nullptr when there is none.
const IncidentFacts* find_incident(const std::vector<IncidentFacts>& incidents,
                                   std::string_view id);

/// When it was over: resolved_at, else mitigated_at, else started_at; the end of a range. Absent
/// for an incident without any of these.
std::optional<Instant> end_of(const IncidentFacts& incident);

/// Names that both lists have, whatever their case, as `a` writes them.
std::vector<std::string> shared_names(const std::vector<std::string>& a,
                                      const std::vector<std::string>& b);

}  // namespace dejavu
