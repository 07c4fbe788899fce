// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/commands/hook_server.h"

#include <fcntl.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <iostream>
#include <iterator>
#include <optional>
#include <thread>

#include "core/base/corpus_path.h"
#include "core/base/descriptor.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/git/git_changes.h"
#include "core/git/git_repository.h"
#include "core/git/indexed_commit.h"
#include "core/index/layout.h"
#include "server/commands/hook_copy.h"
#include "server/commands/hook_index.h"
#include "server/commands/hook_report.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

/// Another push is being indexed; whoever pushes waits for that, but not for ever.
constexpr std::chrono::seconds kWaitForPush(5);
constexpr std::chrono::milliseconds kPause(20);

/// The branch may move while it is being indexed; one that moves all the time is followed by its
/// own pushes.
constexpr int kMostRounds = 3;

/// "refs/heads/main" for "main", and of no name that of HEAD.
std::string branch_name(const HookRequest& request, const GitPlace& place) {
  if (request.branch.starts_with("refs/")) return request.branch;
  if (!request.branch.empty()) return "refs/heads/" + request.branch;
  return git_line(place, {.words = {"symbolic-ref", "--quiet", "HEAD"}}).value_or("HEAD");
}

/// The right to change copy and index of a repository; the kernel ends it with the program.
class PushLock {
 public:
  explicit PushLock(const fs::path& folder)
      : file_(::open((folder / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666)) {
    const auto end = Clock::now() + kWaitForPush;
    while (!try_lock()) {
      if (Clock::now() >= end) {
        throw Error(ErrorKind::kLocked,
                    "another push is being indexed; the next one will bring this one along.");
      }
      std::this_thread::sleep_for(kPause);
    }
  }

 private:
  bool try_lock() const {
    if (!file_.valid()) throw Error(ErrorKind::kIo, "the lock of the copy cannot be opened.");
    struct flock lock = {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    return ::fcntl(file_.number(), F_OFD_SETLK, &lock) == 0;
  }

  Descriptor file_;
};

std::string below_path(const std::string& path, const std::string& below) {
  return below.empty() ? path : path.substr(below.size() + 1);
}

/// Which commits the copy and the index agree with; absent when nobody knows. A run that failed
/// may have left the copy ahead of the index, and the branch may have left both since.
struct KnownCommits {
  std::optional<std::string> copy;
  std::optional<std::string> index;
};

/// Brings copy and index to the commit that the branch is at.
class BranchFollower {
 public:
  BranchFollower(const HookRequest& request, ServerPlace server, GitPlace place)
      : request_(request), server_(std::move(server)), place_(std::move(place)) {}

  void run() {
    for (int round = 0; round < kMostRounds; ++round) {
      const auto tip = commit_id(place_, server_.branch);
      if (!tip) return;  // no such branch (any more): what was learned on it stays
      const KnownCommits known = {.copy = indexed_commit(server_.folder),
                                  .index = indexed_commit(server_.index)};
      if (known.copy == tip && known.index == tip) return;
      follow(known, *tip);
    }
  }

 private:
  void follow(const KnownCommits& known, const std::string& tip) {
    const auto for_copy = changes(known.copy, tip);
    const auto for_index = !current_generation(server_.index) ? std::nullopt
                           : known.index == known.copy        ? for_copy
                                                              : changes(known.index, tip);
    const bool by_difference =
        for_copy && for_index && !touches_settings(*for_copy) && !touches_settings(*for_index);
    forget_indexed_commit(server_.folder);
    const CorpusChanges told = by_difference ? copy_changes(*for_copy, *for_index) : copy_tree(tip);
    sync_copy(server_.corpus);
    note_indexed_commit(server_.folder, tip);
    if (by_difference && told.empty()) {
      note_indexed_commit(server_.index, tip);
      return;
    }
    const HookUpdateOutcome outcome =
        update_from_hook({.corpus = server_.corpus,
                          .index = server_.index,
                          .paths = by_difference ? told.paths() : std::vector<std::string>{},
                          .time_limit = request_.time_limit});
    if (!outcome.problem.empty()) {
      throw Error(ErrorKind::kUnavailable,
                  fmt::format("not indexed, the next push will catch up: {}", outcome.problem));
    }
    note_indexed_commit(server_.index, tip);
    if (!outcome.said.empty()) std::cout << fmt::format("dejavu: {}\n", outcome.said);
    std::cout << hook_report_text({.settings = server_settings(request_, server_),
                                   .changes = told,
                                   .took = outcome.took,
                                   .now = request_.now});
  }

  /// Absent when the older commit is gone, as after a force push and a clean-up.
  std::optional<std::vector<ChangedPath>> changes(const std::optional<std::string>& from,
                                                  const std::string& tip) {
    if (!from) return std::nullopt;
    try {
      return changed_paths(place_, *from, tip, server_.below);
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::kIo) throw;
      return std::nullopt;
    }
  }

  /// Other settings may want other files.
  bool touches_settings(const std::vector<ChangedPath>& changes) const {
    return std::ranges::any_of(changes, [&](const ChangedPath& change) {
      return below_path(change.path, server_.below) == kSettingsFile ||
             (!change.old_path.empty() &&
              below_path(change.old_path, server_.below) == kSettingsFile);
    });
  }

  /// What is new to the index.
  CorpusChanges copy_changes(const std::vector<ChangedPath>& changes,
                             const std::vector<ChangedPath>& for_index) {
    const Settings settings = server_settings(request_, server_);
    std::vector<TreePath> written;
    std::vector<std::string> removed;
    for (const ChangedPath& change : changes) {
      const std::string path = below_path(change.path, server_.below);
      if (!change.old_path.empty()) removed.push_back(below_path(change.old_path, server_.below));
      if (change.change == PathChange::kDeleted || change.kind != PathKind::kFile) {
        removed.push_back(path);
      } else if (belongs_to_copy(settings, path)) {
        written.push_back({.kind = change.kind, .path = path, .blob = change.blob});
      }
    }
    remove_from_copy(server_.corpus, removed);
    write(written);
    return corpus_changes(settings, for_index, server_.below);
  }

  /// The whole tree; tells of nothing new in it, because nobody knows what is.
  CorpusChanges copy_tree(const std::string& tip) {
    std::vector<TreePath> files = tree_paths(place_, tip, server_.below);
    std::erase_if(files, [](const TreePath& file) { return file.kind != PathKind::kFile; });
    for (TreePath& file : files) file.path = below_path(file.path, server_.below);
    std::ranges::sort(files, {}, &TreePath::path);
    // The settings come first: they say which files there are.
    std::vector<TreePath> first = files;
    std::erase_if(first, [](const TreePath& file) { return file.path != kSettingsFile; });
    if (first.empty()) remove_from_copy(server_.corpus, {std::string(kSettingsFile)});
    write(first);
    const Settings settings = server_settings(request_, server_);
    std::erase_if(files,
                  [&](const TreePath& file) { return !belongs_to_copy(settings, file.path); });
    std::vector<std::string> gone = files_of_copy(server_.corpus);
    std::erase_if(gone, [&](const std::string& path) {
      return std::ranges::binary_search(files, path, {}, &TreePath::path);
    });
    remove_from_copy(server_.corpus, gone);
    write(files);
    CorpusChanges told;
    for (const TreePath& file : files) {
      if (belongs_to_corpus(settings, file.path)) told.changed.push_back(file.path);
    }
    return told;
  }

  /// What cannot be copied must not stand there as it was before.
  void write(const std::vector<TreePath>& files) {
    remove_from_copy(server_.corpus, write_copy(place_, server_.corpus, files));
  }

  const HookRequest& request_;
  ServerPlace server_;
  GitPlace place_;
};

}  // namespace

