// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "indexer/job.h"
#include "indexer/write_lock.h"

namespace dejavu {

/// Indexes the whole corpus into a new generation beside the current one and then switches; until
/// then, and when this fails or is interrupted, readers keep the old one. Throws Error kLocked when
/// somebody else writes, kNotFound when the corpus is no folder, kIo.
Summary build_index(const IndexJob& job);

/// The same for a caller that has the lock.
Summary build_index(const IndexJob& job, const WriteLock& lock);

}  // namespace dejavu
