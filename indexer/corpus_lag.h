// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/base/settings.h"
#include "core/index/reader.h"

namespace dejavu {

/// How the corpus differs from what the index has of it. Paths of the corpus, sorted.
struct CorpusLag {
  std::vector<std::string> added;    // neither indexed nor listed as unread
  std::vector<std::string> changed;  // other bytes than those that were indexed, or unreadable now
  std::vector<std::string> removed;  // indexed, and gone

  std::size_t files() const { return added.size() + changed.size() + removed.size(); }

  bool operator==(const CorpusLag&) const = default;
};

/// Which files are read to see whether their bytes are others.
enum class Compare {
  kNewerFiles,  // those whose time of change is not before the last update: no file, mostly
  kAllFiles,
};

/// Throws Error kNotFound when the corpus is no folder.
CorpusLag corpus_lag(const Settings& settings, Reader& reader, Compare compare);

}  // namespace dejavu
