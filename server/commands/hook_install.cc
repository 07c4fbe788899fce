// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include <array>
#include <chrono>
#include <filesystem>
#include <iostream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/corpus_path.h"
#include "core/base/error.h"
#include "core/base/text.h"
#include "core/git/git_repository.h"
#include "core/git/indexed_commit.h"
#include "core/git/told_head.h"
#include "server/commands/hook_block.h"
#include "server/commands/hook_command.h"
#include "server/commands/hook_index.h"
#include "server/commands/hook_scripts.h"
#include "server/commands/hook_server.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;

/// After each of these a working copy may hold other files than before.
constexpr std::array<std::string_view, 4> kWorkTreeHooks = {"post-commit", "post-merge",
                                                            "post-rewrite", "post-checkout"};
constexpr std::array<std::string_view, 2> kServerHooks = {"post-receive", "pre-receive"};

/// Whoever installs waits for the first build as for any other: a million files take minutes.
constexpr std::chrono::hours kFirstBuildLimit(12);

/// What the hook's line names besides the hook.
struct HookLine {
  std::string program;            // words of the shell, to which the hook's name is added
  std::string options;            // words of the shell, each with a blank before it
  std::string telling_head = {};  // what its standard input comes from; else it gets none
};

/// This program, or the one beside it.
std::string own_program(std::string_view name) {
  std::error_code failure;
  const fs::path own = fs::read_symlink("/proc/self/exe", failure);
  return failure ? std::string(name) : (own.parent_path() / name).string();
}

/// Git's own standard input is left to whatever else is in the hook.
std::string following_lines(const HookLine& line, std::string_view name) {
  const auto with = [&](std::string_view before, std::string_view behind) {
    return fmt::format(
        "# Tells dejavu what has changed; never stops Git. `dejavu hook uninstall` removes it.\n"
        "{}{} {}{}{} || :",
        before, line.program, name, line.options, behind);
  };
  if (line.telling_head.empty()) return with("", " -- \"$@\" </dev/null");
  return with(line.telling_head + " |\n  ", " --head-on-stdin -- \"$@\"");
}

/// What Git says on standard input is read here, and given to the rest of the hook once more.
std::string refusing_lines(const HookLine& line, std::string_view name) {
  return fmt::format(
      "# Lets dejavu look at what is pushed. `dejavu hook uninstall` removes it.\n"
      "dejavu_refs=$(cat)\n"
      "printf '%s\\n' \"$dejavu_refs\" | {} {}{} || [ $? -ne 1 ] || exit 1\n"
      "exec <<DEJAVU_REFS\n"
      "$dejavu_refs\n"
      "DEJAVU_REFS",
      line.program, name, line.options);
}

/// What a hook that several machines or repositories share says: no paths of this machine.
HookLine shared_line(HookLine line) {
  line.program = "dejavu hook run";
  line.telling_head.clear();
  return line;
}

std::string_view change_text(HookChange change) {
  switch (change) {
    case HookChange::kAdded: return "added";
    case HookChange::kUpdated: return "updated";
    case HookChange::kUnchanged: return "unchanged";
    case HookChange::kRemoved: return "removed";
    case HookChange::kByHand: break;
  }
  return "left alone";
}

/// What a person puts into a hook: all but the comment.
std::string for_hand(const std::string& lines) {
  std::string text;
  for (const std::string_view line : split_lines(lines)) {
    if (!line.starts_with('#')) text += fmt::format("      {}\n", printable(line));
  }
  return text;
}

/// Prints what was done; true when something is left to a person.
bool print_outcome(const HookOutcome& outcome, const fs::path& folder, const std::string& lines) {
  const std::string file = printable((folder / outcome.name).string());
  if (outcome.change != HookChange::kByHand) {
    std::cout << fmt::format("{:<14} {}: {}\n", outcome.name, change_text(outcome.change), file);
    return false;
  }
  std::cout << fmt::format("{:<14} left alone, because {}: {}\n", outcome.name, outcome.reason,
                           file);
  if (!lines.empty()) std::cout << "    put in by hand:\n" << for_hand(lines);
  return true;
}

/// A folder that is not there yet is made, as Git would make it.
void make_folder(const fs::path& folder) {
  std::error_code failure;
  fs::create_directories(folder, failure);
  if (fs::is_directory(folder, failure)) return;
  throw Error(ErrorKind::kIo, fmt::format("cannot make the folder {}.", folder.string()));
}

class Installer {
 public:
  Installer(const HookRequest& request, GitRepository repository)
      : request_(request),
        repository_(std::move(repository)),
        folder_(hook_folder(repository_)),
        line_({.program = program(), .options = {}}) {}

  int run() {
    line_.options = repository_.is_bare() ? server_options() : work_tree_options();
    if (request_.seconds) line_.options += fmt::format(" --seconds {}", *request_.seconds);
    if (is_versioned_folder(repository_, folder_)) line_ = shared_line(line_);
    if (!is_own_folder(repository_, folder_)) return say_shared();
    make_folder(folder_);
    bool by_hand = false;
    for (const std::string_view name : names()) by_hand |= install(std::string(name));
    bring_up_to_date();
    return by_hand ? kExitAnsweredNo : kExitAnswered;
  }

 private:
  /// The indexer starts in half the time, and in a working copy it has all to do that there is
  /// mostly to do.
  std::string program() const {
    if (!repository_.is_bare()) return shell_word(own_program("dejavu-index")) + " follow";
    return shell_word(own_program("dejavu")) + " hook run";
  }

