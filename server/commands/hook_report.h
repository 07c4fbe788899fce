// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "core/base/settings.h"
#include "core/base/time.h"
#include "core/git/corpus_changes.h"

namespace dejavu {

/// What is told about a push or commit that brought more than this is a number: nobody reads on.
inline constexpr std::size_t kMostReported = 3;

struct HookReport {
  Settings settings;
  CorpusChanges changes;
  std::size_t new_files = 0;  // all that were added, when `changes` names only some
  std::chrono::milliseconds took{};
  Instant now{};
};

/// A line of figures, and a few for each new postmortem: how long it took, what it resembles and
/// why, what it leaves open, which wording blames. Throws what reading the index throws.
std::string hook_report_text(const HookReport& report);

}  // namespace dejavu
