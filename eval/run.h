// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/answer/search_answer.h"
#include "eval/judged_set.h"

namespace dejavu {

/// As deep as answers are asked for: MRR looks no further.
inline constexpr std::size_t kAskedDepth = kMaxLimit;

/// What an engine says to a question.
struct Found {
  std::vector<std::string> ids;  // best first
  /// Probability, or any figure of 0..1 that grows with it, that this has happened before; absent
  /// when the engine claims none.
  std::optional<double> confidence;
  std::optional<VerdictAnswer> verdict;  // absent for engines that cannot say no

  bool operator==(const Found&) const = default;
};

/// Anything that can be asked: our engine, a baseline, a test's table.
using Asker = std::function<Found(const Question&)>;

/// Our engine. Both objects have to outlive it.
Asker ask_dejavu(Reader& reader, Tokenizer& tokenizer, Instant now);

/// The scores of one question with an answer, each 0..1.
struct RankScores {
  double hit_1 = 0;
  double hit_5 = 0;
  double hit_10 = 0;
  double recall_10 = 0;
  double reciprocal_rank = 0;
  double ndcg_10 = 0;

  bool operator==(const RankScores&) const = default;
};

/// How one question went.
struct QuestionOutcome {
  std::string id;
  std::string kind;
  bool has_answer = false;
  std::size_t rank = 0;  // of the first right document, from 1; 0 when none was found
  std::string first;     // the document that came first; empty when nothing was found
  RankScores scores;     // zeros for a question without an answer
  std::optional<double> confidence;
  std::optional<VerdictAnswer> verdict;

  bool operator==(const QuestionOutcome&) const = default;
};

/// Asks every question in its order, for kAskedDepth hits. Throws what the asker throws.
std::vector<QuestionOutcome> run_judged_set(const JudgedSet& set, const Asker& ask);

}  // namespace dejavu
