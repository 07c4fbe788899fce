// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/lint/finding.h"
#include "core/postmortem/postmortem.h"

namespace dejavu {

/// The four questions that a postmortem answers (what was the problem, which steps fixed it, how
/// could it have been prevented, what will be improved), how it was noticed, whether it was seen
/// before; sections without text, and a title that says nothing.
Findings check_answers(const Postmortem& postmortem);

/// Owner and due date of open action items, types, and whether finished ones were verified.
Findings check_actions(const Postmortem& postmortem);

/// Times that contradict each other and are both after started_at: what is before it is a
/// diagnostic of reading.
Findings check_times(const Postmortem& postmortem);

}  // namespace dejavu
