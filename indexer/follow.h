// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "core/base/settings.h"

namespace dejavu {

/// Git waits for a hook, and a person for Git. An update of 1,000 files takes about a second; what
/// takes longer than this is a rebuild of some ten thousand files, which is better done by hand.
inline constexpr std::chrono::seconds kHookTimeLimit(10);

/// What a hook of a working copy was called with.
struct FollowRequest {
  SettingsSources sources;
  unsigned threads = 1;
  std::chrono::seconds time_limit{};   // after it nothing more is done
  std::string hook;                    // "post-commit", …
  std::vector<std::string> arguments;  // those that Git gave it
  bool head_on_stdin = false;          // Git says of HEAD there (told_head.h); else it is asked
};

/// After Git has changed a working copy: brings the index of its corpus up to date with what
/// differs between HEAD and the commit that was indexed last, and prints a line about it; about new
/// postmortems `dejavu` is asked to tell, and takes this program's place. Whatever goes wrong is
/// one line on standard error, so that nothing in Git fails because of it. docs/HOOKS.md
void follow_git(const FollowRequest& request);

}  // namespace dejavu
