// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

#include "core/base/files.h"
#include "tests/postmortem/parsed.h"

namespace dejavu {

/// docs/POSTMORTEM.md; tests run in the project's root.
inline std::string format_page() { return read_file("docs/POSTMORTEM.md", kMaxFileBytes); }

}  // namespace dejavu
