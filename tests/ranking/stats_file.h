// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <vector>

#include "eval/run.h"

namespace dejavu {

/// How the judged questions went, as shares.
struct RankTotals {
  std::size_t known = 0;   // questions with an answer
  std::size_t fresh = 0;   // and without
  double first = 0;        // of the known ones: the first hit is right
  double first_three = 0;  // a right one among the first three
  double reciprocal_rank = 0;
  double known_yes = 0;  // of the known ones: answered yes
  double known_no = 0;
  double fresh_yes = 0;  // of those without an answer
  double fresh_no = 0;
};

RankTotals totals_of(const std::vector<QuestionOutcome>& outcomes);

/// One line a question (rank of the first right incident, verdict, kind, id, and what stood first
/// when it was wrong), then the totals by kind and over all. Every ranking change shows as a diff
/// of it.
std::string stats_text(const std::vector<QuestionOutcome>& outcomes);

/// The lines in which two texts differ, as "- before" and "+ now"; empty when they do not.
std::string difference(const std::string& before, const std::string& now);

}  // namespace dejavu
