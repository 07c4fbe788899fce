// SPDX-License-Identifier: GPL-2.0-or-later
// All weights of the ranking, with the evidence beside them. docs/RANKING.md says how they were
// found and what was tried in vain; `dejavu eval` measures them on anybody's own questions.
#pragma once

#include <chrono>

#include "core/search/question.h"

namespace dejavu {

/// score = kWordsWeight · DLH / the candidates' highest DLH
///       + kTitleShapeWeight · likeness of the titles' pieces (core/search/title_likeness.h)
///       + kTitleFoundWeight · share of the question's title that the document has
///       + kMostRecency / (1 + age / kRecencyHalfLife)
///
/// Fitted by softmax over candidates on two sets of duplicate reports and tested on the third:
/// the three fits were (4.0, 5.6, 2.3), (5.1, 4.9, 1.8) and (4.5, 4.5, 2.2).
inline constexpr double kWordsWeight = 4.5;
inline constexpr double kTitleShapeWeight = 5.0;
inline constexpr double kTitleFoundWeight = 2.0;

/// Most recurrences come soon, and some after years: recency may lift an incident, never bury one.
/// Mean reciprocal rank of dated bug reports .722 without it, .740 with 1.5, .739 with 2, .745 with
/// 3; of public incidents, where nearness in time means little, 3 puts one question of 116 fewer
/// right than 2.
inline constexpr double kMostRecency = 2.0;
inline constexpr std::chrono::days kRecencyHalfLife{90};

/// The same line with other ids is the strongest sign there is.
inline constexpr double kLineWeight = 2.0;

/// Other words for the same thing, where a document lacks the question's own. From .6 to 1.0 they
/// cost at most .001 on duplicate reports; of 116 judged questions to the bundled corpus 95 have a
/// right incident first with .6, 97 with .8 and 1.0, and 90 with 1.3.
inline constexpr double kConceptWeight = 0.8;

/// How often a word of the question counts when the best kMaxTerms are chosen.
inline constexpr unsigned kMostRepeats = 4;

}  // namespace dejavu
