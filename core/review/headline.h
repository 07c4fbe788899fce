// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/review/scope.h"
#include "core/statistics/capture_recapture.h"
#include "core/statistics/interval.h"
#include "core/statistics/proportion.h"

namespace dejavu {

/// Below this review coverage the rate itself would say more about who reviewed than about what
/// came back: only its bounds are shown.
inline constexpr double kLeastCoverage = 0.8;

/// A share with the ids that it was counted from.
struct CountedShare {
  std::vector<std::string> counted;  // had the outcome
  std::vector<std::string> others;   // had not
  std::optional<Proportion> share;   // absent below kLeastTrials

  bool operator==(const CountedShare&) const = default;
};

/// Among confirmed recurrences: whose author said "yes" before any suggestion, and which the engine
/// finds. Estimates how many recurrences there are, found or not.
struct MissedRecurrences {
  std::vector<std::string> author;  // ids
  std::vector<std::string> engine;
  std::vector<std::string> both;
  /// Rough. Absent below kLeastRecaptured in `both`, and where it is smaller than what people have
  /// confirmed already: then author and engine find the same ones, and it tells nothing.
  std::optional<Population> all;

  bool operator==(const MissedRecurrences&) const = default;
};

/// Do the same mistakes recur? Counts are of ids, so that each figure can be recomputed by hand.
struct Headline {
  std::vector<std::string> recurred;  // C
  std::vector<std::string> reviewed;  // R
  std::vector<std::string> waiting;   // U
  std::vector<std::string> quiet;     // N is C + R + U and these

  std::optional<double> coverage;  // (C + R) / (C + R + U), in [0, 1]; absent when that is 0 / 0
  std::optional<Interval> bounds;  // [C / N, (C + U) / N]; absent for N below kLeastTrials
  std::optional<Proportion> rate;  // C / N with Wilson's interval; absent besides where coverage is
                                   // below kLeastCoverage

  /// Of pairs that the engine finds and people have decided on, how many they confirmed: a figure
  /// about the engine. Pair names, see pair_name.
  CountedShare precision;

  /// C and N without the members of the largest family: recurrences are not independent.
  std::string largest_family;  // its id; empty without families
  CountedShare without_largest_family;

  MissedRecurrences missed;

  std::size_t incidents() const {
    return recurred.size() + reviewed.size() + waiting.size() + quiet.size();
  }
  bool operator==(const Headline&) const = default;
};

Headline headline_of(const Scope& scope);

}  // namespace dejavu
