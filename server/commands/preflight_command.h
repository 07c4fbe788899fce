// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

#include "server/commands/commands.h"
#include "server/commands/preflight_diff.h"

namespace dejavu {

/// `dejavu preflight` as it was typed.
struct PreflightRequest {
  ChangeSource source = ChangeSource::kRange;
  std::string range;  // empty for the default
};

/// Says which past incidents touched the ground of a change in the repository that the working
/// directory is in, and which preventive actions on it are open. Silent when there is nothing. It
/// warns only: the exit code is 0 whatever it finds.
int run_preflight(const CommandContext& context, const PreflightRequest& request);

}  // namespace dejavu
