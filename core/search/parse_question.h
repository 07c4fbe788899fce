// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/index/tokens.h"
#include "core/search/question.h"

namespace dejavu {

/// Total: every text is a question, none a syntax error.
///
/// Language mode needs one line of at most kMaxLanguageBytes that uses an operator:
///   "quoted words"   must stand together, in this order; no operator beside the signs of code
///   -word -"…"       must not occur; without another operator only at the end of the line, since
///                    in its middle it is an option of a pasted command
///   field:value      fields of core/index/schema.h; several values of a facet are alternatives
///   after:DATE before:DATE    "2024", "2024-03", "2024-03-01" or RFC 3339
///   begin*           any word that begins so
/// Everything else, and all of paste mode, is looked for as words, identifiers and log lines.
/// An operator that makes no sense is searched as text, and a note says so.
ParsedQuestion parse_question(const Question& question, Tokenizer& tokenizer);

/// Longer lines are pastes, whatever they contain.
inline constexpr std::size_t kMaxLanguageBytes = 300;

}  // namespace dejavu
