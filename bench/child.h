// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

#include "bench/measure.h"

namespace dejavu {

/// What a program used, with the programs that it ran.
struct Usage {
  Seconds wall{};
  Seconds cpu{};
  /// The kernel counts the caller's own peak at the moment of starting, too: stay small.
  double peak_mib = 0;
  int exit_code = 0;
};

/// A running program; its output goes to a file. Ended (SIGTERM) and waited for at the latest when
/// the object goes away.
class Child {
 public:
  /// The program is looked for on the PATH. Throws Error kIo when it cannot be started.
  Child(const std::vector<std::string>& command, const std::filesystem::path& output);
  ~Child();
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  pid_t pid() const { return pid_; }
  Usage wait();

 private:
  pid_t pid_;
  std::chrono::steady_clock::time_point began_;
};

/// Runs to the end. Throws Error kIo when it cannot be started or says that it failed; 1 is not a
/// failure (searches answer "nothing" so).
Usage run_child(const std::vector<std::string>& command, const std::filesystem::path& output);

}  // namespace dejavu
