// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "core/git/git_changes.h"

namespace dejavu {

/// Installed hooks let Git tell of HEAD in a pipe, while the program that reads it is still being
/// loaded: that takes about as long, so a hook ends a seventh sooner than one that asks.

/// The shell's side: prints what head_commit_call prints, and a word behind it where Git has
/// succeeded, so that a part is never taken for the whole. Ends without a line end.
std::string head_telling_command(const std::string& below);

/// The reader's side. Absent when it does not come until `end`, or is something else (there are no
/// commits, Git has failed, the hook is of another version): then Git is to be asked.
std::optional<HeadCommit> read_told_head(int descriptor, std::chrono::steady_clock::time_point end);

}  // namespace dejavu
