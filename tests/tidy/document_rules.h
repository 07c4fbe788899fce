// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "tests/tidy/project_tree.h"

namespace dejavu {

/// Relative links of Markdown files lead to a file of the project, and their #anchors to a heading.
std::vector<Violation> links_resolve(const SourceFile& file, const ProjectTree& tree);

/// The anchor that GitHub gives a heading: "What is it? (Part 2)" → "what-is-it-part-2".
std::string anchor_of(std::string_view heading);

/// Every page of docs/decisions/ is named in its README.md.
std::vector<Violation> decisions_are_listed(const ProjectTree& tree);

/// String literals of the form "date-ambiguous": what diagnostics are called.
std::vector<std::string> kebab_literals(std::string_view cpp_text);

/// Each of `names` stands in backquotes somewhere in `document`.
std::vector<Violation> names_are_documented(const std::vector<std::string>& names,
                                            const SourceFile& document);

}  // namespace dejavu
