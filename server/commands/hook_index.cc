// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/commands/hook_index.h"

#include <fmt/format.h>

#include <thread>

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/git/child.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

/// For more than these, comparing all files costs no more than naming them, and the names would
/// come near what the kernel takes as arguments (2 MiB).
constexpr std::size_t kMostNamedPaths = 5'000;

/// Another hook or `watch` writes for some milliseconds; whoever writes longer is not waited for.
constexpr int kTriesForLock = 5;
constexpr std::chrono::milliseconds kPauseForLock(60);

std::string indexer_program() {
  std::error_code ignored;
  const fs::path beside =
      fs::read_symlink("/proc/self/exe", ignored).parent_path() / "dejavu-index";
  return fs::exists(beside, ignored) ? beside.string() : "dejavu-index";
}

ChildStart start_of(const HookUpdate& update) {
  ChildStart start = {.words = {indexer_program(), "update", "--corpus", update.corpus.string(),
                                "--index", update.index.string()},
                      .time_limit = update.time_limit};
  if (update.paths.size() > kMostNamedPaths) return start;
  start.words.emplace_back("--");
  for (const std::string& path : update.paths) {
    // Absolute, because a name may mean a file of the working directory, too.
    start.words.push_back((update.corpus / path).string());
  }
  return start;
}

/// What the indexer says is a sentence behind its name, then perhaps a hint.
std::string problem_of(const ChildEnd& end) {
  switch (end.fate) {
    case ChildFate::kNotStarted: return "dejavu-index could not be started.";
    case ChildFate::kTimedOut: {
      return "It takes too long for a hook; run `dejavu index update` once.";
    }
    case ChildFate::kSignalled: return fmt::format("It was ended by signal {}.", end.status);
    case ChildFate::kTooMuchOutput: return "It printed too much.";
    case ChildFate::kExited: break;
  }
  if (end.status == 0) return {};
  constexpr std::string_view kName = "dejavu-index: ";
  for (std::string_view line : split_lines(end.errors)) {
    if (line.starts_with(kName)) line.remove_prefix(kName.size());
    if (!trim(line).empty()) return printable(trim(line));
  }
  return fmt::format("dejavu-index ended with {}.", end.status);
}

}  // namespace

HookUpdateOutcome update_from_hook(const HookUpdate& update) {
  const Clock::time_point begin = Clock::now();
  const ChildStart start = start_of(update);
  ChildEnd end = run_child(start);
  for (int i = 1; i < kTriesForLock && end.fate == ChildFate::kExited && end.status == kExitLocked;
       ++i) {
    std::this_thread::sleep_for(kPauseForLock);
    end = run_child(start);
  }
  HookUpdateOutcome outcome;
  outcome.took = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begin);
  outcome.problem = problem_of(end);
  const auto lines = split_lines(end.output);
  // One line is its figures; what stands above says why all files were read.
  if (outcome.problem.empty() && lines.size() > 1) outcome.said = printable(lines[0]);
  return outcome;
}

}  // namespace dejavu
