// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <span>

#include "core/base/embedded_file.h"

namespace dejavu {

/// rules.txt alone.
std::span<const EmbeddedFile> secret_rules_files();

}  // namespace dejavu
