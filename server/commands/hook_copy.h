// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/base/settings.h"
#include "core/git/git_changes.h"
#include "core/git/git_objects.h"

namespace dejavu {

/// A copy of a folder of a branch, on disk: what a checkout would have, of the files that concern a
/// corpus, its settings and its ledger; without links.

/// A file that the copy has.
bool belongs_to_copy(const Settings& settings, const std::string& path);

/// Makes the copy hold these files, by paths of the corpus. What it replaces is replaced by rename.
/// Returns the paths of files that have no content here (a partial clone) or are too large.
std::vector<std::string> write_copy(const GitPlace& place, const std::filesystem::path& corpus,
                                    const std::vector<TreePath>& files);

/// Folders that are empty then go, too.
void remove_from_copy(const std::filesystem::path& corpus, const std::vector<std::string>& paths);

/// Says in the copy that it is one, so that nobody decides there (kCopyMark).
void mark_copy(const std::filesystem::path& corpus);

/// All files that it has but the mark, by paths of the corpus; sorted.
std::vector<std::string> files_of_copy(const std::filesystem::path& corpus);

/// Makes the copy durable with one call of the kernel, however many files were written.
void sync_copy(const std::filesystem::path& corpus);

}  // namespace dejavu
