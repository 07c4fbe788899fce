// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "core/base/settings.h"
#include "core/base/time.h"
#include "core/git/git_changes.h"

namespace dejavu {

/// Those of the changes that concern the index, by paths of the corpus.
struct CorpusChanges {
  std::vector<std::string> added;
  std::vector<std::string> changed;  // what they say, or where they are
  std::vector<std::string> removed;
  std::vector<std::string> moved_from;  // where `changed` ones were before
  bool settings = false;                // dejavu.toml itself

  bool empty() const;

  /// All of them, old names too: what the indexer has to look at.
  std::vector<std::string> paths() const;
};

/// `below` is the corpus, seen from the top of the repository; empty when it is that.
CorpusChanges corpus_changes(const Settings& settings, const std::vector<ChangedPath>& changes,
                             const std::string& below);

/// What is told about a push or commit that brought more than this is a number: nobody reads on.
inline constexpr std::size_t kMostReported = 3;

struct HookReport {
  Settings settings;
  CorpusChanges changes;
  std::chrono::milliseconds took{};
  Instant now{};
};

/// A line of figures, and a few for each new postmortem: how long it took, what it resembles and
/// why, what it leaves open, which wording blames. Throws what reading the index throws.
std::string hook_report_text(const HookReport& report);

}  // namespace dejavu
