// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/base/settings.h"

namespace dejavu {

/// What a hook of a working copy was called with.
struct FollowRequest {
  SettingsSources sources;
  unsigned threads = 1;
  std::string hook;                    // "post-commit", …
  std::vector<std::string> arguments;  // those that Git gave it
};

/// After Git has changed a working copy: brings the index of its corpus up to date with what
/// differs between HEAD and the commit that was indexed last, and prints a line about it; about new
/// postmortems `dejavu` is asked to tell, and takes this program's place. Whatever goes wrong is
/// one line on standard error, so that nothing in Git fails because of it. docs/HOOKS.md
void follow_git(const FollowRequest& request);

}  // namespace dejavu
