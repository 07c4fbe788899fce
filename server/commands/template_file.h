// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <span>

#include "core/base/embedded_file.h"

namespace dejavu {

/// template.md alone: what `dejavu new` writes where a corpus has no template of its own.
std::span<const EmbeddedFile> template_files();

}  // namespace dejavu
