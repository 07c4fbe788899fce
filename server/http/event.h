// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <sys/eventfd.h>

#include <cerrno>
#include <cstdint>
#include <cstring>
#include <string>

#include "core/base/descriptor.h"
#include "core/base/error.h"

namespace dejavu {

/// Wakes threads that wait in poll(): readable while signals are left that nobody took.
class Event {
 public:
  Event() : descriptor_(::eventfd(0, EFD_SEMAPHORE | EFD_NONBLOCK | EFD_CLOEXEC)) {
    if (!descriptor_.valid()) {
      throw Error(ErrorKind::kIo, std::string("No event can be made: ") + std::strerror(errno),
                  "Raise the limit of open files (ulimit -n).");
    }
  }

  int number() const { return descriptor_.number(); }

  void signal() const {
    const std::uint64_t one = 1;
    // It can only fail after 2^64 signals.
    [[maybe_unused]] const ssize_t written = ::write(number(), &one, sizeof one);
  }

  /// Takes one signal; false when there is none.
  bool take() const {
    std::uint64_t one = 0;
    return ::read(number(), &one, sizeof one) == sizeof one;
  }

 private:
  Descriptor descriptor_;
};

}  // namespace dejavu