  std::vector<std::string_view> names() const {
    if (!repository_.is_bare()) return {kWorkTreeHooks.begin(), kWorkTreeHooks.end()};
    std::vector<std::string_view> names = {"post-receive"};
    if (request_.pre_receive == PreReceive::kInstalled) names.push_back("pre-receive");
    return names;
  }

  std::string lines_for(std::string_view name) const {
    return name == "pre-receive" ? refusing_lines(line_, name) : following_lines(line_, name);
  }

  bool install(const std::string& name) {
    const std::string lines = lines_for(name);
    return print_outcome(install_script(folder_, {.name = name, .lines = lines}), folder_, lines);
  }

  std::string work_tree_options() {
    SettingsSources sources = request_.sources;
    if (!sources.flag_corpus) sources.working_dir = fs::canonical(request_.repository);
    settings_ = load_settings(sources);
    std::error_code failure;
    const fs::path corpus = fs::canonical(settings_.corpus, failure);
    const fs::path below = corpus.lexically_relative(repository_.top_level);
    if (failure || leads_out(below)) {
      throw Error(ErrorKind::kInvalid,
                  fmt::format("The corpus {} is not inside the repository {}.",
                              settings_.corpus.string(), repository_.top_level.string()),
                  "Name a folder of the repository with --corpus DIR.");
    }
    line_.telling_head = head_telling_command(below == "." ? std::string() : below.string());
    // Relative, because hooks run at the top of whichever work tree it is.
    return fmt::format(" --corpus {}{}", shell_word(below.string()), index_option());
  }

  /// Programs with windows do not have the environment of the shell in which this is installed.
  std::string index_option() const {
    const bool named =
        request_.sources.flag_index || !request_.sources.environment_index.value_or("").empty();
    if (!named) return {};
    return fmt::format(" --index {}", shell_word(settings_.index.string()));
  }

  std::string server_options() const {
    std::string options;
    const auto add = [&options](std::string_view name, const std::string& value) {
      if (!value.empty()) options += fmt::format(" {} {}", name, shell_word(value));
    };
    add("--branch", request_.branch);
    add("--corpus", request_.sources.flag_corpus.value_or(""));
    if (request_.sources.flag_index) {
      const fs::path index = request_.sources.working_dir / *request_.sources.flag_index;
      add("--index", index.lexically_normal().string());
    }
    return options;
  }

  int say_shared() const {
    std::cout << fmt::format(
        "core.hooksPath names {}, which is outside of this repository and may serve others, too.\n"
        "Nothing was changed. Put in by hand, or set core.hooksPath for this repository alone:\n",
        printable(folder_.string()));
    for (const std::string_view name : names()) {
      std::cout << fmt::format("    {}:\n{}", name, for_hand(lines_for(name)));
    }
    return kExitAnsweredNo;
  }

  /// So that the first hook has only to look at what is new.
  void bring_up_to_date() {
    if (repository_.is_bare()) {
      HookRequest first = request_;
      first.repository = repository_.git_dir;
      first.time_limit = kFirstBuildLimit;
      follow_branch(first);
      return;
    }
    const auto head = commit_id({.folder = repository_.top_level}, "HEAD");
    const HookUpdateOutcome outcome = update_from_hook({.corpus = settings_.corpus,
                                                        .index = settings_.index,
                                                        .paths = {},
                                                        .time_limit = kFirstBuildLimit});
    if (!outcome.problem.empty()) {
      std::cout << fmt::format("The index is not up to date: {}\n", outcome.problem);
      return;
    }
    if (head) note_indexed_commit(settings_.index, *head);
    std::cout << fmt::format("The index in {} is up to date ({} ms).\n",
                             printable(settings_.index.string()), outcome.took.count());
  }

  const HookRequest& request_;
  GitRepository repository_;
  fs::path folder_;
  HookLine line_;
  Settings settings_;  // of a working copy
};

GitRepository repository_of(const HookRequest& request) {
  auto repository = find_repository({.folder = request.repository});
  if (repository) return *std::move(repository);
  throw Error(ErrorKind::kNotFound,
              fmt::format("{} is in no Git repository.", request.repository.string()),
              "Name its folder: dejavu hook install REPO");
}

}  // namespace

int run_hook_install(const HookRequest& request) {
  return Installer(request, repository_of(request)).run();
}

int run_hook_uninstall(const HookRequest& request) {
  const GitRepository repository = repository_of(request);
  const fs::path folder = hook_folder(repository);
  bool by_hand = false;
  bool found = false;
  const auto uninstall = [&](std::span<const std::string_view> names) {
    for (const std::string_view name : names) {
      const HookOutcome outcome = uninstall_script(folder, std::string(name));
      if (outcome.change == HookChange::kUnchanged) continue;
      found = true;
      by_hand |= print_outcome(outcome, folder, {});
    }
  };
  uninstall(kWorkTreeHooks);
  uninstall(kServerHooks);
  if (!found) std::cout << "no hook of dejavu is installed here\n";
  // One that was made for these hooks, or is as good as not there; one of others is not ours.
  std::error_code ignored;
  const bool is_ours = found && is_own_folder(repository, folder);
  if (is_ours && fs::is_empty(folder, ignored)) fs::remove(folder, ignored);
  return by_hand ? kExitAnsweredNo : kExitAnswered;
}

}  // namespace dejavu
