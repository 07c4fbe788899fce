// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <future>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/git/child.h"

namespace dejavu {

/// What Git is told by the environment about a repository (GIT_DIR, GIT_INDEX_FILE, …).
enum class GitEnvironment {
  kFolderAlone,  // dropped: the repository that the folder is in, whoever calls
  kOfTheHook,    // kept: we are run by Git, for the repository that it says
};

/// From where Git is asked.
struct GitPlace {
  std::filesystem::path folder = {};  // where we run when empty
  GitEnvironment environment = GitEnvironment::kFolderAlone;
  /// Reading commands take milliseconds; on a cold network disk, seconds.
  std::chrono::milliseconds time_limit = std::chrono::seconds(10);
};

struct GitCall {
  std::vector<std::string> words;  // a command and its arguments, without "git"
  std::string input = {};
  std::size_t output_limit_bytes = kMaxChildOutputBytes;
  std::function<void(std::string_view)> on_output = {};  // as in ChildStart
  std::vector<std::string> environment = {};             // "NAME=value", for this call alone
};

/// "NAME=value" of each call: no locks that are optional, no network, no asking for passwords.
const std::vector<std::string>& git_environment();

/// Runs git (no shell, git_environment(), pathspecs as they are written). Throws Error kNotFound
/// when there is no git, kUnavailable when it took too long, kInvalid when it printed
/// more than the limit; what it says when it exits with another code than 0 is in the result.
ChildEnd run_git(const GitPlace& place, const GitCall& call);

/// As run_git, but Git works while we do something else, and get() does the waiting and throwing.
std::future<ChildEnd> start_git(const GitPlace& place, const GitCall& call);

/// As run_git, but what it printed; throws Error kIo, with git's own message, when it failed.
std::string git_output(const GitPlace& place, const GitCall& call);

/// As git_output without the line end; absent when git exits with another code than 0. For
/// questions to which "no" is an answer: a setting, a name that may not exist.
std::optional<std::string> git_line(const GitPlace& place, const GitCall& call);

/// A setting as this repository and this person have it; absent when not set.
std::optional<std::string> git_setting(const GitPlace& place, const std::string& key);

/// The full id of the commit that a name means ("HEAD", "main", "@{upstream}"); absent when there
/// is none, as in a repository without commits.
std::optional<std::string> commit_id(const GitPlace& place, const std::string& name);

}  // namespace dejavu
