// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "eval/comparison.h"
#include "eval/judged_set.h"
#include "eval/run.h"

namespace dejavu {

/// Judgements that name what is not there: usually a wrong corpus or a renamed id.
struct UnknownNames {
  std::vector<std::string> documents;  // judged right, not in the corpus; each once, sorted
  std::vector<std::string> questions;  // judged, not asked

  bool operator==(const UnknownNames&) const = default;
};

/// `ids` are those of the corpus.
UnknownNames unknown_names(const JudgedSet& set, const std::vector<std::string>& ids);

/// Everything that `dejavu eval` prints.
struct EvalReport {
  std::string corpus;
  std::size_t documents = 0;
  UnknownNames unknown;
  Comparison comparison;
  std::vector<QuestionOutcome> engine;
  std::vector<QuestionOutcome> baseline;
};

enum class QuestionLines { kLeftOut, kShown };

/// For people, docs/EVAL.md shows one. With kShown one line a question comes first: rank (0 when
/// not found, "-" without an answer), verdict, confidence, the baseline's rank, id, first document;
/// tabs between.
std::string to_text(const EvalReport& report, QuestionLines lines);

/// One JSON object with the same, docs/EVAL.md names its members.
std::string to_json_text(const EvalReport& report, QuestionLines lines);

}  // namespace dejavu
