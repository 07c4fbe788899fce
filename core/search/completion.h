// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/index/forward_index.h"
#include "core/index/tokens.h"
#include "core/search/question.h"

namespace dejavu {

/// A beginning of two letters fits thousands of words; their postings are what it costs, and who
/// types it wants the words that are nearly there.
inline constexpr std::size_t kMostCompletions = 64;

/// The terms of the words that begin with `beginning` (folded), each once, those of the shortest
/// words first, at most kMostCompletions. `words` are sorted, folded and not stemmed: terms are
/// stems, so `certifica` begins no term, but a word whose term is `certif`.
std::vector<std::string> completed_terms(std::string_view beginning,
                                         const std::vector<std::string_view>& words,
                                         Tokenizer& tokenizer);

/// The terms that a part of the kind kPrefix stands for, as parse_question made it; empty when no
/// word begins so.
inline std::vector<std::string> complete(const QuestionPart& part, ForwardIndex& index,
                                         Tokenizer& tokenizer) {
  if (part.terms.empty()) return {};
  return completed_terms(part.terms.front(), index.words(), tokenizer);
}

}  // namespace dejavu
