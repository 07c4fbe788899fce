// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <functional>
#include <string_view>

#include "core/base/settings.h"
#include "indexer/interrupt_signals.h"
#include "indexer/job.h"

namespace dejavu {

struct WatchJob {
  SettingsSources sources;
  unsigned threads = 1;
  InterruptSignals* signals = nullptr;  // ends the watch; outlives it
  /// Gets each line for a person: what was done, or why something was not.
  std::function<void(std::string_view)> say;
};

/// Brings the index up to date, then again whenever files of the corpus change, until a signal
/// comes. Changes that come together are one update; where the kernel lost some, all files are
/// compared once. What cannot be done now (another writer, a full disk) is done later, and said
/// once. Throws Error for what waiting will not mend.
void watch_corpus(const WatchJob& job);

}  // namespace dejavu
