// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/write_lock.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/text.h"
#include "core/index/layout.h"

namespace dejavu {
namespace {

constexpr std::size_t kMaxNoteBytes = 4096;

/// Open-file-description locks instead of flock: they can be looked at without being taken, and
/// they work on NFS.
struct flock whole_file() {
  struct flock lock = {};
  lock.l_type = F_WRLCK;
  lock.l_whence = SEEK_SET;
  return lock;
}

std::string host_name() {
  std::array<char, 256> name = {};
  if (::gethostname(name.data(), name.size() - 1) != 0) return "an unknown host";
  return name.data();
}

/// The note in the lock's file: one `key value` a line. A half-written one gives what it has.
LockHolder read_holder(const std::filesystem::path& file) {
  LockHolder holder;
  const std::string note = read_file(file, kMaxNoteBytes);
  for (const std::string_view line : split_lines(note)) {
    const std::size_t blank = line.find(' ');
    if (blank == std::string_view::npos) continue;
    const std::string_view key = line.substr(0, blank);
    const std::string value(line.substr(blank + 1));
    if (key == "pid") holder.pid = std::strtol(value.c_str(), nullptr, 10);
    if (key == "host") holder.host = value;
    if (key == "command") holder.command = value;
    if (key == "since") holder.since = value;
  }
  return holder;
}

bool write_note(const Descriptor& file, std::string_view note) {
  if (::ftruncate(file.number(), 0) != 0) return false;
  for (std::size_t done = 0; done < note.size();) {
    const std::string_view rest = note.substr(done);
    const ssize_t written =
        ::pwrite(file.number(), rest.data(), rest.size(), static_cast<off_t>(done));
    if (written < 0 && errno != EINTR) return false;
    done += static_cast<std::size_t>(std::max<ssize_t>(written, 0));
  }
  return true;
}

[[noreturn]] void throw_lock_error(const std::filesystem::path& file) {
  const int number = errno;
  if (number == EAGAIN || number == EACCES) {
    throw Error(ErrorKind::kLocked,
                fmt::format("The index is being written by {}.", describe(read_holder(file))),
                "Wait until it is done, or stop it; then try again.");
  }
  throw Error(number == ENOENT ? ErrorKind::kNotFound : ErrorKind::kIo,
              fmt::format("cannot lock {}: {}", file.string(), std::strerror(number)),
              "Check the path and the permissions of the index directory.");
}

}  // namespace

std::string describe(const LockHolder& holder) {
  if (holder.pid == 0) return "a program that has only just begun";  // its note is not there yet
  return fmt::format("{} (pid {} on {}) since {}", holder.command, holder.pid, holder.host,
                     holder.since);
}

WriteLock::WriteLock(const std::filesystem::path& index_dir, std::string_view command, Instant now)
    : file_(::open(lock_file(index_dir).c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666)) {
  const std::filesystem::path file = lock_file(index_dir);
  struct flock lock = whole_file();
  if (!file_.valid() || ::fcntl(file_.number(), F_OFD_SETLK, &lock) != 0) throw_lock_error(file);
  const std::string note = fmt::format("pid {}\nhost {}\ncommand {}\nsince {}\n", ::getpid(),
                                       host_name(), command, format_instant(now));
  if (!write_note(file_, note)) throw_lock_error(file);
}

std::optional<LockHolder> lock_holder(const std::filesystem::path& index_dir) {
  const std::filesystem::path path = lock_file(index_dir);
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (!file.valid()) return std::nullopt;
  struct flock lock = whole_file();
  if (::fcntl(file.number(), F_OFD_GETLK, &lock) != 0 || lock.l_type == F_UNLCK) {
    return std::nullopt;
  }
  return read_holder(path);
}

}  // namespace dejavu
