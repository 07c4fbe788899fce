// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/commands/hook_index.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <thread>

#include "core/base/descriptor.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/text.h"
#include "core/git/child.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

/// Ids of SHA-256 repositories have 64 digits; a line end follows.
constexpr std::size_t kMaxNoteBytes = 100;
constexpr std::size_t kShortestId = 40;

/// For more than these, comparing all files costs no more than naming them, and the names would
/// come near what the kernel takes as arguments (2 MiB).
constexpr std::size_t kMostNamedPaths = 5'000;

/// Another hook or `watch` writes for some milliseconds; whoever writes longer is not waited for.
constexpr int kTriesForLock = 5;
constexpr std::chrono::milliseconds kPauseForLock(60);

fs::path note_file(const fs::path& index_dir) { return index_dir / "hook-commit"; }

bool is_object_id(std::string_view text) {
  return text.size() >= kShortestId &&
         text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

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

std::optional<std::string> indexed_commit(const fs::path& index_dir) {
  try {
    const std::string note = read_file(note_file(index_dir), kMaxNoteBytes);
    const std::string id(trim(note));
    if (is_object_id(id)) return id;
  } catch (const Error&) {
  }
  return std::nullopt;
}

void note_indexed_commit(const fs::path& index_dir, const std::string& commit) {
  const fs::path beside = index_dir / fmt::format(".hook-commit.{}", ::getpid());
  const std::string line = commit + "\n";
  const Descriptor file(::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666));
  if (!file.valid()) return;
  const bool whole =
      ::write(file.number(), line.data(), line.size()) == static_cast<ssize_t>(line.size());
  if (!whole || ::rename(beside.c_str(), note_file(index_dir).c_str()) != 0) {
    ::unlink(beside.c_str());
  }
}

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
