// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "core/index/forward_appender.h"
#include "core/index/layout.h"
#include "core/index/record_store.h"
#include "indexer/job.h"

namespace dejavu {

/// What became of the files of a bulk build.
struct Segments {
  RecordAppender records;
  ForwardAppender forward;
  std::vector<std::filesystem::path> folders;  // in the order of the files
  std::size_t indexed = 0;
  std::uint64_t source_bytes = 0;
  std::uint64_t record_bytes = 0;
  std::uint32_t files_with_problems = 0;
  std::vector<WalkProblem> unread;  // by path
  Reports reports;                  // only when the job keeps them
};

/// Reads files in parallel into many small databases: Xapian's buffer for a batch costs more than
/// linear time, and small databases merge at the speed of the disk. Stops early when the job is
/// interrupted; the result is then incomplete.
Segments write_segments(const IndexJob& job, const Generation& generation,
                        const std::vector<std::string>& paths);

/// Joins them into the generation's database and removes them.
void join_segments(const Generation& generation, std::vector<std::filesystem::path> folders);

}  // namespace dejavu
