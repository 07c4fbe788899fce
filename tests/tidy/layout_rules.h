// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <vector>

#include "tests/tidy/project_tree.h"

namespace dejavu {

// How a file looks. Each rule takes one file and says nothing about kinds of files it is not for.

std::vector<Violation> licence_comes_first(const SourceFile& file);
std::vector<Violation> header_has_pragma_once(const SourceFile& file);
std::vector<Violation> lines_are_short(const SourceFile& file);
std::vector<Violation> files_are_short(const SourceFile& file);
std::vector<Violation> functions_are_short(const SourceFile& file);
std::vector<Violation> blanks_are_in_order(const SourceFile& file);
std::vector<Violation> names_are_snake_case(const SourceFile& file);

}  // namespace dejavu
