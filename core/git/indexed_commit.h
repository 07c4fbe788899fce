// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace dejavu {

/// The commit that an index agrees with, as a hook noted it last: one file, `hook-commit`, in the
/// index directory. It is only moved on after an update that succeeded, so a run that fails, for
/// whatever reason and however it dies, leaves the old one, and the next run looks at everything
/// since. Nothing has to be written for that: a full disk loses nothing either.

/// Absent when nothing was noted, or the note is damaged: then all files are looked at.
std::optional<std::string> indexed_commit(const std::filesystem::path& index_dir);

/// By rename, unsynced: what a power loss may take is the note, and then all files are looked at.
/// A failure to write it is no failure: the older note stays, and says more than is needed.
void note_indexed_commit(const std::filesystem::path& index_dir, const std::string& commit);

/// Takes the note away, before the index is changed: whoever changes it may follow files of another
/// commit than the one that was noted, or of none. A hook notes its commit afterwards.
void forget_indexed_commit(const std::filesystem::path& index_dir);

}  // namespace dejavu
