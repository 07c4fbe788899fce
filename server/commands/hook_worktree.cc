// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/commands/hook_worktree.h"

#include <fmt/format.h>

#include <filesystem>
#include <iostream>
#include <optional>

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/git/git_changes.h"
#include "core/git/git_repository.h"
#include "core/index/layout.h"
#include "server/commands/hook_index.h"
#include "server/commands/hook_report.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;

/// Where HEAD is, asked in one call: each costs as much as indexing a file.
struct WorkTree {
  fs::path top_level;
  fs::path git_dir;
  std::string head;
};

/// Absent in a repository without commits.
std::optional<WorkTree> find_work_tree(const GitPlace& place) {
  const auto answer = git_line(place, {.words = {"rev-parse", "--path-format=absolute",
                                                 "--show-toplevel", "--git-dir", "HEAD^{commit}"}});
  if (!answer) return std::nullopt;
  const auto lines = split_lines(*answer);
  constexpr std::size_t kLines = 3;
  if (lines.size() != kLines) return std::nullopt;
  return WorkTree{.top_level = lines[0], .git_dir = lines[1], .head = std::string(lines[2])};
}

/// A rebase commits again and again, and ends with post-rewrite: then is the time.
bool is_passing(const HookRequest& request, const WorkTree& tree) {
  std::error_code failure;
  return request.hook == "post-commit" && fs::exists(tree.git_dir / "rebase-merge", failure);
}

/// post-checkout says with "0" that files were checked out, and HEAD stayed.
bool leaves_head(const HookRequest& request) {
  constexpr std::size_t kFlag = 2;
  return request.hook == "post-checkout" && request.arguments.size() > kFlag &&
         request.arguments[kFlag] == "0";
}

std::string below_top(const Settings& settings, const WorkTree& tree) {
  std::error_code failure;
  const fs::path corpus = fs::canonical(settings.corpus, failure);
  const std::string below = corpus.lexically_relative(tree.top_level).generic_string();
  if (failure || below.empty() || below.starts_with("..")) {
    throw Error(ErrorKind::kInvalid,
                fmt::format("the corpus {} is not inside of {}.", settings.corpus.string(),
                            tree.top_level.string()));
  }
  return below == "." ? std::string() : below;
}

/// What Git has changed since the index was brought up to date; absent when nobody knows.
std::optional<CorpusChanges> changes_since(const Settings& settings, const GitPlace& place,
                                           const WorkTree& tree,
                                           const std::optional<std::string>& commit) {
  if (!commit) return std::nullopt;
  const std::string below = below_top(settings, tree);
  try {
    return corpus_changes(settings, changed_paths(place, *commit, tree.head, below), below);
  } catch (const Error& error) {
    // The commit is gone (a shallow clone that moved on, a clean-up): every file is looked at.
    if (error.kind() != ErrorKind::kIo) throw;
    return std::nullopt;
  }
}

/// The same name that `dejavu index` commands take, so that the line can be pasted.
std::string corpus_option(const Settings& settings) {
  return fmt::format("--corpus {}", settings.corpus.string());
}

}  // namespace

void follow_work_tree(const HookRequest& request) {
  if (leaves_head(request)) return;
  const GitPlace place = git_place(request);
  const auto tree = find_work_tree(place);
  if (!tree || is_passing(request, *tree)) return;
  Settings settings = load_settings(request.sources);
  settings.corpus_was_named = true;  // by where it is: inside of this repository
  const auto commit = indexed_commit(settings.index);
  if (commit == tree->head) return;
  if (!current_generation(settings.index)) {
    throw Error(ErrorKind::kNotFound,
                fmt::format("there is no index yet; make it with: dejavu index build {}",
                            corpus_option(settings)));
  }
  const auto changes = changes_since(settings, place, *tree, commit);
  if (changes && changes->empty()) {
    note_indexed_commit(settings.index, tree->head);
    return;
  }
  const HookUpdateOutcome outcome =
      update_from_hook({.corpus = settings.corpus,
                        .index = settings.index,
                        .paths = changes ? changes->paths() : std::vector<std::string>{},
                        .time_limit = request.time_limit});
  if (!outcome.problem.empty()) {
    throw Error(ErrorKind::kUnavailable,
                fmt::format("not indexed, the next run will catch up: {}", outcome.problem));
  }
  note_indexed_commit(settings.index, tree->head);
  if (!outcome.said.empty()) std::cout << fmt::format("dejavu: {}\n", outcome.said);
  std::cout << hook_report_text({.settings = settings,
                                 .changes = changes.value_or(CorpusChanges{}),
                                 .took = outcome.took,
                                 .now = request.now});
}

}  // namespace dejavu
