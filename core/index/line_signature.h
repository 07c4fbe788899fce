// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/index/tokens.h"

namespace dejavu {

/// A log line with what changes from time to time taken out: quote and list marks, timestamps,
/// numbers and ids become one mark each, blanks one blank, letters small. Two lines of the same
/// program statement give the same text.
std::string normalize_line(std::string_view line);

/// True for lines that a machine wrote: prose has few of the signs that code and logs are full of.
bool looks_like_machine_output(std::string_view line);

/// One kLine token for each line of `text` that looks like machine output.
std::vector<Token> line_signatures(std::string_view text);

}  // namespace dejavu
