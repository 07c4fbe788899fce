// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <span>

#include "core/base/embedded_file.h"

namespace dejavu {

using WebFile = EmbeddedFile;

/// The files of this folder: "style.css", "templates/hit.html".
std::span<const WebFile> web_files();

}  // namespace dejavu
