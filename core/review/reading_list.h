// SPDX-License-Identifier: GPL-2.0-or-later
// Private to core/review: which old postmortem is worth reading again.
#pragma once

#include <optional>

#include "core/review/scope.h"
#include "core/review/weekly_review.h"

namespace dejavu {

ReviewedIncident reviewed_incident(const Recurrences& recurrences, const IncidentFacts& incident);

/// By the rules of review_of, as seen on `scope.now`.
std::optional<Reread> pick_reread(const Scope& scope);

}  // namespace dejavu
