// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

#include "core/review/actions.h"

namespace dejavu {

/// For a terminal: the counts, then the actions by incident. Control characters of the corpus never
/// reach it.
std::string actions_text(const ActionReport& report);

/// "3 days overdue · prevent · Ada · due 2026-02-03 · would have prevented PM-7".
std::string action_facts(const ReviewedAction& action);

}  // namespace dejavu
