// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/scan.h"

#include <fmt/format.h>
#include <fnmatch.h>

#include <algorithm>

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/postmortem/parse.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;

/// A pattern with a slash is matched against the whole path, one without against the file name;
/// `*` crosses slashes, so "drafts/*" covers everything below.
bool is_excluded(const Settings& settings, const std::string& path) {
  const std::string name = path.substr(path.rfind('/') + 1);
  return std::ranges::any_of(settings.exclude, [&](const std::string& pattern) {
    const std::string& subject = pattern.find('/') == std::string::npos ? name : path;
    return ::fnmatch(pattern.c_str(), subject.c_str(), 0) == 0;
  });
}

bool has_wanted_extension(const Settings& settings, std::string_view path) {
  const std::string name = to_lower_ascii(path.substr(path.rfind('/') + 1));
  return std::ranges::any_of(settings.extensions, [&](const std::string& extension) {
    return name.size() > extension.size() && name.ends_with(to_lower_ascii(extension));
  });
}

bool has_hidden_folder(std::string_view path) {
  while (true) {
    const std::size_t slash = path.find('/');
    if (slash == std::string_view::npos) return false;
    if (path.starts_with('.')) return true;
    path.remove_prefix(slash + 1);
  }
}

/// The file's place below the corpus; absent when it is not inside. The folders above it are
/// followed as far as they exist, the file itself is not: it may be gone, or a link.
std::optional<std::string> inside_corpus(const Settings& settings, const fs::path& file) {
  std::error_code failure;
  const fs::path corpus = fs::weakly_canonical(settings.corpus, failure);
  const fs::path folder = fs::weakly_canonical(file.parent_path(), failure);
  const std::string relative = (folder / file.filename()).lexically_relative(corpus).string();
  if (failure || relative.empty() || relative == "." || relative.starts_with("..")) {
    return std::nullopt;
  }
  return relative;
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

bool belongs_to_corpus(const Settings& settings, std::string_view path) {
  return has_wanted_extension(settings, path) && !has_hidden_folder(path) &&
         !is_excluded(settings, std::string(path));
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
      const fs::path file = (base / name).lexically_normal();
      std::error_code failure;
      if (fs::is_directory(file, failure)) {
        throw Error(ErrorKind::kInvalid, fmt::format("{} is a folder.", file.string()),
                    "Name files, or name none to look at the whole corpus.");
      }
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
