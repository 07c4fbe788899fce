// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <optional>

#include "core/statistics/interval.h"

namespace dejavu {

/// `count` of `total` had the outcome.
struct Share {
  std::size_t count = 0;
  std::size_t total = 0;

  bool operator==(const Share&) const = default;
};

/// Whether an outcome goes with a group. An association, never a cause.
struct Association {
  double p = 1;           // two-sided, exact, given both margins; in [0, 1]
  double odds_ratio = 1;  // odds of the second group over those of the first; positive
  Interval interval;      // of the odds ratio at kConfidence, approximate

  bool operator==(const Association&) const = default;
};

/// Absent when a group is empty, when all or none had the outcome (then there is nothing to
/// compare), when a count exceeds its total, and above kMaxCount.
///
/// p: R. A. Fisher, "The Logic of Inductive Inference" (1935), summed as in exact_test.h.
/// Odds ratio with one half added to each cell, so that an empty cell gives no infinity:
/// J. B. S. Haldane, "The Estimation and Significance of the Logarithm of a Ratio of Frequencies"
/// (1956), F. J. Anscombe, "On Estimating Binomial Response Relations" (1956). Interval of its
/// logarithm: B. Woolf, "On Estimating the Relation between Blood Group and Disease" (1955), with
/// the same cells (J. J. Gart, "Alternative Analyses of Contingency Tables", 1966).
std::optional<Association> fisher_exact(const Share& first, const Share& second);

}  // namespace dejavu
