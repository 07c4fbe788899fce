// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <vector>

#include "tests/tidy/project_tree.h"

namespace dejavu {

// What a file may see of others.

/// A header's own .cc includes it first, so that every header compiles alone.
std::vector<Violation> own_header_comes_first(const SourceFile& file, const ProjectTree& tree);

/// Includes follow the flow of data: core/base ← core/postmortem ← core/index ← core/search ←
/// core/answer ← core/recurrence ← indexer, server. Tests and benchmarks may include every room.
std::vector<Violation> arrows_point_left(const SourceFile& file);

/// Each library stays behind the few files that know it.
std::vector<Violation> engines_stay_behind_their_border(const SourceFile& file);

/// The list of those few files names none that is gone, or that has stopped to include it.
std::vector<Violation> border_posts_are_needed(const ProjectTree& tree);

/// How many .cc files may include <xapian.h>, by themselves or through xapian_access.h.
std::size_t xapian_source_count();

/// <regex>, <format> and their like, with what to use instead.
std::vector<Violation> no_banned_header(const SourceFile& file);

/// "core/index/reader.h" is a path from the project's root.
std::vector<Violation> includes_start_at_the_root(const SourceFile& file, const ProjectTree& tree);

}  // namespace dejavu
