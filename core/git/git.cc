// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/git/git.h"

#include <fmt/format.h>

#include "core/base/error.h"
#include "core/base/text.h"

namespace dejavu {
namespace {

/// `git rev-parse --local-env-vars`, and the internal one of shallow pushes.
const std::vector<std::string>& repository_variables() {
  static const std::vector<std::string> kNames = {"GIT_ALTERNATE_OBJECT_DIRECTORIES",
                                                  "GIT_CONFIG",
                                                  "GIT_CONFIG_PARAMETERS",
                                                  "GIT_CONFIG_COUNT",
                                                  "GIT_OBJECT_DIRECTORY",
                                                  "GIT_DIR",
                                                  "GIT_WORK_TREE",
                                                  "GIT_IMPLICIT_WORK_TREE",
                                                  "GIT_GRAFT_FILE",
                                                  "GIT_INDEX_FILE",
                                                  "GIT_NO_REPLACE_OBJECTS",
                                                  "GIT_REPLACE_REF_BASE",
                                                  "GIT_PREFIX",
                                                  "GIT_SHALLOW_FILE",
                                                  "GIT_COMMON_DIR"};
  return kNames;
}

ChildStart start_of(const GitPlace& place, const GitCall& call) {
  ChildStart start = {.words = {"git", "--literal-pathspecs"},
                      .folder = place.folder,
                      .input = call.input,
                      .environment = git_environment(),
                      .time_limit = place.time_limit,
                      .output_limit_bytes = call.output_limit_bytes,
                      .on_output = call.on_output};
  start.words.insert(start.words.end(), call.words.begin(), call.words.end());
  start.environment.insert(start.environment.end(), call.environment.begin(),
                           call.environment.end());
  if (place.environment == GitEnvironment::kFolderAlone) {
    start.drop_environment = repository_variables();
  }
  return start;
}

std::string without_line_end(std::string text) {
  if (text.ends_with('\n')) text.pop_back();
  return text;
}

/// Its first line says what is wrong; hints follow.
std::string first_line(std::string_view errors) {
  const auto lines = split_lines(errors);
  return lines.empty() ? std::string("it said nothing") : printable(lines[0]);
}

/// The end of a Git that was able to work; throws for others.
ChildEnd checked(ChildEnd end, const std::string& command) {
  switch (end.fate) {
    case ChildFate::kExited: return end;
    case ChildFate::kNotStarted: {
      throw Error(ErrorKind::kNotFound, "git could not be started.",
                  "Install git, and check that the folder exists.");
    }
    case ChildFate::kTimedOut: {
      throw Error(ErrorKind::kUnavailable, fmt::format("git {} took too long.", command),
                  "Try again; `git gc` may make it faster.");
    }
    case ChildFate::kTooMuchOutput: {
      throw Error(ErrorKind::kInvalid, fmt::format("git {} printed too much.", command),
                  "Ask about a smaller range.");
    }
    case ChildFate::kSignalled: break;
  }
  throw Error(ErrorKind::kIo, fmt::format("git {} was ended by signal {}.", command, end.status));
}

}  // namespace

const std::vector<std::string>& git_environment() {
  static const std::vector<std::string> kEnvironment = {
      "GIT_OPTIONAL_LOCKS=0", "GIT_NO_LAZY_FETCH=1", "GIT_TERMINAL_PROMPT=0"};
  return kEnvironment;
}

ChildEnd run_git(const GitPlace& place, const GitCall& call) {
  return start_git(place, call).get();
}

std::future<ChildEnd> start_git(const GitPlace& place, const GitCall& call) {
  return std::async(std::launch::deferred,
                    [child = RunningChild(start_of(place, call)),
                     command = call.words.empty() ? std::string() : call.words[0]]() mutable {
                      return checked(child.finish(), command);
                    });
}

std::string git_output(const GitPlace& place, const GitCall& call) {
  ChildEnd end = run_git(place, call);
  if (end.succeeded()) return std::move(end.output);
  throw Error(ErrorKind::kIo,
              fmt::format("git {} failed: {}", call.words.at(0), first_line(end.errors)));
}

std::optional<std::string> git_line(const GitPlace& place, const GitCall& call) {
  ChildEnd end = run_git(place, call);
  if (!end.succeeded()) return std::nullopt;
  return without_line_end(std::move(end.output));
}

std::optional<std::string> git_setting(const GitPlace& place, const std::string& key) {
  return git_line(place, {.words = {"config", "--get", key}});
}

std::optional<std::string> commit_id(const GitPlace& place, const std::string& name) {
  // What begins with a dash would be an option, and with a caret what it is not.
  if (name.empty() || name.starts_with('-') || name.starts_with('^')) return std::nullopt;
  return git_line(place, {.words = {"rev-parse", "--verify", "--quiet", name + "^{commit}"}});
}

}  // namespace dejavu
