// SPDX-License-Identifier: GPL-2.0-or-later
#include "eval/bootstrap.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>

namespace dejavu {
namespace {

constexpr double kTail = 0.025;  // on each side of a 95 % interval

using Random = std::mt19937_64;

/// The standard's distributions differ between libraries; this does not.
std::size_t random_below(Random& random, std::size_t count) {
  return static_cast<std::size_t>(((random() >> 32U) * count) >> 32U);
}

void draw(Random& random, std::vector<std::size_t>& list) {
  for (std::size_t& index : list) index = random_below(random, list.size());
}

Interval percentiles(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const auto last = static_cast<double>(values.size() - 1);
  const auto at = [&](double share) {
    return values[static_cast<std::size_t>(std::lround(share * last))];
  };
  return {at(kTail), at(1 - kTail)};
}

}  // namespace

Sample whole_set(std::size_t known, std::size_t fresh) {
  Sample sample{std::vector<std::size_t>(known), std::vector<std::size_t>(fresh)};
  std::iota(sample.known.begin(), sample.known.end(), 0);
  std::iota(sample.fresh.begin(), sample.fresh.end(), 0);
  return sample;
}

std::vector<Interval> bootstrap(const Sample& whole, const Statistic& statistic,
                                BootstrapOptions options) {
  Random random(options.seed);
  std::vector<std::vector<double>> columns;
  Sample sample = whole;
  for (std::size_t i = 0; i < options.samples; ++i) {
    draw(random, sample.known);
    draw(random, sample.fresh);
    const std::vector<double> figures = statistic(sample);
    columns.resize(figures.size());
    for (std::size_t column = 0; column < figures.size(); ++column) {
      columns[column].push_back(figures[column]);
    }
  }
  std::vector<Interval> intervals;
  for (std::vector<double>& column : columns) intervals.push_back(percentiles(std::move(column)));
  return intervals;
}

}  // namespace dejavu
