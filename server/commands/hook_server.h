// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <string>

#include "core/git/git.h"
#include "server/commands/hook_command.h"

namespace dejavu {

/// What a bare repository keeps for dejavu: below its own folder, so that it moves and goes with
/// it. `corpus` is a copy of the branch's files, kept because the indexer reads files; it is a
/// cache, as the index is.
struct ServerPlace {
  std::filesystem::path folder;  // <repository>/dejavu
  std::filesystem::path corpus;
  std::filesystem::path index;  // elsewhere when --index says so
  std::string branch;           // a full name: refs/heads/main
  std::string below;            // the corpus within the tree; empty for all of it
};

/// Throws Error kNotFound outside of a repository. --corpus names the folder within the tree.
ServerPlace server_place(const HookRequest& request, const GitPlace& place);

/// Read from the copy; but nobody who pushes says where the index is written.
Settings server_settings(const HookRequest& request, const ServerPlace& server);

/// After a push: brings copy and index up to date with the branch, reading its trees and files with
/// `git cat-file`, without a checkout. Pushes that come together wait for one another, and the last
/// one finds nothing left to do. Prints what there is to tell. Throws Error for everything that
/// keeps it from doing so.
void follow_branch(const HookRequest& request);

/// Before a push is taken: lints what it changes on the branch, prints what is wrong, and returns 1
/// when there are errors. Throws Error for everything that keeps it from looking.
int check_push(const HookRequest& request);

}  // namespace dejavu
