// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <vector>

#include "core/postmortem/dates.h"
#include "core/postmortem/sections.h"

namespace dejavu {

/// The action items that the body of a file lists: items of lists and rows of tables in its
/// action-item sections, tables anywhere that say what is to be done and by whom, and, in a file
/// without such a section, task lists. Prose is not guessed at.
std::vector<ActionItem> read_action_items(const std::vector<Block>& blocks,
                                          const std::vector<SectionBlocks>& sections,
                                          const DateContext& dates);

}  // namespace dejavu
