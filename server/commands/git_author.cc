// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/commands/git_author.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "core/base/text.h"

namespace dejavu {
namespace {

/// A name; what is longer is none.
constexpr std::size_t kMaxNameBytes = 200;

/// All that is written to a pipe, as long as it is no more than a name.
std::string read_name(int pipe) {
  std::string name;
  std::array<char, 256> buffer{};
  for (;;) {
    const ssize_t got = read(pipe, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return name;
    if (name.size() <= kMaxNameBytes) name.append(buffer.data(), static_cast<std::size_t>(got));
  }
}

/// The exit code, or -1 when a signal ended it.
int wait_for(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

std::string git_author(const std::filesystem::path& folder) {
  std::array<int, 2> pipe{};
  if (pipe2(pipe.data(), O_CLOEXEC) != 0) return {};
  std::string git = "git";
  std::string in = "-C";
  std::string where = folder.string();
  std::string config = "config";
  std::string key = "user.name";
  const std::array<char*, 6> words = {git.data(),    in.data(),  where.data(),
                                      config.data(), key.data(), nullptr};
  posix_spawn_file_actions_t files{};
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, pipe[1], STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t child = -1;
  const int failed = posix_spawnp(&child, "git", &files, nullptr, words.data(), environ);
  posix_spawn_file_actions_destroy(&files);
  close(pipe[1]);
  const std::string name = failed != 0 ? std::string() : read_name(pipe[0]);
  close(pipe[0]);
  if (failed != 0 || wait_for(child) != 0 || name.size() > kMaxNameBytes) return {};
  return collapse_blanks(printable(name));
}

}  // namespace dejavu
