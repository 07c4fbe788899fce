// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/hooks/hook_scene.h"

#include <cstdio>
#include <cstdlib>

#include "core/index/reader.h"

namespace dejavu {
namespace {

std::string both(const ChildEnd& end) { return end.output + end.errors; }

void expect_success(const Outcome& outcome, const char* what) {
  if (outcome.status == 0) return;
  std::fprintf(stderr, "%s: %d %s%s\n", what, outcome.status, outcome.output.c_str(),
               outcome.errors.c_str());
  std::abort();
}

}  // namespace

std::string whole_postmortem(const std::string& id, const std::string& title) {
  return "---\nid: " + id + "\ntitle: " + title +
         "\nstarted_at: 2026-02-03T09:00Z\nresolved_at: 2026-02-03T10:00Z\nseverity: sev2\n"
         "services: [payments]\ndetected_by: alert\nseen_before: no\n---\n\n"
         "## Summary\n\n" +
         title +
         ", and customers saw errors.\n\n## Resolution\n\nThe pool was enlarged.\n\n"
         "## Prevention\n\nA limit for each caller.\n\n## Action items\n\n"
         "| id | action | owner | due | type |\n|---|---|---|---|---|\n"
         "| AI-1 | Limit callers | team-a | 2026-03-01 | prevent |\n";
}

Outcome dejavu(const std::vector<std::string>& words) {
  ProgramStart start = {.words = {DEJAVU_PROGRAM}};
  start.words.insert(start.words.end(), words.begin(), words.end());
  return run_program(start);
}

std::set<std::string> indexed_paths(const std::filesystem::path& index) {
  Reader reader(index);
  std::set<std::string> paths;
  for (const DocId doc : reader.newest_first()) paths.insert(reader.card(doc).path);
  return paths;
}

std::set<std::string> built_paths(const std::filesystem::path& corpus) {
  const TemporaryFolder folder;
  expect_success(run_program({.words = {DEJAVU_INDEX_PROGRAM, "build", "--corpus", corpus,
                                        "--index", folder.path() / "index"}}),
                 "build");
  return indexed_paths(folder.path() / "index");
}

HookedCopy::HookedCopy() {
  scene.write("first.md", whole_postmortem("PM-1", "Connections ran out on the payments host"));
  scene.commit_all();
  expect_success(dejavu({"hook", "install", path().string()}), "hook install");
}

std::string HookedCopy::git(const std::vector<std::string>& words) const {
  return both(run_git_as_person(path(), words));
}

std::string HookedCopy::commit_all(const std::string& message) const {
  git({"add", "--all"});
  return git({"commit", "--message", message});
}

HookedServer::HookedServer(const std::vector<std::string>& options) {
  std::vector<std::string> words = {"hook", "install", server.path().string()};
  words.insert(words.end(), options.begin(), options.end());
  expect_success(dejavu(words), "hook install");
  clone.git({"remote", "add", "origin", server.path().string()});
}

std::string HookedServer::git(const std::vector<std::string>& words) const {
  return both(run_git_as_person(clone.path(), words));
}

std::string HookedServer::push(const std::vector<std::string>& options) const {
  std::vector<std::string> words = {"push", "origin", "HEAD:main"};
  words.insert(words.end(), options.begin(), options.end());
  return git(words);
}

}  // namespace dejavu
