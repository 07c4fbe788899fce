// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <vector>

#include "tests/tidy/project_tree.h"

namespace dejavu {

/// Words that say nothing in names of things and files, each with what to write instead.
std::vector<Violation> no_empty_words(const SourceFile& file);

/// Marks of unfinished work, and constructs with a better replacement, wherever they stand.
std::vector<Violation> no_banned_phrase(const SourceFile& file);

/// nlohmann's dump() throws on bytes that are no UTF-8 unless it is told to replace them.
std::vector<Violation> json_is_dumped_safely(const SourceFile& file);

}  // namespace dejavu
