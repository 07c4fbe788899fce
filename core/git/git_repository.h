// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <optional>

#include "core/git/git.h"

namespace dejavu {

/// Where the parts of a repository are; all absolute.
struct GitRepository {
  std::filesystem::path top_level;   // of the working copy; empty in a bare repository
  std::filesystem::path git_dir;     // of this work tree
  std::filesystem::path common_dir;  // what all its work trees share; else the same
  std::filesystem::path hooks_dir;   // where Git looks for hooks: core.hooksPath counts

  bool is_bare() const { return top_level.empty(); }
  bool operator==(const GitRepository&) const = default;
};

/// The repository that the place is in; absent when it is in none, or when Git does not trust it
/// (safe.directory). Throws as run_git does.
std::optional<GitRepository> find_repository(const GitPlace& place);

}  // namespace dejavu
