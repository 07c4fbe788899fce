// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/git/git_repository.h"

namespace dejavu {

/// What `dejavu hook install` writes into one file.
struct HookScript {
  std::string name;   // "post-commit"
  std::string lines;  // of its block; the first one is a comment
};

/// What was done about one file, for a person.
enum class HookChange { kAdded, kUpdated, kUnchanged, kRemoved, kByHand };

struct HookOutcome {
  std::string name;
  HookChange change = HookChange::kUnchanged;
  std::string reason;  // of kByHand
};

/// The folder that hooks are written to: Git's, or beside the one that husky makes and makes anew.
std::filesystem::path hook_folder(const GitRepository& repository);

/// Whether the folder belongs to this repository alone. One that core.hooksPath shares between
/// repositories does not.
bool is_own_folder(const GitRepository& repository, const std::filesystem::path& folder);

/// Whether the folder's files are versioned: they are read on machines that have other paths.
bool is_versioned_folder(const GitRepository& repository, const std::filesystem::path& folder);

/// Puts a block into a hook that is there, or makes a hook of it. What is no shell script, not
/// executable, or otherwise strange is left as it is (kByHand). Throws Error kIo.
HookOutcome install_script(const std::filesystem::path& folder, const HookScript& script);

/// Takes the block out of a hook, and the file away when nothing else is in it. Throws Error kIo.
HookOutcome uninstall_script(const std::filesystem::path& folder, const std::string& name);

}  // namespace dejavu
