// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace dejavu {

/// What the hook does to the index: it runs `dejavu-index`, which alone may write it, and notes the
/// commit that the index then agrees with.
///
/// The note is one file, `hook-commit`, in the index directory. It is only moved on after an update
/// that succeeded, so a run that fails, for whatever reason and however it dies, leaves the old
/// one, and the next run looks at everything since. Nothing has to be written for that: a full disk
/// loses nothing either.

/// Absent when nothing was noted, or the note is damaged: then all files are looked at.
std::optional<std::string> indexed_commit(const std::filesystem::path& index_dir);

/// By rename, unsynced: what a power loss may take is the note, and then all files are looked at.
/// A failure to write it is no failure: the older note stays, and says more than is needed.
void note_indexed_commit(const std::filesystem::path& index_dir, const std::string& commit);

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
