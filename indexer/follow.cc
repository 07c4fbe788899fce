// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/follow.h"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <thread>

#include "core/base/corpus_path.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/git/corpus_changes.h"
#include "core/git/indexed_commit.h"
#include "core/git/told_head.h"
#include "core/index/layout.h"
#include "core/postmortem/parse.h"
#include "indexer/prepare.h"
#include "indexer/report.h"
#include "indexer/update.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

/// Another hook or `watch` writes for some milliseconds; whoever writes longer is not waited for.
constexpr int kTriesForLock = 5;
constexpr std::chrono::milliseconds kPauseForLock(60);

/// Of more new files than this `dejavu` would not tell either; it gets their number.
constexpr std::size_t kMostNamed = 20;

/// We are run by Git, at the top of the working copy.
GitPlace place_of_hook() { return {.environment = GitEnvironment::kOfTheHook}; }

/// The working copy that Git has changed.
struct WorkTree {
  fs::path top_level;
  fs::path git_dir;
};

/// Git runs hooks at the top of the working copy, and what it keeps is in .git there; of linked
/// working copies, submodules and whoever sets GIT_DIR it must be asked. Absent outside of any.
std::optional<WorkTree> find_work_tree() {
  std::error_code failure;
  const fs::path here = fs::current_path();
  const bool is_usual = std::getenv("GIT_DIR") == nullptr &&
                        std::getenv("GIT_WORK_TREE") == nullptr &&
                        fs::is_directory(here / ".git", failure);
  if (is_usual) return WorkTree{.top_level = here, .git_dir = here / ".git"};
  const auto answer =
      git_line(place_of_hook(),
               {.words = {"rev-parse", "--path-format=absolute", "--show-toplevel", "--git-dir"}});
  if (!answer) return std::nullopt;
  const auto lines = split_lines(*answer);
  constexpr std::size_t kLines = 2;
  if (lines.size() != kLines) return std::nullopt;
  return WorkTree{.top_level = lines[0], .git_dir = lines[1]};
}

/// A rebase commits again and again, and ends with post-rewrite: then is the time.
bool is_passing(const FollowRequest& request, const WorkTree& tree) {
  std::error_code failure;
  return request.hook == "post-commit" && fs::exists(tree.git_dir / "rebase-merge", failure);
}

/// post-checkout says with "0" that files were checked out, and HEAD stayed.
bool leaves_head(const FollowRequest& request) {
  constexpr std::size_t kFlag = 2;
  return request.hook == "post-checkout" && request.arguments.size() > kFlag &&
         request.arguments[kFlag] == "0";
}

std::string below_top(const Settings& settings, const WorkTree& tree) {
  std::error_code failure;
  const fs::path corpus = fs::canonical(settings.corpus, failure);
  if (failure) {  // another branch may have none
    throw Error(ErrorKind::kNotFound,
                fmt::format("the corpus {} is not there; its index is left as it is.",
                            settings.corpus.string()));
  }
  const fs::path below = corpus.lexically_relative(tree.top_level);
  if (leads_out(below)) {
    throw Error(ErrorKind::kInvalid,
                fmt::format("the corpus {} is not inside of {}.", settings.corpus.string(),
                            tree.top_level.string()));
  }
  return below == "." ? std::string() : below.string();
}

/// Git works meanwhile, in either case.
std::future<std::optional<HeadCommit>> head_commit(const FollowRequest& request,
                                                   const std::string& below,
                                                   Clock::time_point end) {
  if (!request.head_on_stdin) return ask_head_commit(place_of_hook(), below);
  return std::async(std::launch::deferred, [below, end] {
    auto told = read_told_head(STDIN_FILENO, end);
    if (!told && Clock::now() >= end) {
      throw Error(ErrorKind::kUnavailable, "Git takes too long for a hook");
    }
    return told ? told : ask_head_commit(place_of_hook(), below).get();
  });
}

/// What Git has done since the index was brought up to date.
struct News {
  std::string head;
  std::optional<CorpusChanges> changes;  // absent when nobody knows
};

/// Absent when there is none.
std::optional<News> news_of(const std::optional<HeadCommit>& head, const Settings& settings,
                            const std::string& below) {
  const auto commit = indexed_commit(settings.index);
  if (!head || commit == head->id) return std::nullopt;
  News news = {.head = head->id, .changes = std::nullopt};
  if (!commit) return news;
  try {
    // Else it was a pull, a rebase, another branch.
    const bool is_next = commit == head->first_parent;
    news.changes = corpus_changes(
        settings,
        is_next ? head->changes : changed_paths(place_of_hook(), *commit, head->id, below), below);
  } catch (const Error& error) {
    // The commit is gone (a shallow clone that moved on, a clean-up): every file is looked at.
    if (error.kind() != ErrorKind::kIo) throw;
  }
  return news;
}

