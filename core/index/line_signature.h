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

/// The same for each line of a signature that an author wrote into the front matter, whatever it
/// looks like: the author has said that it is one.
std::vector<Token> declared_signatures(std::string_view text);

/// The term that a document with this line among its declared signatures has too; empty for terms
/// of other kinds.
std::string signature_term(std::string_view line_term);

/// What a question may say of a declared signature: its lines that do not look like machine output,
/// and what follows a level, a program or an exception ("FATAL: ", "app[7]: ") in any line. At most
/// kMostPossible, in the order of the text.
std::vector<Token> possible_signatures(std::string_view text);

}  // namespace dejavu
