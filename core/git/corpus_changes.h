// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "core/base/settings.h"
#include "core/git/git_changes.h"

namespace dejavu {

/// Those of Git's changes that concern a corpus, by its paths.
struct CorpusChanges {
  std::vector<std::string> added;
  std::vector<std::string> changed;  // what they say, or where they are
  std::vector<std::string> removed;
  std::vector<std::string> moved_from;  // where `changed` ones were before
  bool settings = false;                // dejavu.toml itself

  bool empty() const;

  /// All of them, sorted: what the indexer has to look at.
  std::vector<std::string> paths() const;
};

/// `below` is the corpus, seen from the top of the repository; empty when it is that.
CorpusChanges corpus_changes(const Settings& settings, const std::vector<ChangedPath>& changes,
                             const std::string& below);

/// "2 files indexed, 1 file removed in 14 ms".
std::string changes_text(const CorpusChanges& changes, std::chrono::milliseconds took);

}  // namespace dejavu