ServerPlace server_place(const HookRequest& request, const GitPlace& place) {
  const auto repository = find_repository(place);
  if (!repository) {
    throw Error(ErrorKind::kNotFound, "there is no Git repository here.",
                "Name its folder: dejavu hook install REPO");
  }
  ServerPlace server;
  server.folder = repository->common_dir / "dejavu";
  server.corpus = server.folder / "corpus";
  server.index = server.folder / "index";
  if (request.sources.flag_index) {
    server.index = request.sources.working_dir / *request.sources.flag_index;
  }
  server.branch = branch_name(request, place);
  server.below = fs::path(request.sources.flag_corpus.value_or("")).lexically_normal().string();
  if (server.below.ends_with('/')) server.below.pop_back();
  if (server.below == ".") server.below.clear();
  return server;
}

Settings server_settings(const HookRequest& request, const ServerPlace& server) {
  SettingsSources sources = request.sources;
  sources.flag_corpus = server.corpus.string();
  sources.flag_index = server.index.string();
  return load_settings(sources);
}

void follow_branch(const HookRequest& request) {
  const GitPlace place = git_place(request);
  ServerPlace server = server_place(request, place);
  std::error_code failure;
  const bool is_new = fs::create_directories(server.corpus, failure);
  const PushLock lock(server.folder);
  if (is_new) forget_indexed_commit(server.folder);  // the copy was removed by hand
  mark_copy(server.corpus);
  BranchFollower(request, std::move(server), place).run();
}

}  // namespace dejavu
