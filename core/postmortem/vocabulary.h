// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/postmortem/parts.h"

namespace dejavu {

/// "sev1".."sev4" for any usual vocabulary (P1, SEV-2, critical, major, down, "3"), else the text
/// in lower case.
std::string severity_from(std::string_view text);

/// What people write into a status column; kOpen for anything that does not say otherwise.
ActionStatus status_from(std::string_view text);

/// "prevention", "Detect", "documentation" …; kUnknown for anything else.
ActionType type_from(std::string_view text);

}  // namespace dejavu
