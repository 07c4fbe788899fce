// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/statistics/fisher.h"

#include <cmath>

#include "core/statistics/distributions.h"
#include "core/statistics/exact_test.h"

namespace dejavu {
namespace {

/// Haldane's and Anscombe's half.
constexpr double kCorrection = 0.5;

bool is_usable(const Share& share) {
  return share.total > 0 && share.total <= kMaxCount && share.count <= share.total;
}

}  // namespace

std::optional<Association> fisher_exact(const Share& first, const Share& second) {
  if (!is_usable(first) || !is_usable(second)) return std::nullopt;
  const Hypergeometric by_chance{.drawn = first.total,
                                 .marked = first.count + second.count,
                                 .total = first.total + second.total};
  if (by_chance.marked == 0 || by_chance.marked == by_chance.total) return std::nullopt;

  const auto cell = [](std::size_t count) { return static_cast<double>(count) + kCorrection; };
  const double first_yes = cell(first.count);
  const double first_no = cell(first.total - first.count);
  const double second_yes = cell(second.count);
  const double second_no = cell(second.total - second.count);
  const double odds_ratio = second_yes * first_no / (second_no * first_yes);
  const double log_error = std::sqrt(1 / first_yes + 1 / first_no + 1 / second_yes + 1 / second_no);
  const double factor = std::exp(normal_quantile(1 - kTail) * log_error);
  return Association{.p = two_sided_p(by_chance, first.count),
                     .odds_ratio = odds_ratio,
                     .interval = {.low = odds_ratio / factor, .high = odds_ratio * factor}};
}

}  // namespace dejavu
