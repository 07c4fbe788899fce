// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/statistics/paired.h"

#include <algorithm>

#include "core/statistics/exact_test.h"
#include "core/statistics/interval.h"

namespace dejavu {

std::optional<SignTest> sign_test(std::size_t better, std::size_t worse) {
  if (better > kMaxCount || worse > kMaxCount || better + worse == 0) return std::nullopt;
  const Binomial coin{.trials = better + worse, .chance = 0.5};
  return SignTest{.better = better, .pairs = coin.trials, .p = two_sided_p(coin, better)};
}

std::optional<Agreement> cohens_kappa(const TwoJudges& judges) {
  const auto [both_yes, only_first, only_second, both_no] = judges;
  if (std::max({both_yes, only_first, only_second, both_no}) > kMaxCount) return std::nullopt;
  const double total = static_cast<double>(both_yes + only_first + only_second + both_no);
  if (total == 0) return std::nullopt;
  const double first_yes = static_cast<double>(both_yes + only_first) / total;
  const double second_yes = static_cast<double>(both_yes + only_second) / total;
  const double observed = static_cast<double>(both_yes + both_no) / total;
  const double expected = first_yes * second_yes + (1 - first_yes) * (1 - second_yes);
  if (expected >= 1) return std::nullopt;
  return Agreement{.observed = observed,
                   .expected = expected,
                   .kappa = std::clamp((observed - expected) / (1 - expected), -1.0, 1.0)};
}

}  // namespace dejavu
