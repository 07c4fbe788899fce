// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>
#include <vector>

#include "core/postmortem/markdown.h"

namespace dejavu {

/// A text that cmark must not see: "# Heading" lines and paragraphs, nothing else.
std::vector<Block> read_plain_text(std::string_view text, int first_line);

}  // namespace dejavu
