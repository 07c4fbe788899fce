// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/commands/hook_scripts.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>

#include "core/base/corpus_path.h"
#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/text.h"
#include "server/commands/hook_block.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;

/// A hook is written by hand; what is larger is a program.
constexpr std::size_t kMaxHookBytes = std::size_t{1} << 20;

constexpr std::string_view kShebang = "#!/bin/sh";

constexpr fs::perms kExecutable =
    fs::perms::owner_exec | fs::perms::group_exec | fs::perms::others_exec;

bool is_below(const fs::path& path, const fs::path& folder) {
  return !leads_out(path.lexically_relative(folder));
}

/// Why the file cannot be changed by a program; absent when it can.
std::optional<std::string> why_by_hand(const fs::path& file, std::string_view script) {
  std::error_code failure;
  const fs::perms permissions = fs::status(file, failure).permissions();
  if (!is_shell_script(script)) return "it is no shell script";
  if ((permissions & fs::perms::owner_exec) == fs::perms::none) {
    return "it is not executable, so Git does not run it";
  }
  if (has_hook_marker(script) && !hook_block_of(script)) return "one of dejavu's marks is missing";
  return std::nullopt;
}

/// Keeps the permissions that the file has; a link stays a link.
void write_script(const fs::path& file, std::string_view content) {
  std::error_code failure;
  const fs::perms permissions = fs::status(file, failure).permissions();
  write_file_atomically(file, content);
  fs::permissions(file, permissions, failure);
  if (!failure) return;
  throw Error(ErrorKind::kIo,
              fmt::format("cannot make {} executable: {}", file.string(), failure.message()));
}

HookOutcome create_script(const fs::path& file, const HookScript& script) {
  write_file_atomically(file, with_hook_block(fmt::format("{}\n", kShebang), script.lines));
  std::error_code failure;
  fs::permissions(file, kExecutable, fs::perm_options::add, failure);
  if (failure) {
    throw Error(ErrorKind::kIo,
                fmt::format("cannot make {} executable: {}", file.string(), failure.message()));
  }
  return {.name = script.name, .change = HookChange::kAdded, .reason = {}};
}

/// The file itself, behind links; absent when a link leads nowhere.
std::optional<fs::path> real_file(const fs::path& file) {
  std::error_code failure;
  fs::path real = fs::canonical(file, failure);
  if (failure || !fs::is_regular_file(real, failure)) return std::nullopt;
  return real;
}

bool is_there(const fs::path& file) {
  std::error_code failure;
  return fs::exists(fs::symlink_status(file, failure));
}

}  // namespace

fs::path hook_folder(const GitRepository& repository) {
  // husky 9 sets core.hooksPath to ".husky/_" and writes that folder at each installation; what
  // people write stands beside it.
  const fs::path& folder = repository.hooks_dir;
  std::error_code failure;
  const bool is_husky = folder.filename() == "_" && fs::exists(folder / "h", failure);
  return is_husky ? folder.parent_path() : folder;
}

bool is_own_folder(const GitRepository& repository, const fs::path& folder) {
  return is_below(folder, repository.common_dir) || is_versioned_folder(repository, folder);
}

bool is_versioned_folder(const GitRepository& repository, const fs::path& folder) {
  return !repository.is_bare() && is_below(folder, repository.top_level) &&
         !is_below(folder, repository.common_dir) && !is_below(folder, repository.git_dir);
}

HookOutcome install_script(const fs::path& folder, const HookScript& script) {
  const fs::path file = folder / script.name;
  HookOutcome outcome = {.name = script.name, .change = HookChange::kUnchanged, .reason = {}};
  if (!is_there(file)) return create_script(file, script);
  const auto real = real_file(file);
  if (!real) {
    outcome.change = HookChange::kByHand;
    outcome.reason = "it is no regular file";
    return outcome;
  }
  const std::string before = read_file(*real, kMaxHookBytes);
  if (auto reason = why_by_hand(*real, before)) {
    outcome.change = HookChange::kByHand;
    outcome.reason = *std::move(reason);
    return outcome;
  }
  const std::string after = with_hook_block(before, script.lines);
  if (after == before) return outcome;
  write_script(*real, after);
  outcome.change = hook_block_of(before) ? HookChange::kUpdated : HookChange::kAdded;
  return outcome;
}

HookOutcome uninstall_script(const fs::path& folder, const std::string& name) {
  const fs::path file = folder / name;
  HookOutcome outcome = {.name = name, .change = HookChange::kUnchanged, .reason = {}};
  const auto real = real_file(file);
  if (!real) return outcome;
  const std::string before = read_file(*real, kMaxHookBytes);
  if (!has_hook_marker(before)) return outcome;
  if (!hook_block_of(before)) {
    outcome.change = HookChange::kByHand;
    outcome.reason = "one of dejavu's marks is missing";
    return outcome;
  }
  outcome.change = HookChange::kRemoved;
  const std::string after = without_hook_block(before);
  std::error_code failure;
  // A link, and what it leads to, were there before us.
  if (trim(after) != kShebang || fs::is_symlink(file, failure)) {
    write_script(*real, after);
    return outcome;
  }
  if (!fs::remove(file, failure) || failure) {
    throw Error(ErrorKind::kIo,
                fmt::format("cannot remove {}: {}", file.string(), failure.message()));
  }
  return outcome;
}

}  // namespace dejavu
