// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <string>

namespace dejavu {

/// `git config user.name` in a folder; empty when Git is missing or knows none.
std::string git_user_name(const std::filesystem::path& folder);

}  // namespace dejavu
