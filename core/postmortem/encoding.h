// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/postmortem/diagnostic.h"

namespace dejavu {

struct DecodedText {
  std::string text;  // strict UTF-8, LF line ends, no control or bidirectional override characters
  std::vector<Diagnostic> diagnostics;
};

/// Any bytes as text: UTF-16 with a byte order mark, UTF-8, else Windows-1252 for the bytes that
/// are no UTF-8; UTF-8 that was encoded twice is repaired. No line is added or removed, so that
/// line numbers stay those of the file.
DecodedText decode_text(std::string_view bytes);

}  // namespace dejavu
