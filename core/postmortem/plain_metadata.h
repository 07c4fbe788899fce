// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <vector>

#include "core/postmortem/meta_value.h"
#include "core/postmortem/sections.h"

namespace dejavu {

/// Facts that the body states instead of a front matter: "## Date" above a value, lines
/// "Owner: …", tables of two columns, lists "- Category: …" of a "Stats" section. The answer is a
/// tree like a front matter's, so that the same fields, aliases and forms hold for both.
MetaValue read_plain_metadata(const std::vector<Block>& blocks,
                              const std::vector<SectionBlocks>& sections);

}  // namespace dejavu
