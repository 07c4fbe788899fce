// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

#include "server/commands/preflight_match.h"

namespace dejavu {

/// Some twenty lines for a terminal, without its control characters; empty when there is nothing to
/// say.
std::string preflight_text(const PreflightAnswer& answer);

/// One line: the object of docs/PREFLIGHT.md, also when there is nothing to say.
std::string preflight_json(const PreflightAnswer& answer);

}  // namespace dejavu
