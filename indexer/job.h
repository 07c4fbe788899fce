// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/base/settings.h"
#include "core/base/time.h"
#include "core/index/index_stats.h"
#include "core/index/thesaurus.h"
#include "core/postmortem/diagnostic.h"

namespace dejavu {

/// How far a job is. Written by its threads, read by whoever shows it.
struct Progress {
  std::atomic<std::size_t> files_total{0};
  std::atomic<std::size_t> files_done{0};
  std::atomic<std::uint64_t> bytes_done{0};
  std::atomic<bool> merging{false};  // all files are read
};

/// What build and update are asked to do.
struct IndexJob {
  Settings settings;
  Instant now{};
  unsigned threads = 1;
  std::shared_ptr<const Thesaurus> thesaurus;                // none when empty
  bool keep_diagnostics = false;                             // in Summary::reports
  std::function<bool()> interrupted = [] { return false; };  // asked often, from any thread
  std::shared_ptr<Progress> progress = std::make_shared<Progress>();
};

/// What IndexStats notes about the thesaurus of a job; empty for none.
std::string thesaurus_fingerprint(const IndexJob& job);

/// What authors would want to know about their files, by path.
using Reports = std::map<std::string, std::vector<Diagnostic>>;

/// What build and update did.
struct Summary {
  std::size_t indexed = 0;  // added or changed
  std::size_t unchanged = 0;
  std::size_t renamed = 0;  // same bytes under another path; not among the others
  std::size_t removed = 0;
  std::uint64_t source_bytes = 0;  // of the files indexed
  IndexStats stats;                // of the whole index
  std::string rebuilt_because;     // an update that had to start anew says why
  std::string all_read_because;    // an update of named files that looked at all says why
  bool interrupted = false;        // stopped on request; what was committed before stands
  Reports reports;
};

}  // namespace dejavu
