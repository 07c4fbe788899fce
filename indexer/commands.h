// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/base/settings.h"

namespace dejavu {

/// What the command line asked for.
struct Command {
  std::string verb;  // build, update, watch, follow, status, verify or gc
  SettingsSources sources;
  unsigned threads = 1;
  std::vector<std::string> files;  // update: only these, when there are any; follow: from Git
  std::string hook;                // follow: by which Git calls
  bool head_on_stdin = false;      // follow
  long seconds = 0;                // follow: its time limit
  bool verbose = false;
  bool json = false;
};

/// The exit code of a job that Ctrl-C or SIGTERM stopped: 128 + SIGINT, as shells count.
inline constexpr int kExitInterrupted = 130;

/// Does it, prints the answer on standard output and returns the exit code. Throws Error.
int run_command(const Command& command);

}  // namespace dejavu
