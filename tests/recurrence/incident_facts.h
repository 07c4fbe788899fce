// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/recurrence/incidents.h"
#include "core/recurrence/ledger.h"
#include "core/recurrence/relations.h"

namespace dejavu {

/// An incident that began and was over on a day; an empty day gives one without times.
IncidentFacts incident_on(const std::string& id, const std::string& day);

/// A relation as front matter states it.
Relation relation_to(RelationKind kind, const std::string& id);

/// A prevent action.
ActionItem prevent_action(ActionStatus status, const std::string& done_day);

/// "at" is a day or a time.
LedgerEntry decision(const std::string& at, LedgerKind kind, const std::string& from,
                     const std::string& to);

/// The ledger that these lines make, in this order.
Ledger ledger_of(const std::vector<LedgerEntry>& entries);

/// Codes of the problems, in order.
std::vector<std::string> codes_of(const Settled& settled);

}  // namespace dejavu
