// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <unistd.h>

#include <cstdlib>

namespace dejavu {

/// Root may do everything, so for as long as this lives, a process of root is nobody, and so are
/// the programs that it starts; for other users nothing changes. To be made before the folders
/// that the test writes to, which are then nobody's.
class Unprivileged {
 public:
  Unprivileged() {
    if (!was_root_) return;
    if (::setresgid(kNobody, kNobody, 0) != 0 || ::setresuid(kNobody, kNobody, 0) != 0) {
      std::abort();
    }
  }
  ~Unprivileged() {
    if (!was_root_) return;
    if (::setresuid(0, 0, 0) != 0 || ::setresgid(0, 0, 0) != 0) std::abort();
  }
  Unprivileged(const Unprivileged&) = delete;
  Unprivileged& operator=(const Unprivileged&) = delete;

  /// False where the build folder is nobody else's business, as below /root.
  static bool may_run(const char* program) { return ::access(program, X_OK) == 0; }

 private:
  static constexpr unsigned kNobody = 65534;

  const bool was_root_ = ::geteuid() == 0;
};

}  // namespace dejavu
