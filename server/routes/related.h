// SPDX-License-Identifier: GPL-2.0-or-later
// Private to the pages: what people have decided about an incident, without reading all of them.
#pragma once

#include <vector>

#include "core/recurrence/incidents.h"
#include "core/recurrence/relations.h"
#include "server/html/answer_html.h"
#include "server/questions/questions.h"

namespace dejavu {

/// What relations need to know of a postmortem.
IncidentFacts facts_of(const Postmortem& postmortem);

/// What holds about two incidents: the front matter of both, and the ledger.
std::vector<SettledPair> settled_between(Session& session, const Postmortem& a,
                                         const Postmortem& b);

/// Reading every incident for the first time takes some milliseconds each, and an incident is
/// looked up during an outage: up to so many it is done when a page needs it.
inline constexpr std::uint32_t kReadAtOnce = 2000;

struct RelatedIncidents {
  std::vector<RelatedIncident> incidents;
  std::string note;  // what is not known yet
};

/// Decisions that name the incident, in both directions. In a large corpus where nobody has looked
/// at the recurrences since the index changed, front matter of other files is left out, and the
/// note says so.
RelatedIncidents related_to(Session& session, const Postmortem& postmortem);

}  // namespace dejavu
