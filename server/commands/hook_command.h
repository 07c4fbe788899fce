// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "core/base/settings.h"
#include "core/base/time.h"
#include "core/git/git.h"

namespace dejavu {

/// Whether a server's repository also looks at what is pushed before it takes it.
enum class PreReceive { kLeftAlone, kInstalled };

/// Git waits for a hook, and a person for Git. An update of 1,000 files takes about a second; what
/// takes longer than this is a rebuild of some ten thousand files, which is better done by hand.
inline constexpr std::chrono::seconds kHookTimeLimit(10);

/// What `dejavu hook …` was asked for.
struct HookRequest {
  SettingsSources sources;  // --corpus, --index and the environment
  Instant now{};
  std::chrono::milliseconds time_limit = kHookTimeLimit;  // of the indexer
  std::filesystem::path repository = ".";                 // install, uninstall
  PreReceive pre_receive = PreReceive::kLeftAlone;
  std::string branch;                  // of a bare repository; empty: its HEAD
  std::string hook;                    // run: "post-commit", …
  std::vector<std::string> arguments;  // run: those that Git gave; report: new files
  std::size_t new_files = 0;           // report: all that there are
  std::size_t took_ms = 0;             // report: until they were found
};

/// From where Git is asked: a hook is run where it belongs, and told by Git what to look at.
GitPlace git_place(const HookRequest& request);

/// Puts dejavu into the hooks of a repository, says what it did, and returns 1 when something is
/// left to be done by hand. Doing it twice changes nothing. Throws Error when there is no
/// repository, or when its hooks cannot be written.
int run_hook_install(const HookRequest& request);

/// Takes out exactly what install put in; returns as install does.
int run_hook_uninstall(const HookRequest& request);

/// What hooks call that know of `dejavu` alone, and those of a bare repository: brings the index up
/// to date with what Git did, and tells about new postmortems. For a working copy `dejavu-index
/// follow`, which starts faster, takes this program's place. Whatever goes wrong is one line on
/// standard error and the exit code 0, so that nothing in Git fails because of it; only pre-receive
/// returns 1, for what it refuses. docs/HOOKS.md
int run_hook(const HookRequest& request);

/// What `dejavu-index follow` asks for when there are new postmortems: tells about them. As
/// run_hook, it never fails.
int run_hook_report(const HookRequest& request);

}  // namespace dejavu
