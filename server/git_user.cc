// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/git_user.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>

#include "core/base/descriptor.h"
#include "core/base/text.h"

namespace dejavu {
namespace {

/// A name, not a book.
constexpr std::size_t kMaxNameBytes = 1024;

std::string read_all(const Descriptor& pipe) {
  std::string text;
  std::array<char, 256> bytes;
  for (ssize_t got = 0; (got = ::read(pipe.number(), bytes.data(), bytes.size())) > 0;) {
    if (text.size() < kMaxNameBytes) text.append(bytes.data(), static_cast<std::size_t>(got));
  }
  return text;
}

}  // namespace

std::string git_user_name(const std::filesystem::path& folder) {
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) return {};
  const Descriptor read_end(ends[0]);
  Descriptor write_end(ends[1]);
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_adddup2(&files, write_end.number(), STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  std::string place = folder.string();
  std::string words[] = {"git", "-C", place, "config", "user.name"};
  char* const list[] = {words[0].data(), words[1].data(), words[2].data(),
                        words[3].data(), words[4].data(), nullptr};
  pid_t child = -1;
  const int failure = ::posix_spawnp(&child, "git", &files, nullptr, list, environ);
  posix_spawn_file_actions_destroy(&files);
  write_end.close();
  if (failure != 0) return {};
  const std::string name = read_all(read_end);
  int status = 0;
  ::waitpid(child, &status, 0);
  return status == 0 ? std::string(trim(name)) : std::string();
}

}  // namespace dejavu
