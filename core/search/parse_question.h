// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/index/tokens.h"
#include "core/search/question.h"

namespace dejavu {

/// Total: every text is a question, none a syntax error.
///
/// Language mode needs one line of at most kMaxLanguageBytes that uses an operator
/// (docs/QUERY.md), and no title of its own:
///   "quoted words"   must stand together, in this order; no operator beside the signs of code
///   -word -"…"       must not occur; without another operator only at the end of the line, since
///                    in its middle it is an option of a pasted command
///   field:value      fields of core/index/schema.h; several values of a facet are alternatives;
///                    times and durations take ranges (ranges.h); -field:value for none of these
///   after:DATE before:DATE    "2024", "2024-03", "2024-03-01" or RFC 3339
///   begin*           any word that begins so: a kPrefix part whose one term is the beginning,
///                    folded; completion.h turns it into terms
///   a OR b, a AND b  one of them, both of them; OR binds before AND
/// Phrases, words of a field and what OR or AND join are required: they have a group. Other words
/// find documents, but none of them has to occur.
///
/// Everything else, and all of paste mode, is looked for as words, identifiers, concepts and log
/// lines; its title is the request's, or what title_of finds (question_text.h). The
/// terms of a phrase name the parts of an identifier in place of the whole.
///
/// Question::force and Question::ignore choose among words, identifiers, concepts and log lines.
///
/// An operator that makes no sense is searched as text, and a note says why and how to write it. A
/// line without any that makes sense is pasted text.
ParsedQuestion parse_question(const Question& question, Tokenizer& tokenizer);

/// Longer lines are pastes, whatever they contain.
inline constexpr std::size_t kMaxLanguageBytes = 300;

}  // namespace dejavu
