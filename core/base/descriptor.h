// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <filesystem>
#include <string>
#include <utility>

namespace dejavu {

/// Owns a file descriptor.
class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  ~Descriptor() { close(); }
  Descriptor(Descriptor&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Descriptor& operator=(Descriptor&&) = delete;

  bool valid() const { return number_ >= 0; }
  int number() const { return number_; }

  /// 0, or the result of ::close: some file systems report a failed write only there.
  int close() { return number_ < 0 ? 0 : ::close(std::exchange(number_, -1)); }

 private:
  int number_;
};

/// Opens a path below `root`; the kernel refuses every way out of it (EXDEV), absolute links too.
/// Invalid with errno set on failure.
inline Descriptor open_beneath(const std::filesystem::path& root, const std::string& relative,
                               int flags) {
  const Descriptor folder(::open(root.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (!folder.valid()) return Descriptor(-1);
  struct open_how how = {};
  how.flags = static_cast<unsigned>(flags | O_CLOEXEC);
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS;
  const long number = ::syscall(SYS_openat2, folder.number(), relative.c_str(), &how, sizeof how);
  return Descriptor(static_cast<int>(number));
}

}  // namespace dejavu
