// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <vector>

namespace dejavu {

/// How a program is started: no shell, so nothing has to be quoted.
struct ProgramStart {
  std::vector<std::string> words;  // the program (a path, or a name to look for) and arguments
  std::string input = {};          // its standard input
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

}  // namespace dejavu
