// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/base/settings.h"
#include "core/base/time.h"
#include "core/index/reader.h"
#include "indexer/corpus_lag.h"
#include "indexer/write_lock.h"

namespace dejavu {

/// What hooks have noted, where they are installed.
struct HookStatus {
  std::string commit;                  // the index agrees with it
  std::optional<int> commits_since{};  // to HEAD; absent when Git does not know
};

/// What `status` tells.
struct Status {
  std::string index_dir;
  IndexInfo info;
  std::uint64_t disk_bytes = 0;
  std::optional<LockHolder> writer;
  std::optional<CorpusLag> lag;    // absent when the corpus is not there, or is another one
  std::optional<HookStatus> hook;  // absent where no hook has ever run
};

/// Reads names and times of the whole corpus, but only files that are newer than the index. Throws
/// Error kNotFound when there is no index, kCorrupt, kVersion, kIo.
Status read_status(const Settings& settings);

std::string status_text(const Status& status, Instant now);
std::string status_json(const Status& status, Instant now);

}  // namespace dejavu
