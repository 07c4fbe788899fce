// SPDX-License-Identifier: GPL-2.0-or-later
// Preloaded into dejavu-index by the crash tests: counts the system calls that change something
// below one folder, and at a chosen one lets the machine fail. It is steered by the environment:
//   DEJAVU_SHIM_FOLDER  calls on paths below it count
//   DEJAVU_SHIM_AT      which call fails, from 1 on; 0 for none
//   DEJAVU_SHIM_FAULT   kill (before the call), torn (half of a write, then kill), eio (once),
//                       enospc (from then on), lie (nothing is done, success is told)
//   DEJAVU_SHIM_LOG     a file that gets a line for each counted call
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

enum class Fault { kKill, kTorn, kEio, kEnospc, kLie };

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
  return Fault::kKill;
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

enum class Verdict { kGoOn, kTear, kFail, kLie };

/// Counts the call when its path is watched, and says what is to become of it.
Verdict judge(const char* call, const Path& path) {
  static std::atomic<long> counter{0};
  const char* folder = setting("DEJAVU_SHIM_FOLDER");
  if (folder[0] == '\0' || std::strncmp(path.text, folder, std::strlen(folder)) != 0) {
    return Verdict::kGoOn;
  }
  const long number = ++counter;
  const long chosen = std::atol(setting("DEJAVU_SHIM_AT"));
  log_call(number, call, path.text);
  if (chosen == 0 || number < chosen) return Verdict::kGoOn;
  const Fault fault = fault_kind();
  if (fault == Fault::kEnospc) {
    errno = ENOSPC;
    return std::strcmp(call, "unlink") == 0 ? Verdict::kGoOn : Verdict::kFail;
  }
  if (number > chosen) return Verdict::kGoOn;
  if (fault == Fault::kEio) {
    errno = EIO;
    return Verdict::kFail;
  }
  if (fault == Fault::kLie) return Verdict::kLie;
  if (fault == Fault::kTorn && std::strcmp(call, "write") == 0) return Verdict::kTear;
  ::kill(::getpid(), SIGKILL);
  return Verdict::kGoOn;
}

Verdict judge_descriptor(const char* call, int descriptor) {
  Path path;
  path_of_descriptor(descriptor, path);
  return judge(call, path);
}

Verdict judge_name(const char* call, int folder, const char* name) {
  Path path;
  path_of_name(folder, name, path);
  return judge(call, path);
}

/// A write with its size known: `write_part(bytes)` does it.
template <typename WritePart>
ssize_t write_judged(int descriptor, size_t size, WritePart&& write_part) {
  switch (judge_descriptor("write", descriptor)) {
    case Verdict::kGoOn: return write_part(size);
    case Verdict::kFail: return -1;
    case Verdict::kLie: return static_cast<ssize_t>(size);
    case Verdict::kTear: break;
  }
  write_part(size / 2);
  ::kill(::getpid(), SIGKILL);
  return -1;
}

template <typename Call>
int call_judged(Verdict verdict, Call&& call) {
  if (verdict == Verdict::kFail) return -1;
  return verdict == Verdict::kLie ? 0 : call();
}

bool changes_something(int flags) { return (flags & (O_CREAT | O_TRUNC)) != 0; }

/// Opening is judged only when it may create or empty a file; it cannot be lied about.
int open_judged(const char* real_name, int folder, const char* name, int flags, mode_t mode) {
  const Verdict verdict =
      changes_something(flags) ? judge_name("open", folder, name) : Verdict::kGoOn;
  if (verdict == Verdict::kFail) return -1;
  return real<int(int, const char*, int, ...)>(real_name)(folder, name, flags, mode);
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

ssize_t write(int descriptor, const void* bytes, size_t size) {
  return write_judged(descriptor, size, [&](size_t part) {
    return real<ssize_t(int, const void*, size_t)>("write")(descriptor, bytes, part);
  });
}

ssize_t pwrite(int descriptor, const void* bytes, size_t size, off_t offset) {
  return write_judged(descriptor, size, [&](size_t part) {
    return real<ssize_t(int, const void*, size_t, off_t)>("pwrite")(descriptor, bytes, part,
                                                                    offset);
  });
}

ssize_t pwrite64(int descriptor, const void* bytes, size_t size, off64_t offset) {
  return write_judged(descriptor, size, [&](size_t part) {
    return real<ssize_t(int, const void*, size_t, off64_t)>("pwrite64")(descriptor, bytes, part,
                                                                        offset);
  });
}

int fsync(int descriptor) {
  return call_judged(judge_descriptor("sync", descriptor),
                     [&] { return real<int(int)>("fsync")(descriptor); });
}

int fdatasync(int descriptor) {
  return call_judged(judge_descriptor("sync", descriptor),
                     [&] { return real<int(int)>("fdatasync")(descriptor); });
}

int ftruncate(int descriptor, off_t size) noexcept {
  return call_judged(judge_descriptor("truncate", descriptor),
                     [&] { return real<int(int, off_t)>("ftruncate")(descriptor, size); });
}

int ftruncate64(int descriptor, off64_t size) noexcept {
  return call_judged(judge_descriptor("truncate", descriptor),
                     [&] { return real<int(int, off64_t)>("ftruncate64")(descriptor, size); });
}

int rename(const char* from, const char* to) noexcept {
  return call_judged(judge_name("rename", AT_FDCWD, to),
                     [&] { return real<int(const char*, const char*)>("rename")(from, to); });
}

int unlink(const char* name) noexcept {
  return call_judged(judge_name("unlink", AT_FDCWD, name),
                     [&] { return real<int(const char*)>("unlink")(name); });
}

int unlinkat(int folder, const char* name, int flags) noexcept {
  return call_judged(judge_name("unlink", folder, name), [&] {
    return real<int(int, const char*, int)>("unlinkat")(folder, name, flags);
  });
}

int mkdir(const char* name, mode_t mode) noexcept {
  return call_judged(judge_name("mkdir", AT_FDCWD, name),
                     [&] { return real<int(const char*, mode_t)>("mkdir")(name, mode); });
}

}  // extern "C"
