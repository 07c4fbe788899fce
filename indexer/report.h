// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/job.h"

namespace dejavu {

/// One line of figures, and above it why an update was a build.
std::string summary_text(const Summary& summary, std::chrono::duration<double> took);

/// Each diagnostic as "path:line:column: level: message", and each unread file with its reason.
std::string diagnostics_text(const Summary& summary);

/// Each unread file with its reason, on a line of its own.
std::string unread_text(const std::vector<WalkProblem>& unread, std::string_view indent);

}  // namespace dejavu
