// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/cli/program.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <thread>

#include "core/base/files.h"

namespace dejavu {
namespace {

/// More than any test prints; a program that prints without end is a failure.
constexpr std::size_t kMaxOutputBytes = std::size_t{64} << 20;

constexpr int kNotStarted = 127;  // as shells say it

std::vector<char*> pointers(std::vector<std::string>& words) {
  std::vector<char*> list;
  for (std::string& word : words) list.push_back(word.data());
  list.push_back(nullptr);
  return list;
}

std::vector<std::string> environment_with(const std::vector<std::string>& settings) {
  std::vector<std::string> all = settings;  // of two equal names the first is found
  for (char** entry = environ; *entry != nullptr; ++entry) all.emplace_back(*entry);
  return all;
}

/// The process's id, or -1. Standard input, output and error are the files in, out and err.
pid_t spawn(const ProgramStart& start, const TemporaryFolder& folder) {
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
  pid_t child = -1;
  const int failure = ::posix_spawnp(&child, words[0].c_str(), &files, nullptr,
                                     pointers(words).data(), pointers(settings).data());
  posix_spawn_file_actions_destroy(&files);
  return failure == 0 ? child : -1;
}

int exit_status(pid_t child) {
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

}  // namespace

Outcome run_program(const ProgramStart& start) { return RunningProgram(start).wait(); }

bool is_installed(const std::string& program) {
  return run_program({.words = {"sh", "-c", "command -v " + program}}).status == 0;
}

RunningProgram::RunningProgram(const ProgramStart& start) : child_(spawn(start, folder_)) {}

RunningProgram::~RunningProgram() {
  if (child_ > 0) stop(SIGKILL);
}

std::string RunningProgram::output() const {
  return read_file(folder_.path() / "out", kMaxOutputBytes);
}

bool RunningProgram::prints(const std::string& text, std::chrono::seconds patience) const {
  const auto end = std::chrono::steady_clock::now() + patience;
  while (output().find(text) == std::string::npos) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  return true;
}

Outcome RunningProgram::stop(int signal) {
  if (child_ > 0) ::kill(child_, signal);
  return wait();
}

Outcome RunningProgram::wait() {
  if (child_ <= 0) return {.status = kNotStarted, .output = {}, .errors = "did not start"};
  const int status = exit_status(child_);
  child_ = -1;
  return {.status = status,
          .output = output(),
          .errors = read_file(folder_.path() / "err", kMaxOutputBytes)};
}

}  // namespace dejavu
