// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <span>
#include <string>

#include "core/review/actions.h"
#include "server/html/templates.h"

namespace dejavu {

/// "41 days overdue", "due 2026-03-01", "done 2025-12-01, nobody has verified that it helps", …
std::string action_state_text(const ReviewedAction& action);

/// {style, state, what, facts, link, incident, incident_url, id, prevented} for each, for
/// web/templates/action_row.html.
TemplateValue::List action_rows(std::span<const ReviewedAction> actions);

}  // namespace dejavu
