// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/files.h"
#include "core/base/settings.h"

namespace dejavu {

/// The files of the corpus that are to be indexed, and those of its files that cannot be.
struct Scan {
  std::vector<std::string> paths;   // sorted bytewise, relative to the corpus root
  std::vector<WalkProblem> unread;  // sorted by path
};

/// Throws Error kNotFound when the corpus is no folder.
Scan scan_corpus(const Settings& settings);

/// Whether a walk would consider a file of this relative path: its extension, no hidden folder
/// above it, not excluded.
bool belongs_to_corpus(const Settings& settings, std::string_view path);

/// A file's bytes, or why there are none.
struct SourceFile {
  std::optional<std::string> bytes;
  std::string problem;
};
SourceFile read_source(const Settings& settings, const std::string& path);

/// The paths that names on a command line may mean: absolute, relative to the corpus or to the
/// working directory. Names of files that are gone are welcome. Throws Error kInvalid for a name
/// that is nowhere inside the corpus, and for a folder.
std::vector<std::string> corpus_paths(const Settings& settings,
                                      const std::filesystem::path& working_dir,
                                      const std::vector<std::string>& names);

}  // namespace dejavu
