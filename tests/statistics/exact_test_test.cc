// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/statistics/exact_test.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <vector>

namespace dejavu {
namespace {

std::uint64_t choose(std::size_t n, std::size_t k) {
  std::uint64_t result = 1;
  for (std::size_t i = 0; i < k; ++i) result = result * (n - i) / (i + 1);
  return result;
}

/// The chances of all outcomes as whole numbers over one denominator: what is no likelier than
/// `seen` is decided without rounding.
double two_sided_by_counting(const std::vector<std::uint64_t>& weights, std::size_t seen) {
  std::uint64_t unlikely = 0;
  std::uint64_t all = 0;
  for (const std::uint64_t weight : weights) {
    all += weight;
    if (weight <= weights[seen]) unlikely += weight;
  }
  return static_cast<double>(unlikely) / static_cast<double>(all);
}

/// Odds of 1 to `against`: the weight of k successes is n over k times against^(n − k).
std::vector<std::uint64_t> binomial_weights(std::size_t trials, std::uint64_t against) {
  std::vector<std::uint64_t> weights;
  for (std::size_t k = 0; k <= trials; ++k) {
    std::uint64_t weight = choose(trials, k);
    for (std::size_t i = k; i < trials; ++i) weight *= against;
    weights.push_back(weight);
  }
  return weights;
}

void expect_counted(std::size_t trials, std::uint64_t against) {
  const std::vector<std::uint64_t> weights = binomial_weights(trials, against);
  const Binomial binomial{.trials = trials, .chance = 1 / (1 + static_cast<double>(against))};
  for (std::size_t k = 0; k <= trials; ++k) {
    EXPECT_NEAR(two_sided_p(binomial, k), two_sided_by_counting(weights, k), 1e-12)
        << k << " of " << trials << " at 1:" << against;
  }
}

TEST(TwoSided, BinomialAgreesWithCountingAllOutcomes) {
  for (std::uint64_t against = 1; against <= 4; ++against) {
    for (std::size_t trials = 1; trials <= 20; ++trials) expect_counted(trials, against);
  }
}

void expect_counted(const Hypergeometric& table) {
  const Support support = support_of(table);
  std::vector<std::uint64_t> weights;
  for (std::size_t k = support.lowest; k <= support.highest; ++k) {
    weights.push_back(choose(table.marked, k) *
                      choose(table.total - table.marked, table.drawn - k));
  }
  for (std::size_t k = support.lowest; k <= support.highest; ++k) {
    EXPECT_NEAR(two_sided_p(table, k), two_sided_by_counting(weights, k - support.lowest), 1e-12)
        << k << " of " << table.drawn << ", " << table.marked << " of " << table.total;
  }
}

void expect_all_tables_counted(std::size_t total) {
  for (std::size_t drawn = 0; drawn <= total; ++drawn) {
    for (std::size_t marked = 0; marked <= total; ++marked) {
      expect_counted(Hypergeometric{.drawn = drawn, .marked = marked, .total = total});
    }
  }
}

TEST(TwoSided, HypergeometricAgreesWithCountingAllTables) {
  for (const std::size_t total : {2U, 5U, 9U, 16U, 31U}) expect_all_tables_counted(total);
}

TEST(TwoSided, AMillionTrialsAgreeWithTheNormalDistribution) {
  const Binomial coin{.trials = 1'000'000, .chance = 0.5};
  // Two standard deviations of 500, with the correction for continuity: z = 1.999.
  EXPECT_NEAR(two_sided_p(coin, 501'000), std::erfc(1.999 / std::sqrt(2.0)), 1e-6);
  EXPECT_LT(two_sided_p(coin, 0), 1e-300);
}

TEST(TwoSided, AMillionIncidentsInATableAgreeWithTheNormalDistribution) {
  const Hypergeometric table{.drawn = 500'000, .marked = 200'000, .total = 1'000'000};
  // The standard deviation is 200 (to six digits), the mean 100,000.
  EXPECT_NEAR(two_sided_p(table, 100'400), std::erfc(1.9975 / std::sqrt(2.0)), 1e-5);
  EXPECT_LT(two_sided_p(table, 90'000), 1e-300);
}

}  // namespace
}  // namespace dejavu
