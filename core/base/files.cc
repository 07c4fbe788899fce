// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/files.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <xxhash.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <random>

#include "core/base/descriptor.h"
#include "core/base/error.h"

namespace dejavu {
namespace {

/// Names of temporary files are random; somebody who guesses this often is no accident.
constexpr int kTemporaryNameAttempts = 16;

[[noreturn]] void throw_system_error(std::string_view doing, const std::filesystem::path& path) {
  const int number = errno;
  const std::string message = fmt::format("{} {}: {}", doing, path.string(), std::strerror(number));
  switch (number) {
    case ENOENT:
    case ENOTDIR: throw Error(ErrorKind::kNotFound, message, "Check the path.");
    case EXDEV:
    case ELOOP:
      throw Error(ErrorKind::kInvalid, message, "Name a file inside the folder, not a link out.");
    case ENOSPC:
    case EDQUOT: throw Error(ErrorKind::kIo, message, "Make room on the disk and try again.");
    case EACCES:
    case EPERM: throw Error(ErrorKind::kIo, message, "Check the permissions.");
    default: throw Error(ErrorKind::kIo, message, "See the system log if this happens again.");
  }
}

struct stat status_of_regular(const Descriptor& file, const std::filesystem::path& path,
                              std::size_t limit_bytes) {
  struct stat status = {};
  if (::fstat(file.number(), &status) != 0) throw_system_error("cannot look at", path);
  if (!S_ISREG(status.st_mode)) {
    throw Error(ErrorKind::kInvalid, path.string() + " is no regular file", "Name a file.");
  }
  if (static_cast<std::uint64_t>(status.st_size) > limit_bytes) {
    throw Error(ErrorKind::kInvalid,
                fmt::format("{} has {} bytes, more than the {} that are read", path.string(),
                            status.st_size, limit_bytes),
                "Split the file or leave it out.");
  }
  return status;
}

/// The content from an open descriptor. The limit holds even for a file that grows meanwhile.
std::string read_all(const Descriptor& file, const std::filesystem::path& path,
                     std::size_t limit_bytes) {
  const struct stat status = status_of_regular(file, path, limit_bytes);
  std::string content(static_cast<std::size_t>(status.st_size) + 1, '\0');
  std::size_t filled = 0;
  while (true) {
    const ssize_t got = ::read(file.number(), content.data() + filled, content.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw_system_error("cannot read", path);
    if (got == 0) break;
    filled += static_cast<std::size_t>(got);
    if (filled > limit_bytes) {
      throw Error(ErrorKind::kInvalid, path.string() + " grew beyond the limit while it was read",
                  "Try again when nobody writes it.");
    }
    if (filled == content.size()) content.resize(content.size() * 2);
  }
  content.resize(filled);
  return content;
}

void write_all(const Descriptor& file, std::string_view content,
               const std::filesystem::path& path) {
  while (!content.empty()) {
    const ssize_t written = ::write(file.number(), content.data(), content.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) throw_system_error("cannot write", path);
    content.remove_prefix(static_cast<std::size_t>(written));
  }
}

std::filesystem::path folder_of(const std::filesystem::path& path) {
  return path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
}

/// A new file beside `path`, hidden so that a scan does not read it.
std::pair<Descriptor, std::filesystem::path> open_temporary(const std::filesystem::path& path) {
  std::random_device random;
  for (int attempt = 0; attempt < kTemporaryNameAttempts; ++attempt) {
    const std::filesystem::path name =
        folder_of(path) / fmt::format(".dejavu-{:08x}{:08x}.tmp", random(), random());
    Descriptor file(::open(name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
    if (file.valid()) return {std::move(file), name};
    if (errno != EEXIST) break;
  }
  throw_system_error("cannot create a file beside", path);
}

/// A replaced file keeps its permissions.
void copy_mode(const std::filesystem::path& path, const Descriptor& file) {
  struct stat status = {};
  if (::stat(path.c_str(), &status) != 0) return;
  if (::fchmod(file.number(), status.st_mode & 07777) != 0) {
    throw_system_error("cannot set the permissions of", path);
  }
}

}  // namespace

std::string read_file(const std::filesystem::path& path, std::size_t limit_bytes) {
  // Opening a FIFO, even without waiting, wakes its writer; so look before opening.
  struct stat status = {};
  if (::stat(path.c_str(), &status) != 0) throw_system_error("cannot open", path);
  if (!S_ISREG(status.st_mode)) {
    throw Error(ErrorKind::kInvalid, path.string() + " is no regular file", "Name a file.");
  }
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!file.valid()) throw_system_error("cannot open", path);
  return read_all(file, path, limit_bytes);
}

std::string read_file_beneath(const std::filesystem::path& root, std::string_view relative,
                              std::size_t limit_bytes) {
  const std::filesystem::path path = root / relative;
  const std::filesystem::path below(relative);
  bool leaves =
      relative.empty() || below.is_absolute() || relative.find('\0') != std::string_view::npos;
  for (const std::filesystem::path& part : below) leaves = leaves || part == "..";
  if (leaves) {
    throw Error(ErrorKind::kInvalid, fmt::format("'{}' is no path inside the folder", relative),
                "Give a relative path without '..'.");
  }
  const std::string name(relative);
  const Descriptor look = open_beneath(root, name, O_PATH);
  if (!look.valid()) throw_system_error("cannot open", path);
  status_of_regular(look, path, limit_bytes);
  const Descriptor file = open_beneath(root, name, O_RDONLY | O_NONBLOCK);
  if (!file.valid()) throw_system_error("cannot open", path);
  return read_all(file, path, limit_bytes);
}

void write_file_atomically(const std::filesystem::path& path, std::string_view content) {
  auto [file, temporary] = open_temporary(path);
  try {
    write_all(file, content, path);
    copy_mode(path, file);
    if (::fsync(file.number()) != 0) throw_system_error("cannot sync", path);
    if (file.close() != 0) throw_system_error("cannot write", path);
    if (::rename(temporary.c_str(), path.c_str()) != 0) throw_system_error("cannot replace", path);
  } catch (...) {
    ::unlink(temporary.c_str());
    throw;
  }
  sync_path(folder_of(path));
}

void sync_path(const std::filesystem::path& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (!file.valid()) throw_system_error("cannot open", path);
  if (::fsync(file.number()) != 0) throw_system_error("cannot sync", path);
}

std::string content_hash(std::string_view bytes) {
  const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
  return fmt::format("{:016x}{:016x}", hash.high64, hash.low64);
}

}  // namespace dejavu
