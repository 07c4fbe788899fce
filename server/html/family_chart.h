// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <span>

#include "core/recurrence/families.h"
#include "server/html/drawing.h"
#include "server/html/report_parts.h"

namespace dejavu {

/// A row for each family, from its first incident to its last, all on one scale of time: a ring for
/// the first incident, a dot for each time it came back. Incidents without a date are left out.
Drawing family_chart(std::span<const Family> families, const IncidentsById& incidents);

}  // namespace dejavu
