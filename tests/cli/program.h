// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <sys/types.h>

#include <chrono>
#include <string>
#include <vector>

#include "tests/base/temporary_folder.h"

namespace dejavu {

/// How a program is started: no shell, so nothing has to be quoted.
struct ProgramStart {
  std::vector<std::string> words;          // the program (a path, or a name to look for), arguments
  std::string input = {};                  // its standard input
  std::vector<std::string> settings = {};  // "NAME=value", in the environment besides ours
};

struct Outcome {
  int status = 0;  // exit code; 128 + number when a signal ended it, 127 when it did not start
  std::string output;
  std::string errors;
};

/// Runs to its end. Standard output and standard error are files, as in a pipe: no terminal.
Outcome run_program(const ProgramStart& start);

/// Whether a name is found on PATH.
bool is_installed(const std::string& program);

/// A program that runs beside the test; killed when it goes out of scope.
class RunningProgram {
 public:
  explicit RunningProgram(const ProgramStart& start);
  ~RunningProgram();
  RunningProgram(const RunningProgram&) = delete;
  RunningProgram& operator=(const RunningProgram&) = delete;

  pid_t id() const { return child_; }

  /// What it has printed so far.
  std::string output() const;

  /// Waits until the output contains `text`; false when it has not within `patience`, a guard
  /// against hanging.
  bool prints(const std::string& text, std::chrono::seconds patience) const;

  /// Sends a signal and waits for the end.
  Outcome stop(int signal);

  /// Waits for the end.
  Outcome wait();

 private:
  TemporaryFolder folder_;
  pid_t child_ = -1;
};

}  // namespace dejavu
