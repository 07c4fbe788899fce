// SPDX-License-Identifier: GPL-2.0-or-later
// Preloaded into dejavu-index by the crash tests: counts the system calls that change something
// below one folder, and at a chosen one lets the machine fail. It is steered by the environment:
//   DEJAVU_SHIM_FOLDER  calls on paths below it count
//   DEJAVU_SHIM_AT      which call fails, from 1 on; 0 for none
//   DEJAVU_SHIM_FAULT   kill (before the call), torn (half of a write, then kill), eio (once),
//                       enospc (from then on), lie (nothing is done, success is told);
//                       eio_read (once; reads and openings to read count instead of changes);
//                       short, eintr (every second read and write from then on does half of what
//                       it is asked for, or is interrupted: nothing else counts)
//   DEJAVU_SHIM_LOG     a file that gets a line for each counted call
//   DEJAVU_SHIM_JOURNAL a file that gets every change with its bytes (disk_model.h)
//   DEJAVU_SHIM_CLOCK   seconds by which every second look at the wall clock is wrong
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <time.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include "tests/crash/shim_journal.h"

namespace {

using dejavu::journal;

enum class Fault { kKill, kTorn, kEio, kEnospc, kLie, kEioRead, kShort, kEintr };

/// What a call does to the disk: a fault is about some of them.
enum class Kind { kLook, kRead, kWrite, kChange };

const char* setting(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

Fault fault_kind() {
  const char* name = setting("DEJAVU_SHIM_FAULT");
  if (std::strcmp(name, "torn") == 0) return Fault::kTorn;
  if (std::strcmp(name, "eio") == 0) return Fault::kEio;
  if (std::strcmp(name, "enospc") == 0) return Fault::kEnospc;
  if (std::strcmp(name, "lie") == 0) return Fault::kLie;
  if (std::strcmp(name, "eio_read") == 0) return Fault::kEioRead;
  if (std::strcmp(name, "short") == 0) return Fault::kShort;
  if (std::strcmp(name, "eintr") == 0) return Fault::kEintr;
  return Fault::kKill;
}

bool counts(Fault fault, Kind kind) {
  if (fault == Fault::kEioRead) return kind == Kind::kLook || kind == Kind::kRead;
  if (fault == Fault::kShort || fault == Fault::kEintr) {
    return kind == Kind::kRead || kind == Kind::kWrite;
  }
  return kind == Kind::kWrite || kind == Kind::kChange;
}

/// The next definition of a function: what would have been called without this file.
template <typename Function>
Function* real(const char* name) {
  return reinterpret_cast<Function*>(::dlsym(RTLD_NEXT, name));
}

/// A path on the stack, because the allocator must not be entered from here.
struct Path {
  char text[PATH_MAX] = {};
};

void path_of_descriptor(int descriptor, Path& path) {
  char link[64];
  std::snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  const ssize_t size = ::readlink(link, path.text, sizeof path.text - 1);
  path.text[size < 0 ? 0 : size] = '\0';
}

void path_of_name(int folder, const char* name, Path& path) {
  if (name[0] == '/') {
    std::snprintf(path.text, sizeof path.text, "%s", name);
    return;
  }
  Path base;
  if (folder == AT_FDCWD) {
    if (::getcwd(base.text, sizeof base.text) == nullptr) return;
  } else {
    path_of_descriptor(folder, base);
  }
  std::strncat(base.text, "/", sizeof base.text - std::strlen(base.text) - 1);
  std::strncat(base.text, name, sizeof base.text - std::strlen(base.text) - 1);
  std::memcpy(path.text, base.text, sizeof path.text);
}

void log_call(long number, const char* call, const char* path) {
  const char* log = setting("DEJAVU_SHIM_LOG");
  if (log[0] == '\0') return;
  char line[PATH_MAX + 64];
  const int size = std::snprintf(line, sizeof line, "%ld %s %s\n", number, call, path);
  const long file = ::syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND, 0600);
  ::syscall(SYS_write, file, line, size);
  ::syscall(SYS_close, file);
}

enum class Verdict { kGoOn, kTear, kHalf, kFail, kLie };

struct Call {
  Kind kind;
  const char* name;
};

Verdict fail_with(int number) {
  errno = number;
  return Verdict::kFail;
}

/// What becomes of the call that is chosen, or of one behind it.
Verdict verdict(Fault fault, const Call& call, long behind) {
  const bool is_every_second = behind % 2 == 0;
  switch (fault) {
    case Fault::kEnospc:
      return std::strcmp(call.name, "unlink") == 0 ? Verdict::kGoOn : fail_with(ENOSPC);
    case Fault::kShort: return is_every_second ? Verdict::kHalf : Verdict::kGoOn;
    case Fault::kEintr: return is_every_second ? fail_with(EINTR) : Verdict::kGoOn;
    default: break;
  }
  if (behind > 0) return Verdict::kGoOn;
  if (fault == Fault::kEio || fault == Fault::kEioRead) return fail_with(EIO);
  if (fault == Fault::kLie) return Verdict::kLie;
  if (fault == Fault::kTorn && call.kind == Kind::kWrite) return Verdict::kTear;
  ::kill(::getpid(), SIGKILL);
  return Verdict::kGoOn;
}

/// Counts the call when its path is watched, and says what is to become of it.
Verdict judge(const Call& call, const Path& path) {
  static std::atomic<long> counter{0};
  const char* folder = setting("DEJAVU_SHIM_FOLDER");
  const Fault fault = fault_kind();
  if (folder[0] == '\0' || !counts(fault, call.kind) ||
      std::strncmp(path.text, folder, std::strlen(folder)) != 0) {
    return Verdict::kGoOn;
  }
  const long number = ++counter;
  const long chosen = std::atol(setting("DEJAVU_SHIM_AT"));
  log_call(number, call.name, path.text);
  if (chosen == 0 || number < chosen) return Verdict::kGoOn;
  return verdict(fault, call, number - chosen);
}

/// A read or a write with its size known: `part(bytes)` does it.
template <typename Part>
ssize_t bytes_judged(const Call& call, const Path& path, size_t size, Part&& part) {
  switch (judge(call, path)) {
    case Verdict::kGoOn: return part(size);
    case Verdict::kHalf: return part(size > 1 ? size / 2 : size);
    case Verdict::kFail: return -1;
    case Verdict::kLie: return static_cast<ssize_t>(size);
    case Verdict::kTear: break;
  }
  part(size / 2);
  ::kill(::getpid(), SIGKILL);
  return -1;
}

/// `offset` of the first byte; what the file has moved to when it is negative.
void journal_write(int descriptor, const Path& path, const void* bytes, ssize_t done,
                   off64_t offset) {
  if (done <= 0) return;
  if (offset < 0) offset = ::lseek64(descriptor, 0, SEEK_CUR) - done;
  journal({.call = 'w',
           .path = path.text,
           .offset = static_cast<std::uint64_t>(offset),
           .bytes = bytes,
           .size = static_cast<std::size_t>(done)});
}

/// A change without bytes; `entry` is what the journal says of it when it succeeds.
template <typename Change>
int change_judged(const char* name, const dejavu::JournalCall& entry, Change&& change) {
  Path path;
  std::snprintf(path.text, sizeof path.text, "%s", entry.path);
  const Verdict verdict = judge({Kind::kChange, name}, path);
  if (verdict == Verdict::kFail) return -1;
  if (verdict == Verdict::kLie) return 0;
  const int result = change();
  if (result == 0) journal(entry);
  return result;
}

bool changes_something(int flags) { return (flags & (O_CREAT | O_TRUNC)) != 0; }

/// Opening cannot be lied about.
int open_judged(const char* real_name, int folder, const char* name, int flags, mode_t mode) {
  Path path;
  path_of_name(folder, name, path);
  const Call call = {changes_something(flags) ? Kind::kChange : Kind::kLook, "open"};
  if (judge(call, path) == Verdict::kFail) return -1;
  const int file = real<int(int, const char*, int, ...)>(real_name)(folder, name, flags, mode);
  if (file >= 0 && (flags & O_CREAT) != 0) journal({.call = 'c', .path = path.text});
  if (file >= 0 && (flags & O_TRUNC) != 0) journal({.call = 't', .path = path.text});
  return file;
}

mode_t mode_of(int flags, va_list arguments) {
  return (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg(arguments, mode_t) : 0;
}

}  // namespace

extern "C" {

int open(const char* name, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = mode_of(flags, arguments);
  va_end(arguments);
  return open_judged("openat", AT_FDCWD, name, flags, mode);
}

int open64(const char* name, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = mode_of(flags, arguments);
  va_end(arguments);
  return open_judged("openat64", AT_FDCWD, name, flags, mode);
}

int openat(int folder, const char* name, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = mode_of(flags, arguments);
  va_end(arguments);
  return open_judged("openat", folder, name, flags, mode);
}

int openat64(int folder, const char* name, int flags, ...) {
  va_list arguments;
  va_start(arguments, flags);
  const mode_t mode = mode_of(flags, arguments);
  va_end(arguments);
  return open_judged("openat64", folder, name, flags, mode);
}

ssize_t read(int descriptor, void* bytes, size_t size) {
  Path path;
  path_of_descriptor(descriptor, path);
  return bytes_judged({Kind::kRead, "read"}, path, size, [&](size_t part) {
    return real<ssize_t(int, void*, size_t)>("read")(descriptor, bytes, part);
  });
}

ssize_t pread(int descriptor, void* bytes, size_t size, off_t offset) {
  Path path;
  path_of_descriptor(descriptor, path);
  return bytes_judged({Kind::kRead, "read"}, path, size, [&](size_t part) {
    return real<ssize_t(int, void*, size_t, off_t)>("pread")(descriptor, bytes, part, offset);
  });
}

ssize_t pread64(int descriptor, void* bytes, size_t size, off64_t offset) {
  return pread(descriptor, bytes, size, offset);
}

ssize_t write(int descriptor, const void* bytes, size_t size) {
  Path path;
  path_of_descriptor(descriptor, path);
  return bytes_judged({Kind::kWrite, "write"}, path, size, [&](size_t part) {
    const ssize_t done = real<ssize_t(int, const void*, size_t)>("write")(descriptor, bytes, part);
    journal_write(descriptor, path, bytes, done, -1);
    return done;
  });
}

ssize_t pwrite(int descriptor, const void* bytes, size_t size, off_t offset) {
  Path path;
  path_of_descriptor(descriptor, path);
  return bytes_judged({Kind::kWrite, "write"}, path, size, [&](size_t part) {
    const ssize_t done =
        real<ssize_t(int, const void*, size_t, off_t)>("pwrite")(descriptor, bytes, part, offset);
    journal_write(descriptor, path, bytes, done, offset);
    return done;
  });
}

ssize_t pwrite64(int descriptor, const void* bytes, size_t size, off64_t offset) {
  return pwrite(descriptor, bytes, size, offset);
}

int fsync(int descriptor) {
  Path path;
  path_of_descriptor(descriptor, path);
  return change_judged("sync", {.call = 's', .path = path.text},
                       [&] { return real<int(int)>("fsync")(descriptor); });
}

int fdatasync(int descriptor) {
  Path path;
  path_of_descriptor(descriptor, path);
  return change_judged("sync", {.call = 's', .path = path.text},
                       [&] { return real<int(int)>("fdatasync")(descriptor); });
}

int ftruncate(int descriptor, off_t size) noexcept {
  Path path;
  path_of_descriptor(descriptor, path);
  const auto offset = static_cast<std::uint64_t>(size);
  return change_judged("truncate", {.call = 't', .path = path.text, .offset = offset},
                       [&] { return real<int(int, off_t)>("ftruncate")(descriptor, size); });
}

int ftruncate64(int descriptor, off64_t size) noexcept { return ftruncate(descriptor, size); }

int rename(const char* from, const char* to) noexcept {
  Path old_path;
  Path new_path;
  path_of_name(AT_FDCWD, from, old_path);
  path_of_name(AT_FDCWD, to, new_path);
  return change_judged("rename", {.call = 'r', .path = old_path.text, .other = new_path.text},
                       [&] { return real<int(const char*, const char*)>("rename")(from, to); });
}

int unlinkat(int folder, const char* name, int flags) noexcept {
  Path path;
  path_of_name(folder, name, path);
  return change_judged("unlink", {.call = 'u', .path = path.text}, [&] {
    return real<int(int, const char*, int)>("unlinkat")(folder, name, flags);
  });
}

int unlink(const char* name) noexcept { return unlinkat(AT_FDCWD, name, 0); }

int rmdir(const char* name) noexcept { return unlinkat(AT_FDCWD, name, AT_REMOVEDIR); }

int remove(const char* name) noexcept {
  const int removed = unlink(name);
  return removed != 0 && errno == EISDIR ? rmdir(name) : removed;
}

int mkdir(const char* name, mode_t mode) noexcept {
  Path path;
  path_of_name(AT_FDCWD, name, path);
  return change_judged("mkdir", {.call = 'm', .path = path.text},
                       [&] { return real<int(const char*, mode_t)>("mkdir")(name, mode); });
}

/// The wall clock jumps to and fro; what measures durations does not.
int clock_gettime(clockid_t clock, timespec* now) noexcept {
  static std::atomic<unsigned> looks{0};
  const int result = static_cast<int>(::syscall(SYS_clock_gettime, clock, now));
  const char* jump = setting("DEJAVU_SHIM_CLOCK");
  if (clock == CLOCK_REALTIME && jump[0] != '\0' && ++looks % 2 == 1) {
    now->tv_sec += std::atol(jump);
  }
  return result;
}

}  // extern "C"
