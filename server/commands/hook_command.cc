// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/commands/hook_command.h"

#include <exception>
#include <iostream>

#include "core/base/error.h"
#include "core/base/text.h"
#include "server/commands/hook_server.h"
#include "server/commands/hook_worktree.h"

namespace dejavu {
namespace {

int follow(const HookRequest& request) {
  if (request.hook == "pre-receive") return check_push(request);
  if (request.hook == "post-receive") {
    follow_branch(request);
  } else {
    follow_work_tree(request);
  }
  return kExitAnswered;
}

}  // namespace

GitPlace git_place(const HookRequest& request) {
  const bool is_run = !request.hook.empty();
  return {.folder = request.repository,
          .environment = is_run ? GitEnvironment::kOfTheHook : GitEnvironment::kFolderAlone};
}

int run_hook(const HookRequest& request) {
  // The one place where an error is only said: nothing in Git may fail because of an index.
  try {
    return follow(request);
  } catch (const Error& error) {
    std::cerr << "dejavu: " << collapse_blanks(printable(error.what())) << '\n';
  } catch (const std::exception& error) {
    std::cerr << "dejavu: " << collapse_blanks(printable(error.what())) << '\n';
  }
  return kExitAnswered;
}

}  // namespace dejavu
