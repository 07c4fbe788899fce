// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

#include "server/commands/commands.h"

namespace dejavu {

/// Serves until SIGINT or SIGTERM. `listen` is "address:port", ":port" or "address".
int run_serve(const CommandContext& context, const std::string& listen);

}  // namespace dejavu
