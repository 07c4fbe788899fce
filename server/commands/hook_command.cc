// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/commands/hook_command.h"

#include <unistd.h>

#include <chrono>
#include <exception>
#include <filesystem>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/text.h"
#include "server/commands/hook_report.h"
#include "server/commands/hook_server.h"

namespace dejavu {
namespace {

/// Does not return but for an error.
[[noreturn]] void become_indexer(const HookRequest& request) {
  std::error_code ignored;
  const std::filesystem::path own = std::filesystem::read_symlink("/proc/self/exe", ignored);
  const std::string beside = (own.parent_path() / "dejavu-index").string();
  std::vector<std::string> words = {beside, "follow", request.hook};
  const auto add = [&words](const char* name, const std::optional<std::string>& value) {
    if (value) words.insert(words.end(), {name, *value});
  };
  add("--corpus", request.sources.flag_corpus);
  add("--index", request.sources.flag_index);
  words.emplace_back("--");
  words.insert(words.end(), request.arguments.begin(), request.arguments.end());
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  pointers.push_back(nullptr);
  ::execv(beside.c_str(), pointers.data());
  ::execvp("dejavu-index", pointers.data());
  throw Error(ErrorKind::kNotFound, "dejavu-index was not found");
}

int follow(const HookRequest& request) {
  if (request.hook == "pre-receive") return check_push(request);
  if (request.hook != "post-receive") become_indexer(request);
  follow_branch(request);
  return kExitAnswered;
}

int report(const HookRequest& request) {
  HookReport report = {.settings = load_settings(request.sources),
                       .changes = {},
                       .new_files = request.new_files,
                       .took = std::chrono::milliseconds(request.took_ms),
                       .now = request.now};
  report.settings.corpus_was_named = true;
  report.changes.added = request.arguments;
  std::cout << hook_report_text(report);
  return kExitAnswered;
}

/// The one place where an error is only said: nothing in Git may fail because of an index.
int say_errors(const HookRequest& request, int (*run)(const HookRequest&)) {
  try {
    return run(request);
  } catch (const Error& error) {
    std::cerr << "dejavu: " << collapse_blanks(printable(error.what())) << '\n';
  } catch (const std::exception& error) {
    std::cerr << "dejavu: " << collapse_blanks(printable(error.what())) << '\n';
  }
  return kExitAnswered;
}

}  // namespace

GitPlace git_place(const HookRequest& request) {
  const bool is_run = !request.hook.empty();
  return {.folder = request.repository,
          .environment = is_run ? GitEnvironment::kOfTheHook : GitEnvironment::kFolderAlone};
}

int run_hook(const HookRequest& request) { return say_errors(request, follow); }

int run_hook_report(const HookRequest& request) { return say_errors(request, report); }

}  // namespace dejavu
