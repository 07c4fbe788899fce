// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/commands/hook_command.h"

namespace dejavu {

/// After Git has changed a working copy: brings the index of its corpus up to date with what
/// differs between HEAD and the commit that was indexed last. Prints what there is to tell.
/// Throws Error for everything that keeps it from doing so.
void follow_work_tree(const HookRequest& request);

}  // namespace dejavu
