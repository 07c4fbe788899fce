// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/time.h"
#include "core/index/reader.h"
#include "indexer/job.h"
#include "indexer/write_lock.h"

namespace dejavu {

/// What `status` tells.
struct Status {
  std::string index_dir;
  IndexInfo info;
  std::uint64_t disk_bytes = 0;
  std::optional<LockHolder> writer;
};

/// One line of figures, and above it why an update was a build.
std::string summary_text(const Summary& summary, std::chrono::duration<double> took);

/// Each diagnostic as "path:line:column: level: message", and each unread file with its reason.
std::string diagnostics_text(const Summary& summary);

std::string status_text(const Status& status, Instant now);
std::string status_json(const Status& status, Instant now);

}  // namespace dejavu
