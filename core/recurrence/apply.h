// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "core/recurrence/incidents.h"
#include "core/recurrence/relations.h"

namespace dejavu {

/// A file with a decision written into its front matter, or why it was left alone.
struct AppliedText {
  std::string bytes;  // the whole file; as it was when `note` is not empty
  std::string note;   // a sentence for a person
};

/// Adds one line to the YAML front matter of `pair.from`'s file, and one for the key where the
/// front matter has none yet. Everything else stays as it is, byte by byte: comments, order, line
/// ends, a byte order mark, a missing final line end. Left alone: files without YAML front matter
/// between "---" lines at their top, a key with a value of another form than a list of lines, and
/// whatever would not be read back as exactly this one relation more. `path` is that of the file.
AppliedText with_decision(std::string_view path, std::string_view bytes, const SettledPair& pair);

struct AppliedFile {
  std::string path;                    // in the corpus
  std::vector<SettledPair> decisions;  // that were written
  std::vector<std::string> notes;      // why others were not
};

/// Writes those of `pairs` that stand in the ledger alone into the files of their later incidents,
/// each file at once. Files that are links are left alone. By path; without files that nothing was
/// to be done for. Throws Error kIo.
std::vector<AppliedFile> apply_decisions(const std::filesystem::path& corpus,
                                         const std::vector<IncidentFacts>& incidents,
                                         const std::vector<SettledPair>& pairs);

}  // namespace dejavu
