// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/git/git_changes.h"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include "core/base/error.h"

namespace dejavu {
namespace {

/// Finding renames that changed on the way compares each new file with each old one; above this
/// many, only those that are equal are found.
constexpr int kMaxComparedRenames = 200;

[[noreturn]] void throw_unreadable(std::string_view what) {
  throw Error(ErrorKind::kIo, fmt::format("git printed a list that cannot be read: {}", what),
              "This is a bug of dejavu, or of a very new Git.");
}

/// Takes what stands before the next `end` byte.
std::string_view take_until(std::string_view& text, char end) {
  const std::size_t at = text.find(end);
  if (at == std::string_view::npos) throw_unreadable(text.substr(0, 80));
  const std::string_view taken = text.substr(0, at);
  text.remove_prefix(at + 1);
  return taken;
}

/// The modes that Git knows: 100644, 100755, 120000, 160000, and 000000 for nothing.
PathKind kind_of(std::string_view mode) {
  if (mode == "120000") return PathKind::kLink;
  return mode == "160000" ? PathKind::kSubmodule : PathKind::kFile;
}

PathChange change_of(char status) {
  switch (status) {
    case 'A':
    case 'C': return PathChange::kAdded;
    case 'D': return PathChange::kDeleted;
    case 'R': return PathChange::kRenamed;
    default: return PathChange::kModified;
  }
}

/// ":100644 100644 <id> <id> R100\0old\0new\0"
ChangedPath take_change(std::string_view& output) {
  if (!output.starts_with(':')) throw_unreadable(output.substr(0, 80));
  output.remove_prefix(1);
  const std::string_view old_mode = take_until(output, ' ');
  const std::string_view new_mode = take_until(output, ' ');
  take_until(output, ' ');  // the old content
  const std::string_view blob = take_until(output, ' ');
  const std::string_view status = take_until(output, '\0');
  const char letter = status.empty() ? 'M' : status[0];
  std::string path(take_until(output, '\0'));
  ChangedPath change = {.change = change_of(letter),
                        .kind = kind_of(letter == 'D' ? old_mode : new_mode),
                        .path = std::move(path),
                        .blob = std::string(blob)};
  if (letter != 'R' && letter != 'C') return change;
  std::string now(take_until(output, '\0'));
  if (letter == 'R') change.old_path = std::move(change.path);
  change.path = std::move(now);
  return change;
}

/// Git reads the index of the working copy before it compares two trees, 8 MB for 100,000 files,
/// and needs nothing of it. A name that no file ever has spares that: 16 ms became 2.4.
constexpr const char* kNoIndex = "GIT_INDEX_FILE=/proc/self/no-index";

std::vector<std::string> with_folder(std::vector<std::string> words, const std::string& below) {
  words.emplace_back("--");
  if (!below.empty()) words.push_back(below);
  return words;
}

/// `git diff-tree` that prints what parse_raw_changes reads; `what` says of which trees.
GitCall diff_trees(const std::vector<std::string>& what, const std::string& below) {
  std::vector<std::string> words = {"diff-tree",
                                    "-r",
                                    "-z",
                                    "--raw",
                                    "--no-abbrev",
                                    "-M",
                                    fmt::format("-l{}", kMaxComparedRenames)};
  words.insert(words.end(), what.begin(), what.end());
  return {.words = with_folder(std::move(words), below), .environment = {kNoIndex}};
}

}  // namespace

std::vector<ChangedPath> parse_raw_changes(std::string_view output) {
  std::vector<ChangedPath> changes;
  while (!output.empty()) changes.push_back(take_change(output));
  return changes;
}

std::vector<ChangedPath> changed_paths(const GitPlace& place, const std::string& from,
                                       const std::string& to, const std::string& below) {
  return parse_raw_changes(git_output(place, diff_trees({from, to}, below)));
}

GitCall head_commit_call(const std::string& below) {
  return diff_trees({"--always", "--diff-merges=first-parent", "--format=%H %P", "HEAD"}, below);
}

HeadCommit parse_head_commit(std::string_view output) {
  HeadCommit head;
  // "<id> <parent> <parent>\0", and when something has changed a line end and the changes.
  std::string_view ids = take_until(output, '\0');
  head.id = take_until(ids, ' ');
  head.first_parent = ids.substr(0, ids.find(' '));
  if (output.starts_with('\n')) output.remove_prefix(1);
  head.changes = parse_raw_changes(output);
  return head;
}

std::future<std::optional<HeadCommit>> ask_head_commit(const GitPlace& place,
                                                       const std::string& below) {
  auto answer = [git = start_git(place, head_commit_call(below))]() mutable {
    const ChildEnd end = git.get();
    return end.succeeded() ? std::optional(parse_head_commit(end.output)) : std::nullopt;
  };
  return std::async(std::launch::deferred, std::move(answer));
}

std::vector<TreePath> tree_paths(const GitPlace& place, const std::string& tree,
                                 const std::string& below) {
  const std::string output = git_output(
      place, {.words = with_folder({"ls-tree", "-r", "-z", "--full-tree", tree}, below)});
  std::vector<TreePath> paths;
  std::string_view rest = output;
  while (!rest.empty()) {  // "100644 blob <id>\tpath\0"
    const PathKind kind = kind_of(take_until(rest, ' '));
    take_until(rest, ' ');
    std::string blob(take_until(rest, '\t'));
    std::string path(take_until(rest, '\0'));
    paths.push_back({.kind = kind, .path = std::move(path), .blob = std::move(blob)});
  }
  return paths;
}

}  // namespace dejavu
