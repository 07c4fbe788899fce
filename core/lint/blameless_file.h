// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <span>

#include "core/base/embedded_file.h"

namespace dejavu {

/// blameless.txt alone.
std::span<const EmbeddedFile> blameless_files();

}  // namespace dejavu
