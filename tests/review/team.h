// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/recurrence/book.h"

namespace dejavu {

/// What is known about these incidents and decisions, as the book would put it together; nothing is
/// asked of an index.
Recurrences recurrences_of(std::vector<IncidentFacts> incidents,
                           const std::vector<LedgerEntry>& decisions);

/// Noon of a day.
Instant noon_of(const std::string& day);

/// The demo team, indexed once for the whole program; nullptr when demo/ is not there.
const Recurrences* demo_team();

/// The same of the bundled incidents; nullptr when corpus/ is not there.
const Recurrences* bundled_team();

/// The day that the demo team's story ends.
Instant demo_day();

}  // namespace dejavu
