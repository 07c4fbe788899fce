// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/commands/preflight_diff.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/git/git_changes.h"
#include "core/git/git_repository.h"

namespace dejavu {
namespace {

/// Longer lines are data or minified: their beginning is enough.
constexpr std::size_t kMaxLineBytes = 500;

/// Git is stopped there: lines are read from the front, and a change of this size is cut anyway.
constexpr std::size_t kMaxPatchBytes = std::size_t{4} << 20;

constexpr std::array<std::string_view, 20> kLeftOut = {
    ".md",  ".markdown", ".rst",    ".adoc", ".txt",     ".lock",     ".sum",
    ".svg", ".map",      ".min.js", ".snap", ".min.css", ".csv",      ".po",
    ".pdf", ".jsonl",    ".log",    ".html", ".ipynb",   "-lock.json"};

bool is_looked_at(const ChangedPath& change) {
  if (change.kind != PathKind::kFile) return false;
  const std::string path = to_lower_ascii(change.path);
  const bool vendored = path.find("node_modules/") != path.npos || path.starts_with("vendor/") ||
                        path.find("/vendor/") != path.npos;
  return !vendored && std::ranges::none_of(
                          kLeftOut, [&path](std::string_view end) { return path.ends_with(end); });
}

/// The words of Git that name a change, and how people call it.
struct ChangeName {
  std::vector<std::string> words;
  std::string name;
};

ChangeName last_commit() {
  // A merge is what it brought into the branch; the first commit is all of its files.
  return {{"show", "--format=", "-m", "--first-parent", "HEAD"}, "HEAD"};
}

ChangeName named_range(const GitPlace& place, const std::string& range) {
  const std::size_t dots = range.find("..");
  const bool alone = dots == std::string::npos;
  const std::string from = range.substr(0, dots);
  const std::string to = alone ? "" : range.substr(dots + (range.find("...") == dots ? 3 : 2));
  const auto is_known = [&place](const std::string& name) {  // an end that is left out is HEAD
    return name.empty() || commit_id(place, name);
  };
  // Two dots alone are a folder for Git.
  if (range == ".." || !is_known(from) || !is_known(to)) {
    throw Error(ErrorKind::kInvalid, fmt::format("Git knows no range `{}`", printable(range)),
                "write it as `git diff` takes it: main...HEAD, HEAD~3..HEAD, or a commit or branch "
                "to compare with");
  }
  const std::string whole = alone ? range + "...HEAD" : range;
  return {{"diff", whole}, whole};
}

/// Whether HEAD has commits that its upstream lacks.
bool is_ahead(const GitPlace& place) {
  const auto count =
      git_line(place, {.words = {"rev-list", "--count", "-n", "1", "@{upstream}..HEAD", "--"}});
  return count && *count != "0";
}

ChangeName choose(const GitPlace& place, ChangeSource source, const std::string& range) {
  if (source == ChangeSource::kStaged) return {{"diff", "--cached"}, "what is staged"};
  if (!range.empty()) return named_range(place, range);
  if (!commit_id(place, "HEAD")) return {{"diff", "--cached"}, "what is staged"};
  if (is_ahead(place)) return {{"diff", "@{upstream}...HEAD"}, "@{upstream}...HEAD"};
  return last_commit();
}

GitCall call(const ChangeName& change, const std::vector<std::string>& options,
             const std::vector<std::string>& paths) {
  GitCall call{.words = change.words};
  call.words.insert(call.words.begin() + 1, options.begin(), options.end());
  call.words.emplace_back("--");
  call.words.insert(call.words.end(), paths.begin(), paths.end());
  return call;
}

/// Ends a child that has said enough.
struct EnoughRead {};

std::string beginning_of_patch(const GitPlace& place, GitCall call) {
  std::string patch;
  call.on_output = [&patch](std::string_view piece) {
    patch += piece;
    if (patch.size() >= kMaxPatchBytes) throw EnoughRead{};
  };
  try {
    git_output(place, call);
  } catch (const EnoughRead&) {
    patch.resize(std::min(patch.size(), patch.rfind('\n') + 1));
  }
  return patch;
}

}  // namespace

std::string changed_lines(std::string_view patch) {
  std::string text;
  bool in_lines = false;
  std::size_t file_begin = 0;
  for (const std::string_view line : split_lines(patch)) {
    if (line.starts_with("diff --git ")) {
      in_lines = false;
      file_begin = text.size();
    } else if (line.starts_with("@@")) {
      in_lines = true;
    } else if (in_lines && (line.starts_with('+') || line.starts_with('-')) &&
               text.size() - file_begin < kMaxFileDiffBytes) {
      text += truncate_utf8(line.substr(1), kMaxLineBytes);
      text += '\n';
    }
    if (text.size() >= kMaxDiffTextBytes) break;
  }
  text.resize(truncate_utf8(text, kMaxDiffTextBytes).size());
  return text;
}

ChangeText read_change(const std::filesystem::path& folder, ChangeSource source,
                       const std::string& range) {
  const auto repository = find_repository({.folder = folder});
  if (!repository) {
    throw Error(ErrorKind::kNotFound, "this folder is in no Git repository",
                "run it where the change is");
  }
  const GitPlace place{.folder =
                           repository->is_bare() ? repository->git_dir : repository->top_level};
  const ChangeName change = choose(place, source, range);
  ChangeText result{.name = change.name};
  std::vector<std::string> read;
  const std::string raw =
      git_output(place, call(change, {"--raw", "-z", "--no-abbrev", "--no-ext-diff", "-M"}, {}));
  for (const ChangedPath& one : parse_raw_changes(raw)) {
    if (!is_looked_at(one) || read.size() == kMostDiffPaths) continue;
    read.push_back(one.path);
    result.paths.push_back(one.path);
    if (!one.old_path.empty()) result.paths.push_back(one.old_path);
  }
  if (read.empty()) return result;
  result.text = changed_lines(beginning_of_patch(
      place,
      call(change, {"-U0", "--no-color", "--no-ext-diff", "--no-textconv", "-M"}, result.paths)));
  return result;
}

}  // namespace dejavu
