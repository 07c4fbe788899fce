// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "tests/cli/program.h"

namespace dejavu {

/// How a program is started with the shim in its way.
struct Shimmed {
  std::vector<std::string> words;
  std::filesystem::path folder;            // calls on what is below it count
  std::string fault = "kill";              // tests/crash/shim.cc has the list
  int at = 0;                              // from 1 on; 0: nothing fails
  std::filesystem::path log = {};          // gets a line for each call
  std::filesystem::path journal = {};      // read_journal
  std::vector<std::string> settings = {};  // "NAME=value"
};

Outcome run_shimmed(const Shimmed& shimmed);

/// How many calls count for this fault when nothing fails; `log` is written anew.
int count_calls(Shimmed shimmed);

/// Whether the fault ends the program.
bool kills(const std::string& fault);

/// As a shell tells SIGKILL.
inline constexpr int kKilled = 128 + 9;

/// As it was saved, whatever is there now.
void copy_tree(const std::filesystem::path& from, const std::filesystem::path& to);

}  // namespace dejavu
