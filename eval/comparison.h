// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "eval/bootstrap.h"
#include "eval/run.h"

namespace dejavu {

/// About a quarter of real incidents have never happened before. Judged sets have other shares, so
/// their questions are weighed to this one where it matters.
inline constexpr double kUsualNewShare = 0.25;

/// The point at which the precision of "yes" is reported.
inline constexpr double kYesRecall = 0.7;

struct Estimate {
  double value = 0;
  Interval interval;  // 95 %

  bool operator==(const Estimate&) const = default;
};

enum class MeasureGroup { kRanking, kVerdict };

/// One line of the report. What an engine cannot say (a confidence it does not claim) is absent.
struct Measure {
  std::string key;   // "mrr", in JSON
  std::string name;  // "MRR", for people
  MeasureGroup group = MeasureGroup::kRanking;
  std::optional<Estimate> engine;
  std::optional<Estimate> baseline;
  std::optional<Estimate> difference;  // engine − baseline, paired by question

  bool operator==(const Measure&) const = default;
};

struct Comparison {
  std::size_t known = 0;  // questions with an answer
  std::size_t fresh = 0;  // and without
  double new_share = kUsualNewShare;
  std::vector<Measure> measures;  // ranking first; verdict only when there are both kinds
};

struct ComparisonOptions {
  double new_share = kUsualNewShare;
  BootstrapOptions bootstrap = {};
};

/// Both runs are of the same set. Throws Error kInvalid when no question has an answer.
Comparison compare(const std::vector<QuestionOutcome>& engine,
                   const std::vector<QuestionOutcome>& baseline, const ComparisonOptions& options);

}  // namespace dejavu
