// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/recurrence/verdicts.h"
#include "server/commands/commands.h"

namespace dejavu {

/// `dejavu verdicts add`: appends to the ledger of the corpus. Nobody in `by` means whom
/// `git config user.name` names there.
int run_verdicts_add(const CommandContext& context, VerdictRequest request);

/// `dejavu verdicts list`: the ledger, oldest first, and what is odd about it. 1 when lines are
/// broken.
int run_verdicts_list(const CommandContext& context);

/// `dejavu verdicts apply`: writes what the ledger alone says into the front matter of the later
/// incidents. 1 when a file had to be left alone.
int run_verdicts_apply(const CommandContext& context);

}  // namespace dejavu
