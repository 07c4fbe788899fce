// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/scan.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/corpus_path.h"
#include "core/base/error.h"
#include "core/postmortem/parse.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;

/// The file's place below the corpus, "." for the corpus itself; absent when it is not inside. The
/// folders above it are followed as far as they exist, the file itself is not: it may be gone, or a
/// link.
std::optional<std::string> inside_corpus(const Settings& settings, const fs::path& file) {
  std::error_code failure;
  const fs::path corpus = fs::weakly_canonical(settings.corpus, failure);
  const fs::path folder = fs::weakly_canonical(file.parent_path(), failure);
  const fs::path relative = (folder / file.filename()).lexically_relative(corpus);
  if (failure || leads_out(relative)) return std::nullopt;
  return relative.string();
}

/// "docs/" is "docs".
fs::path without_slash(const fs::path& path) {
  return path.has_filename() ? path : path.parent_path();
}

}  // namespace

Scan scan_corpus(const Settings& settings) {
  Walk walk = walk_corpus(settings.corpus, settings.extensions);
  Scan scan;
  for (WalkProblem& problem : walk.problems) {
    if (!is_excluded(settings, problem.path)) scan.unread.push_back(std::move(problem));
  }
  for (WalkedFile& file : walk.files) {
    if (!is_excluded(settings, file.path)) scan.paths.push_back(std::move(file.path));
  }
  return scan;
}

bool has_link_below(const Settings& settings, const std::string& folder) {
  std::error_code failure;
  for (fs::recursive_directory_iterator entry(settings.corpus / folder, failure), end;
       !failure && entry != end; entry.increment(failure)) {
    if (entry->is_symlink(failure)) return true;
  }
  return false;
}

Scan scan_folder(const Settings& settings, const std::string& folder) {
  Walk walk = walk_corpus(settings.corpus / folder, settings.extensions);
  Scan scan;
  for (WalkProblem& problem : walk.problems) {
    std::string path = folder + "/" + problem.path;
    if (!is_excluded(settings, path)) {
      scan.unread.push_back({std::move(path), std::move(problem.reason)});
    }
  }
  for (const WalkedFile& file : walk.files) {
    std::string path = folder + "/" + file.path;
    if (belongs_to_corpus(settings, path)) scan.paths.push_back(std::move(path));
  }
  return scan;
}

SourceFile read_source(const Settings& settings, const std::string& path) {
  try {
    return {read_file_beneath(settings.corpus, path, kMaxFileBytes), {}};
  } catch (const Error& error) {
    return {std::nullopt, error.what()};
  }
}

std::vector<std::string> corpus_paths(const Settings& settings, const fs::path& working_dir,
                                      const std::vector<std::string>& names) {
  std::vector<std::string> paths;
  for (const std::string& name : names) {
    bool inside = false;
    for (const fs::path& base : {settings.corpus, working_dir}) {
      const fs::path file = without_slash((base / name).lexically_normal());
      const auto path = inside_corpus(settings, file);
      if (!path) continue;
      inside = true;
      paths.push_back(*path);
    }
    if (inside) continue;
    throw Error(ErrorKind::kInvalid,
                fmt::format("{} is not inside the corpus {}.", name, settings.corpus.string()),
                "Name the corpus with --corpus DIR.");
  }
  std::ranges::sort(paths);
  paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
  return paths;
}

}  // namespace dejavu
