// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <vector>

#include "tests/tidy/project_tree.h"

namespace dejavu {

/// A .cc that no CMakeLists.txt names is neither built nor run: the CMakeLists.txt of its folder,
/// or of the nearest folder above that has one, has to list it.
std::vector<Violation> every_source_is_built(const ProjectTree& tree);

/// Every folder with tests is entered by tests/CMakeLists.txt.
std::vector<Violation> every_test_folder_is_entered(const ProjectTree& tree);

}  // namespace dejavu
