// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/git/git_scene.h"

#include <cstdio>
#include <cstdlib>

namespace dejavu {
namespace {

/// One place for everything that a user's own settings could change.
std::vector<std::string> neutral_environment() {
  return {"GIT_CONFIG_GLOBAL=/dev/null",
          "GIT_CONFIG_NOSYSTEM=1",
          "GIT_AUTHOR_NAME=Ada Lovelace",
          "GIT_AUTHOR_EMAIL=ada@example.org",
          "GIT_COMMITTER_NAME=Ada Lovelace",
          "GIT_COMMITTER_EMAIL=ada@example.org",
          "GIT_EDITOR=true",
          "LC_ALL=C.UTF-8",
          "GIT_ALLOW_PROTOCOL=file"};
}

}  // namespace

ChildEnd run_git_as_person(const std::filesystem::path& folder,
                           const std::vector<std::string>& words) {
  ChildStart start = {.words = {"git"},
                      .folder = folder,
                      .drop_environment = {"GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE",
                                           "GIT_PREFIX", "DEJAVU_CORPUS", "DEJAVU_INDEX"},
                      .environment = neutral_environment(),
                      .time_limit = std::chrono::minutes(2)};
  start.words.insert(start.words.end(), words.begin(), words.end());
  return run_child(start);
}

GitScene::GitScene(const std::vector<std::string>& options) {
  std::vector<std::string> words = {"init", "--quiet", "--initial-branch=main"};
  words.insert(words.end(), options.begin(), options.end());
  git(words);
}

std::string GitScene::git(const std::vector<std::string>& words) const {
  const ChildEnd end = run_git_as_person(path(), words);
  if (end.succeeded()) return end.output;
  std::fprintf(stderr, "git %s: %s\n", words[0].c_str(), end.errors.c_str());
  std::abort();
}

std::string GitScene::commit_all(const std::string& message) const {
  git({"add", "--all"});
  git({"commit", "--quiet", "--allow-empty", "--message", message});
  return git({"rev-parse", "HEAD"}).substr(0, git({"rev-parse", "HEAD"}).find('\n'));
}

}  // namespace dejavu
