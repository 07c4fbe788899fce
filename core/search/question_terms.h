// SPDX-License-Identifier: GPL-2.0-or-later
// From the parts of a question to the terms that score, and the few of them that find.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/search/postings.h"
#include "core/search/search.h"

namespace dejavu {

/// At most this many terms of a paste are looked for, those that are rare and said often: more add
/// time and no quality (docs/RANKING.md).
inline constexpr std::size_t kMaxTerms = 80;

struct QuestionTerms {
  std::vector<RatedPart> parts;
  std::vector<ScoredTerm> scored;    // those that say most first
  std::vector<IgnoredText> ignored;  // parts beyond kMaxTerms
  std::vector<double> unknown;       // weights of parts that stand in no document
};

/// Takes parts of the kind kPrefix with their words already filled in (core/search/completion.h).
QuestionTerms question_terms(const std::vector<QuestionPart>& parts, const Postings& postings);

/// The terms of `scored` that find documents. Their postings are what a question costs, so these
/// are counted and not the terms: a term that overruns the budget only scores what others find. The
/// first few find whatever it costs: of a short question every word counts.
std::vector<const ScoredTerm*> finding_terms(std::span<const ScoredTerm> scored);

}  // namespace dejavu
