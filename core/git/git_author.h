// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <string>

namespace dejavu {

/// `git config user.name` as seen from a folder; empty where Git or the name is missing.
std::string git_author(const std::filesystem::path& folder);

}  // namespace dejavu
