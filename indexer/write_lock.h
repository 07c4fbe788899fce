// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/descriptor.h"
#include "core/base/time.h"

namespace dejavu {

/// Who writes an index.
struct LockHolder {
  long pid = 0;
  std::string host;
  std::string command;
  std::string since;  // format_instant

  bool operator==(const LockHolder&) const = default;
};

/// "dejavu-index update (pid 123 on host) since 2026-02-03T09:10:00Z".
std::string describe(const LockHolder& holder);

/// The right to write an index, for as long as the object lives. The kernel ends it when the
/// process dies, however it dies; the lock's file stays and says who had it last.
class WriteLock {
 public:
  /// The index directory exists. Throws Error kLocked, naming the holder, at once when another
  /// process has the lock; kIo.
  WriteLock(const std::filesystem::path& index_dir, std::string_view command, Instant now);

 private:
  Descriptor file_;
};

/// Absent when nobody writes. Takes no lock, so it disturbs nobody.
std::optional<LockHolder> lock_holder(const std::filesystem::path& index_dir);

}  // namespace dejavu
