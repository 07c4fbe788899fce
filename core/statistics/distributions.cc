// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/statistics/distributions.h"

#include <algorithm>
#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/hypergeometric.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/poisson.hpp>

namespace dejavu {
namespace {

namespace policies = boost::math::policies;

// Far tails underflow to 0 instead of throwing. Plain double: the same digits on every machine, and
// twelve of them are more than a figure shows.
using Quiet = policies::policy<
    policies::domain_error<policies::ignore_error>, policies::pole_error<policies::ignore_error>,
    policies::overflow_error<policies::ignore_error>,
    policies::evaluation_error<policies::ignore_error>, policies::promote_double<false>>;

using BoostBinomial = boost::math::binomial_distribution<double, Quiet>;
using BoostChiSquared = boost::math::chi_squared_distribution<double, Quiet>;
using BoostHypergeometric = boost::math::hypergeometric_distribution<double, Quiet>;
using BoostNormal = boost::math::normal_distribution<double, Quiet>;
using BoostPoisson = boost::math::poisson_distribution<double, Quiet>;

BoostBinomial boost_of(const Binomial& binomial) {
  return {static_cast<double>(binomial.trials), binomial.chance};
}

BoostHypergeometric boost_of(const Hypergeometric& hypergeometric) {
  return {static_cast<unsigned>(hypergeometric.marked), static_cast<unsigned>(hypergeometric.drawn),
          static_cast<unsigned>(hypergeometric.total)};
}

double as_chance(double value) { return std::clamp(value, 0.0, 1.0); }

template <typename Distribution>
double at_most(const Distribution& distribution, std::size_t count) {
  return as_chance(cdf(boost_of(distribution), static_cast<double>(count)));
}

template <typename Distribution>
double at_least(const Distribution& distribution, std::size_t count) {
  if (count <= support_of(distribution).lowest) return 1;
  const double below = static_cast<double>(count - 1);
  return as_chance(cdf(boost::math::complement(boost_of(distribution), below)));
}

}  // namespace

double normal_quantile(double p) { return quantile(BoostNormal(), p); }

double normal_two_sided_p(double z) { return as_chance(2 * cdf(BoostNormal(), z < 0 ? z : -z)); }

double chi_squared_quantile(double degrees, double p) {
  return quantile(BoostChiSquared(degrees), p);
}

double chi_squared_two_sided_p(double degrees, double x) {
  const BoostChiSquared distribution(degrees);
  const double below = cdf(distribution, x);
  const double above = cdf(boost::math::complement(distribution, x));
  return as_chance(2 * std::min(below, above));
}

double poisson_chance(double mean, std::size_t count) {
  return as_chance(pdf(BoostPoisson(mean), static_cast<double>(count)));
}

Support support_of(const Binomial& distribution) {
  const double trials = static_cast<double>(distribution.trials);
  const auto likeliest = static_cast<std::size_t>((trials + 1) * distribution.chance);
  return {.lowest = 0,
          .likeliest = std::min(likeliest, distribution.trials),
          .highest = distribution.trials};
}

Support support_of(const Hypergeometric& distribution) {
  const std::size_t drawn = distribution.drawn;
  const std::size_t marked = distribution.marked;
  const std::size_t unmarked = distribution.total - marked;
  const std::size_t lowest = drawn > unmarked ? drawn - unmarked : 0;
  const std::size_t highest = std::min(drawn, marked);
  // 64 bits: each factor is at most 4 · kMaxCount.
  const std::size_t likeliest = (drawn + 1) * (marked + 1) / (distribution.total + 2);
  return {
      .lowest = lowest, .likeliest = std::clamp(likeliest, lowest, highest), .highest = highest};
}

double chance_of(const Binomial& distribution, std::size_t count) {
  return as_chance(pdf(boost_of(distribution), static_cast<double>(count)));
}

double chance_of(const Hypergeometric& distribution, std::size_t count) {
  return as_chance(pdf(boost_of(distribution), static_cast<double>(count)));
}

double chance_of_at_most(const Binomial& distribution, std::size_t count) {
  return at_most(distribution, count);
}

double chance_of_at_most(const Hypergeometric& distribution, std::size_t count) {
  return at_most(distribution, count);
}

double chance_of_at_least(const Binomial& distribution, std::size_t count) {
  return at_least(distribution, count);
}

double chance_of_at_least(const Hypergeometric& distribution, std::size_t count) {
  return at_least(distribution, count);
}

}  // namespace dejavu
