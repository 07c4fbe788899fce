// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "eval/comparison.h"
#include "eval/judged_set.h"
#include "eval/report.h"
#include "server/commands/commands.h"

namespace dejavu {

/// Which index answers.
enum class EvalIndex {
  kTemporary,  // built from the corpus for this run, so that it has every file as it is now
  kOfSettings,
};

enum class Recency { kAsAsked, kOff };

/// What `dejavu eval` was asked for.
struct EvalRequest {
  JudgedFiles files;
  EvalIndex index = EvalIndex::kTemporary;
  Recency recency = Recency::kAsAsked;
  QuestionLines lines = QuestionLines::kLeftOut;
  double new_share = kUsualNewShare;
};

/// Runs the judged set through the engine and the baseline, prints the report and returns the exit
/// code. Progress goes to standard error when that is a terminal. Throws Error, with file and line
/// for what is wrong in the files.
int run_eval(const CommandContext& context, const EvalRequest& request);

}  // namespace dejavu
