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

/// The same of one folder of the corpus, by paths of the corpus. No link is in it (has_link_below):
/// which links are followed depends on all other files. Throws Error kNotFound when it is gone.
Scan scan_folder(const Settings& settings, const std::string& folder);
bool has_link_below(const Settings& settings, const std::string& folder);

/// A file's bytes, or why there are none.
struct SourceFile {
  std::optional<std::string> bytes;
  std::string problem;
};
SourceFile read_source(const Settings& settings, const std::string& path);

/// The paths that names on a command line may mean: absolute, relative to the corpus or to the
/// working directory; "." is the corpus. Names of files and folders that are gone are welcome.
/// Throws Error kInvalid for a name that is nowhere inside the corpus.
std::vector<std::string> corpus_paths(const Settings& settings,
                                      const std::filesystem::path& working_dir,
                                      const std::vector<std::string>& names);

}  // namespace dejavu
