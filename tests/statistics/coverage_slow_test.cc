// SPDX-License-Identifier: GPL-2.0-or-later
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <random>
#include <vector>

#include "core/statistics/fisher.h"
#include "core/statistics/paired.h"
#include "core/statistics/poisson.h"
#include "core/statistics/proportion.h"
#include "core/statistics/survival.h"
#include "core/statistics/trend.h"

namespace dejavu {
namespace {

// Worlds with a known truth, simulated with fixed seeds: how often does an interval hold it, and
// how often does a test cry wolf where nothing is? 4,000 rounds have a standard error of .35 %.
constexpr int kRounds = 4'000;
constexpr double kSlack = .01;

using Random = std::mt19937_64;

bool holds(const Interval& interval, double truth) {
  return interval.low <= truth && truth <= interval.high;
}

double between(Random& random, double low, double high) {
  return std::uniform_real_distribution<double>(low, high)(random);
}

std::size_t poisson(Random& random, double mean) {
  return std::poisson_distribution<std::size_t>(mean)(random);
}

std::size_t binomial(Random& random, std::size_t trials, double chance) {
  return std::binomial_distribution<std::size_t>(trials, chance)(random);
}

template <typename Round>
double share_of_rounds(std::uint64_t seed, const Round& round) {
  Random random(seed);
  int yes = 0;
  for (int i = 0; i < kRounds; ++i) yes += round(random) ? 1 : 0;
  return static_cast<double>(yes) / kRounds;
}

/// Exactly: the sum over all counts whose interval holds `chance`.
double wilson_coverage(std::size_t total, double chance) {
  double covered = 0;
  double weight = std::pow(1 - chance, static_cast<double>(total));
  for (std::size_t count = 0; count <= total; ++count) {
    if (holds(wilson_proportion(count, total)->interval, chance)) covered += weight;
    weight *=
        static_cast<double>(total - count) / static_cast<double>(count + 1) * chance / (1 - chance);
  }
  return covered;
}

TEST(Coverage, WilsonHoldsTheTruthInNinetyFiveOfAHundredOnAverage) {
  for (const std::size_t total : {5U, 10U, 20U, 50U, 100U, 500U}) {
    const double covered = share_of_rounds(total, [&](Random& random) {
      const double truth = between(random, 0, 1);
      return holds(wilson_proportion(binomial(random, total, truth), total)->interval, truth);
    });
    EXPECT_GE(covered, kConfidence - kSlack) << total;
  }
}

TEST(Coverage, WilsonIsNeverWorseThanItsHeaderSays) {
  double worst = 1;
  for (std::size_t total = 5; total <= 60; ++total) {
    for (int i = 1; i < 1'000; ++i) worst = std::min(worst, wilson_coverage(total, i / 1'000.0));
  }
  EXPECT_GE(worst, .83);
  EXPECT_LE(worst, .84);
}

TEST(Coverage, GarwoodHoldsTheTruthAtEveryRate) {
  for (const double truth : {.1, .5, 1.0, 2.0, 3.7, 5.0, 10.0, 30.0, 100.0}) {
    const double covered = share_of_rounds(7, [&](Random& random) {
      return holds(garwood_rate({.count = poisson(random, truth)})->interval, truth);
    });
    EXPECT_GE(covered, kConfidence - kSlack) << truth;
  }
}

std::vector<double> uniform_times(Random& random, std::size_t count) {
  std::vector<double> times;
  std::generate_n(std::back_inserter(times), count, [&] { return 1 - between(random, 0, 1); });
  return times;
}

TEST(Coverage, PowerLawIntervalHoldsTheExponent) {
  for (const double truth : {.4, 1.0, 2.5}) {
    const double covered = share_of_rounds(11, [&](Random& random) {
      std::vector<double> times = uniform_times(random, kLeastForPowerLaw + poisson(random, 6));
      for (double& time : times) time = std::pow(time, 1 / truth);
      return holds(power_law_trend(times, 1)->interval, truth);
    });
    EXPECT_NEAR(covered, kConfidence, kSlack) << truth;
  }
}

TEST(Coverage, LogLogIntervalHoldsTheShareThatLasts) {
  const std::vector<double> asked = {1.0};
  const double truth = std::exp(-1.0);
  const double covered = share_of_rounds(13, [&](Random& random) {
    std::vector<Lifetime> lifetimes;
    for (int i = 0; i < 40; ++i) {
      const double end = -std::log(1 - between(random, 0, 1));
      const double seen_until = between(random, 0, 5);
      lifetimes.push_back({.time = std::min(end, seen_until), .ended = end <= seen_until});
    }
    const SurvivalAt at = kaplan_meier(lifetimes, asked)->asked[0];
    return at.interval && holds(*at.interval, truth);
  });
  EXPECT_NEAR(covered, kConfidence, 2 * kSlack);
}

TEST(Coverage, OddsRatioIntervalHoldsTheTruth) {
  for (const double truth : {1.0, 3.0, 8.0}) {
    const double covered = share_of_rounds(17, [&](Random& random) {
      const std::size_t before = binomial(random, 30, .25);
      const std::size_t after = binomial(random, 25, truth / (3 + truth));
      const auto found = fisher_exact({before, 30}, {after, 25});
      return found && holds(found->interval, truth);
    });
    EXPECT_GE(covered, kConfidence - kSlack) << truth;
  }
}

TEST(FalseAlarms, OfExactTestsAreAtMostOneInTwenty) {
  const auto alarms = [](const auto& p_of_round) {
    return share_of_rounds(19, [&](Random& random) { return p_of_round(random) <= .05; });
  };
  EXPECT_LE(alarms([](Random& random) {
              return same_rate_p({poisson(random, 24), 2}, {poisson(random, 12), 1}).value_or(1);
            }),
            .05 + kSlack);
  EXPECT_LE(alarms([](Random& random) {
              const std::size_t better = binomial(random, 25, .5);
              return sign_test(better, 25 - better)->p;
            }),
            .05 + kSlack);
  EXPECT_LE(alarms([](Random& random) {
              const auto found =
                  fisher_exact({binomial(random, 20, .4), 20}, {binomial(random, 30, .4), 30});
              return found ? found->p : 1;
            }),
            .05 + kSlack);
}

TEST(FalseAlarms, OfTrendsAreOneInTwenty) {
  for (const std::size_t events : {8U, 10U, 11U, 40U}) {
    const double laplace = share_of_rounds(23, [&](Random& random) {
      return laplace_trend(uniform_times(random, events), 1)->p() <= .05;
    });
    EXPECT_NEAR(laplace, .05, kSlack) << events;
    const double power_law = share_of_rounds(29, [&](Random& random) {
      return power_law_trend(uniform_times(random, events), 1)->p <= .05;
    });
    EXPECT_NEAR(power_law, .05, kSlack) << events;
  }
}

/// How often the exact p is at most `level`.
double share_at_most(double level, std::size_t events) {
  return share_of_rounds(31, [&](Random& random) {
    return laplace_trend(uniform_times(random, events), 1, 1)->exact_p <= level;
  });
}

// The sum of uniform times itself, against Irwin's and Hall's formula.
TEST(FalseAlarms, ExactLaplaceIsUniformWhereThereIsNoTrend) {
  for (const std::size_t events : {4U, 7U, 10U}) {
    for (const double level : {.01, .1, .3, .5, .8}) {
      EXPECT_NEAR(share_at_most(level, events), level, 2.5 * kSlack)
          << events << " events at " << level;
    }
  }
}

}  // namespace
}  // namespace dejavu
