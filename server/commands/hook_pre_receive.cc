// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <iostream>
#include <string>
#include <vector>

#include "core/base/corpus_path.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/git/git_changes.h"
#include "core/git/git_objects.h"
#include "core/lint/lint.h"
#include "core/postmortem/parse.h"
#include "server/commands/hook_server.h"

namespace dejavu {
namespace {

/// A push that brings more is an import of a collection: nobody mends a thousand files at once.
constexpr std::size_t kMostChecked = 1'000;

/// What fits on a screen; the author's own `dejavu check` has the rest.
constexpr std::size_t kMostTold = 20;

/// "old new ref", one a line, on standard input.
struct PushedRef {
  std::string before;
  std::string after;
  std::string name;
};

bool is_nothing(const std::string& id) { return id.find_first_not_of('0') == std::string::npos; }

std::vector<PushedRef> read_pushed(std::istream& input) {
  std::vector<PushedRef> pushed;
  PushedRef ref;
  while (input >> ref.before >> ref.after >> ref.name) pushed.push_back(ref);
  return pushed;
}

/// The files that a push brings to the branch, by paths of the corpus.
std::vector<TreePath> pushed_files(const GitPlace& place, const ServerPlace& server,
                                   const PushedRef& ref) {
  std::vector<TreePath> files;
  const auto add = [&](PathKind kind, const std::string& path, const std::string& blob) {
    const std::string inside = server.below.empty() ? path : path.substr(server.below.size() + 1);
    if (kind == PathKind::kFile) files.push_back({.kind = kind, .path = inside, .blob = blob});
  };
  if (is_nothing(ref.after)) return files;
  if (is_nothing(ref.before)) {
    for (const TreePath& file : tree_paths(place, ref.after, server.below)) {
      add(file.kind, file.path, file.blob);
    }
    return files;
  }
  for (const ChangedPath& change : changed_paths(place, ref.before, ref.after, server.below)) {
    if (change.change != PathChange::kDeleted) add(change.kind, change.path, change.blob);
  }
  return files;
}

/// What stands in the way of taking the files, a line each.
std::vector<std::string> errors_of(const GitPlace& place, const Lint& lint,
                                   const std::vector<TreePath>& files) {
  ObjectRequest request = {.ids = {}, .limit_bytes = kMaxFileBytes};
  for (const TreePath& file : files) request.ids.push_back(file.blob);
  std::vector<std::string> lines;
  read_objects(place, request, [&](const GitObject& object) {
    if (!object.bytes) return;
    const std::string& path = files[object.index].path;
    for (const Finding& finding :
         lint.check(parse_postmortem(path, *object.bytes), *object.bytes)) {
      if (finding.diagnostic.level != DiagnosticLevel::kError) continue;
      lines.push_back(fmt::format("{}:{}: {} [{}]", printable(path), finding.diagnostic.line,
                                  printable(finding.diagnostic.message), finding.diagnostic.code));
    }
  });
  return lines;
}

}  // namespace

int check_push(const HookRequest& request) {
  const GitPlace place = git_place(request);
  const ServerPlace server = server_place(request, place);
  const Settings settings = server_settings(request, server);
  std::vector<TreePath> files;
  for (const PushedRef& ref : read_pushed(std::cin)) {
    if (ref.name != server.branch) continue;
    for (TreePath& file : pushed_files(place, server, ref)) {
      if (belongs_to_corpus(settings, file.path)) files.push_back(std::move(file));
    }
  }
  if (files.size() > kMostChecked) {
    std::cout << fmt::format("dejavu: {} files are more than are looked at\n", files.size());
    return kExitAnswered;
  }
  const std::vector<std::string> lines = errors_of(place, Lint(settings.lint), files);
  for (std::size_t i = 0; i < std::min(lines.size(), kMostTold); ++i) {
    std::cout << fmt::format("dejavu: {}\n", lines[i]);
  }
  if (lines.empty()) return kExitAnswered;
  std::cout << fmt::format(
      "dejavu: the push is refused: {} to mend (dejavu check FILE)\n",
      lines.size() == 1 ? "one error" : fmt::format("{} errors", lines.size()));
  return kExitAnsweredNo;
}

}  // namespace dejavu
