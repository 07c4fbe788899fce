// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <vector>

#include "server/commands/commands.h"

namespace dejavu {

enum class CheckFormat { kText, kJson, kSarif };

/// What makes `dejavu check` answer 1.
enum class CheckGate { kErrors, kWarnings };

/// Whether the index is asked what a file resembles and which incidents there are.
enum class CheckIndex { kIfThere, kIgnored };

/// What `dejavu check` was asked for.
struct CheckRequest {
  std::vector<std::string> paths;  // files, and folders that are walked as a corpus is
  CheckFormat format = CheckFormat::kText;
  CheckGate gate = CheckGate::kErrors;
  CheckIndex index = CheckIndex::kIfThere;
  std::string version;  // of this program, for SARIF
};

/// Prints what the lint finds in each file, and what the file resembles when there is an index, and
/// returns 1 when there is something that the gate stops, else 0. Throws Error for a path that
/// cannot be read; what cannot be read within a folder is named on standard error.
int run_check(const CommandContext& context, const CheckRequest& request);

}  // namespace dejavu