Summary update_once(const IndexJob& job, const News& news) {
  return news.changes ? update_files(job, news.changes->paths()) : update_index(job);
}

Summary update_when_free(const IndexJob& job, const News& news) {
  for (int tries = 1; tries < kTriesForLock; ++tries) {
    try {
      return update_once(job, news);
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::kLocked) throw;
      std::this_thread::sleep_for(kPauseForLock);
    }
  }
  return update_once(job, news);
}

/// Lets `dejavu` tell what new postmortems resemble and lack; returns only when it is not there.
void tell_about(const Settings& settings, const CorpusChanges& changes,
                std::chrono::milliseconds took) {
  std::error_code ignored;
  const fs::path own = fs::read_symlink("/proc/self/exe", ignored);
  const std::string program = (own.parent_path() / "dejavu").string();
  std::vector<std::string> words = {program,
                                    "hook",
                                    "report",
                                    "--corpus",
                                    settings.corpus.string(),
                                    "--index",
                                    settings.index.string(),
                                    "--took",
                                    std::to_string(took.count()),
                                    "--count",
                                    std::to_string(changes.added.size()),
                                    "--"};
  for (std::size_t i = 0; i < std::min(changes.added.size(), kMostNamed); ++i) {
    words.push_back(changes.added[i]);
  }
  std::vector<char*> pointers;
  pointers.reserve(words.size() + 1);
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  std::fflush(stdout);
  ::execv(program.c_str(), pointers.data());
}

void tell(const Settings& settings, const News& news, const Summary& summary,
          Clock::duration took) {
  const auto took_ms = std::chrono::duration_cast<std::chrono::milliseconds>(took);
  if (!summary.rebuilt_because.empty() || !summary.all_read_because.empty()) {
    fmt::print("dejavu: {}", summary_text(summary, took));
  }
  const CorpusChanges changes = news.changes.value_or(CorpusChanges{});
  if (!changes.added.empty()) tell_about(settings, changes, took_ms);
  fmt::print("dejavu: {}\n", changes_text(changes, took_ms));
}

/// Patterns are compiled, and their automata begun, when the first postmortem is read.
void warm_up(const IndexJob& job) {
  constexpr std::string_view kAnyText = R"(---
title: Title
started_at: 2026-01-31T10:20Z
tags: [dns]
---
# Title

## Timeline

- 10:20 Errors: <https://example.com/1>.

```
2026-01-31T10:20:30.400Z ERROR api-1 [trace=aa120e17] PM-1: refused: 10.0.0.1:5432
```

## Action items

- [x] To do (someone)
)";
  Preparer(job.thesaurus).prepare(parse_postmortem("any.md", kAnyText), "any", "");
}

void bring_up_to_date(const Settings& settings, const IndexJob& job, const News& news) {
  if (!current_generation(settings.index)) {
    throw Error(ErrorKind::kNotFound,
                fmt::format("there is no index yet; make it with: dejavu index build --corpus {}",
                            settings.corpus.string()));
  }
  if (news.changes && news.changes->empty()) {
    note_indexed_commit(settings.index, news.head);
    return;
  }
  const Clock::time_point start = Clock::now();
  const Summary summary = update_when_free(job, news);
  if (summary.interrupted) {
    throw Error(ErrorKind::kUnavailable,
                "it takes too long for a hook; run once: dejavu index update");
  }
  note_indexed_commit(settings.index, news.head);
  tell(settings, news, summary, Clock::now() - start);
}

void follow(const FollowRequest& request) {
  const Clock::time_point begin = Clock::now();
  if (leaves_head(request)) return;
  const auto tree = find_work_tree();
  if (!tree || is_passing(request, *tree)) return;
  Settings settings = load_settings(request.sources);
  settings.corpus_was_named = true;  // by where it is: inside of this repository
  const std::string below = below_top(settings, *tree);
  auto head = head_commit(request, below, begin + request.time_limit);  // we get ready meanwhile
  IndexJob job = {.settings = settings,
                  .now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()),
                  .threads = request.threads,
                  .thesaurus = thesaurus_of(settings)};
  job.interrupted = [begin, limit = request.time_limit] { return Clock::now() - begin > limit; };
  if (!request.head_on_stdin) warm_up(job);
  if (const auto news = news_of(head.get(), settings, below)) {
    bring_up_to_date(settings, job, *news);
  }
}

}  // namespace

void follow_git(const FollowRequest& request) {
  std::string problem;
  // The one place where an error is only said: nothing in Git may fail because of an index.
  try {
    follow(request);
    return;
  } catch (const Error& error) {
    problem = error.what();
    if (error.kind() != ErrorKind::kNotFound) {
      problem = fmt::format("not indexed, the next run will catch up: {}", problem);
    }
  } catch (const std::exception& error) {
    problem = error.what();
  }
  fmt::print(stderr, "dejavu: {}\n", collapse_blanks(printable(problem)));
}

}  // namespace dejavu
