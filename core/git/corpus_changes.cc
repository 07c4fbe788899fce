// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/git/corpus_changes.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "core/base/corpus_path.h"

namespace dejavu {
namespace {

/// The path below the corpus; absent when it is elsewhere in the repository.
std::optional<std::string> inside(const std::string& path, const std::string& below) {
  if (below.empty()) return path;
  if (!path.starts_with(below + "/")) return std::nullopt;
  return path.substr(below.size() + 1);
}

void add_all(std::vector<std::string>& to, const std::vector<std::string>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

std::string counted(std::size_t count, std::string_view what) {
  return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

}  // namespace

bool CorpusChanges::empty() const {
  return added.empty() && changed.empty() && removed.empty() && !settings;
}

std::vector<std::string> CorpusChanges::paths() const {
  std::vector<std::string> all = added;
  add_all(all, changed);
  add_all(all, moved_from);
  add_all(all, removed);
  if (settings) all.emplace_back(kSettingsFile);
  std::ranges::sort(all);
  return all;
}

CorpusChanges corpus_changes(const Settings& settings, const std::vector<ChangedPath>& changes,
                             const std::string& below) {
  CorpusChanges result;
  const auto wanted = [&](const std::string& path) -> std::optional<std::string> {
    auto found = inside(path, below);
    if (found && *found == kSettingsFile) result.settings = true;
    if (!found || !belongs_to_corpus(settings, *found)) return std::nullopt;
    return found;
  };
  for (const ChangedPath& change : changes) {
    if (change.kind == PathKind::kSubmodule) continue;
    const auto path = wanted(change.path);
    const auto old_path = wanted(change.old_path);
    if (old_path) (path ? result.moved_from : result.removed).push_back(*old_path);
    if (!path) continue;
    switch (change.change) {
      case PathChange::kAdded: result.added.push_back(*path); break;
      case PathChange::kDeleted: result.removed.push_back(*path); break;
      case PathChange::kModified: result.changed.push_back(*path); break;
      // A file that comes from outside of the corpus is new there.
      case PathChange::kRenamed: (old_path ? result.changed : result.added).push_back(*path);
    }
  }
  return result;
}

std::string changes_text(const CorpusChanges& changes, std::chrono::milliseconds took) {
  const std::size_t indexed = changes.added.size() + changes.changed.size();
  std::string text;
  if (indexed > 0) text += fmt::format("{} indexed", counted(indexed, "file"));
  if (!changes.removed.empty()) {
    text += fmt::format("{}{} removed", indexed > 0 ? ", " : "",
                        counted(changes.removed.size(), "file"));
  }
  if (indexed == 0 && changes.removed.empty()) text += "index brought up to date";
  return text + fmt::format(" in {} ms", took.count());
}

}  // namespace dejavu
