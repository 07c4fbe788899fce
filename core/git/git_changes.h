// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <future>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/git/git.h"

namespace dejavu {

enum class PathChange { kAdded, kModified, kDeleted, kRenamed };

/// What stands at a path of a tree.
enum class PathKind { kFile, kLink, kSubmodule };

/// A path that two trees, or a tree and what is staged, differ in.
struct ChangedPath {
  PathChange change = PathChange::kModified;
  PathKind kind = PathKind::kFile;  // what it is now, or was when it is gone
  std::string path;                 // from the top of the repository, '/' between parts
  std::string old_path = {};        // of kRenamed: where it was
  std::string blob = {};            // id of the new content; zeros when gone or not staged

  bool operator==(const ChangedPath&) const = default;
};

/// A path of a tree.
struct TreePath {
  PathKind kind = PathKind::kFile;
  std::string path;
  std::string blob;

  bool operator==(const TreePath&) const = default;
};

/// Reads what `git diff`, `diff-tree` and `diff-index` print with --raw -z --no-abbrev. A copy
/// counts as added, a change of type as modified. Throws Error kIo for anything else.
std::vector<ChangedPath> parse_raw_changes(std::string_view output);

/// From one commit or tree to another, renames found (those with a changed half, too, while there
/// are few). `below` is a folder from the top of the repository, or empty for all. Throws as
/// git_output does, also when one of the two is not there.
std::vector<ChangedPath> changed_paths(const GitPlace& place, const std::string& from,
                                       const std::string& to, const std::string& below);

/// Where HEAD is, and how it came there.
struct HeadCommit {
  std::string id;
  std::string first_parent;          // empty: it has none
  std::vector<ChangedPath> changes;  // from its first parent; empty when it has none
};

/// Tells where HEAD is, and its changes below a folder or all, in one call, because each costs as
/// much as reading a postmortem. It prints what parse_head_commit reads.
GitCall head_commit_call(const std::string& below);

/// Throws Error kIo for anything that the call does not print.
HeadCommit parse_head_commit(std::string_view output);

/// Makes that call; Git works until somebody gets the answer. Absent in a repository without
/// commits. get() throws as git_output and parse_head_commit do.
std::future<std::optional<HeadCommit>> ask_head_commit(const GitPlace& place,
                                                       const std::string& below);

/// All of a commit's or tree's paths below a folder, or all.
std::vector<TreePath> tree_paths(const GitPlace& place, const std::string& tree,
                                 const std::string& below);

}  // namespace dejavu
