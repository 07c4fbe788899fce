// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace dejavu {

/// Runs `dejavu-index`, which alone may write the index.
struct HookUpdate {
  std::filesystem::path corpus;
  std::filesystem::path index;
  std::vector<std::string> paths;  // relative to the corpus; empty: look at all files
  std::chrono::milliseconds time_limit{};
};

struct HookUpdateOutcome {
  std::chrono::milliseconds took{};
  std::string problem;  // a sentence; empty when the index is up to date
  std::string said;     // by the indexer, about a rebuild; mostly empty
};

/// Waits a moment for another writer. Throws nothing of its own.
HookUpdateOutcome update_from_hook(const HookUpdate& update);

}  // namespace dejavu
