// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/recurrence/incidents.h"
#include "core/recurrence/relations.h"

namespace dejavu {

/// Incidents that confirmed recurrences connect: one mechanism, as far as people have said so.
struct Family {
  std::string id;                      // of its first incident
  std::vector<std::string> incidents;  // oldest first
  std::optional<Moment> first;
  std::optional<Moment> last;
  std::vector<std::string> services;  // of all members, by first appearance
  std::vector<std::string> classes;   // stated ones: "R1", "R2"; sorted, each once

  bool operator==(const Family&) const = default;
};

/// The largest family first, then by id.
std::vector<Family> families(const std::vector<IncidentFacts>& incidents,
                             const std::vector<SettledPair>& pairs);

/// Incidents that one repair after the other has caused, oldest first; by the first id.
std::vector<std::vector<std::string>> remediation_chains(
    const std::vector<IncidentFacts>& incidents, const std::vector<SettledPair>& pairs);

/// A class for a recurrence that has none, and why, for a person to accept; both empty when the
/// files do not tell.
struct ProposedClass {
  std::string name;
  std::string reason;

  bool operator==(const ProposedClass&) const = default;
};

/// R1 when a `prevent` action of the earlier incident was open when the later one began. R2 only
/// when such an action was done by then, or the earlier one names what it was fixed in and was
/// over. R4 when they share neither service nor team, and both say theirs.
ProposedClass propose_class(const IncidentFacts& later, const IncidentFacts& earlier);

}  // namespace dejavu
