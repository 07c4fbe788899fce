// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/cli/program.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>

#include "core/base/files.h"
#include "tests/base/temporary_folder.h"

namespace dejavu {
namespace {

/// More than any test prints; a program that prints without end is a failure.
constexpr std::size_t kMaxOutputBytes = std::size_t{64} << 20;

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> list;
  for (std::string& word : words) list.push_back(word.data());
  list.push_back(nullptr);
  return list;
}

std::vector<std::string> environment_with(const std::vector<std::string>& settings) {
  std::vector<std::string> all = settings;  // the first of two equal names is the one that is found
  for (char** entry = environ; *entry != nullptr; ++entry) all.emplace_back(*entry);
  return all;
}

int exit_status(pid_t child) {
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace

Outcome run_program(const ProgramStart& start) {
  const TemporaryFolder folder;
  const std::string input = folder.write("in", start.input);
  const std::string output = folder.write("out", "");
  const std::string errors = folder.write("err", "");

  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, STDIN_FILENO, input.c_str(), O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, output.c_str(), O_WRONLY | O_APPEND, 0);
  posix_spawn_file_actions_addopen(&files, STDERR_FILENO, errors.c_str(), O_WRONLY | O_APPEND, 0);

  std::vector<std::string> words = start.words;
  std::vector<std::string> settings = environment_with(start.settings);
  pid_t child = 0;
  const int failure = ::posix_spawnp(&child, words[0].c_str(), &files, nullptr,
                                     pointers(words).data(), pointers(settings).data());
  posix_spawn_file_actions_destroy(&files);
  if (failure != 0) return {.status = 127, .output = {}, .errors = "did not start: " + words[0]};
  const int status = exit_status(child);
  return {.status = status,
          .output = read_file(output, kMaxOutputBytes),
          .errors = read_file(errors, kMaxOutputBytes)};
}

bool is_installed(const std::string& program) {
  return run_program({.words = {"sh", "-c", "command -v " + program}}).status == 0;
}

}  // namespace dejavu
