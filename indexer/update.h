// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <vector>

#include "indexer/job.h"

namespace dejavu {

/// Brings the index in line with the corpus by what changed, told by the files' bytes. The result
/// equals that of build_index, whatever the order of changes. Builds anew, and says why in the
/// summary, when there is no index or one of another format, or when that is cheaper. Throws as
/// build_index does, and Error kCorrupt for a damaged index: it is never deleted unasked.
Summary update_index(const IndexJob& job);

/// Only these files, and what is or was in these folders (corpus_paths), without looking at others.
/// Compares all files, and says why in the summary, when that is not enough: a link among them, or
/// a dejavu.toml that is named or newer than the index. An empty list does nothing but note the
/// time.
Summary update_files(const IndexJob& job, const std::vector<std::string>& paths);

}  // namespace dejavu
