// SPDX-License-Identifier: GPL-2.0-or-later
#include "bench/child.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/base/error.h"

namespace dejavu {
namespace {

Seconds seconds(const timeval& time) {
  return std::chrono::seconds(time.tv_sec) + std::chrono::microseconds(time.tv_usec);
}

pid_t spawn(const std::vector<std::string>& command, const std::filesystem::path& output) {
  std::vector<char*> arguments;
  for (const std::string& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output.c_str(),
                                   O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO);
  pid_t pid = 0;
  const int failure =
      posix_spawnp(&pid, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failure == 0) return pid;
  throw Error(ErrorKind::kIo, fmt::format("{} could not be started", command[0]),
              "bench/README.md says what has to be installed");
}

}  // namespace

Child::Child(const std::vector<std::string>& command, const std::filesystem::path& output)
    : pid_(spawn(command, output)), began_(std::chrono::steady_clock::now()) {}

Child::~Child() {
  if (pid_ == 0) return;
  kill(pid_, SIGTERM);
  waitpid(pid_, nullptr, 0);
}

Usage Child::wait() {
  rusage used{};
  int status = 0;
  while (wait4(pid_, &status, 0, &used) < 0 && errno == EINTR) continue;
  pid_ = 0;
  constexpr double kKibPerMib = 1024;
  return {.wall = std::chrono::steady_clock::now() - began_,
          .cpu = seconds(used.ru_utime) + seconds(used.ru_stime),
          .peak_mib = static_cast<double>(used.ru_maxrss) / kKibPerMib,
          .exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status)};
}

Usage run_child(const std::vector<std::string>& command, const std::filesystem::path& output) {
  Child child(command, output);
  const Usage usage = child.wait();
  if (usage.exit_code <= 1) return usage;
  throw Error(ErrorKind::kIo,
              fmt::format("{} ended with {}", fmt::join(command, " "), usage.exit_code),
              "its output is in " + output.string());
}

}  // namespace dejavu
