// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/statistics/quantile.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace dejavu {
namespace {

const double kInfinity = std::numeric_limits<double>::infinity();

// R: quantile(c(1, 2, 4, 8, 16, 32), c(.25, .5, .75)) is 2.5, 6, 14.
TEST(Quantiles, AreThoseOfDefinitionSeven) {
  const std::vector<double> values = {32, 1, 8, 2, 16, 4};
  EXPECT_EQ(quartiles(values), (Quartiles{.values = 6, .lower = 2.5, .median = 6, .upper = 14}));
  EXPECT_DOUBLE_EQ(quantile(values, .9).value(), 24);
}

// What defines it: value i of n is the quantile at i / (n − 1).
TEST(Quantiles, AtEachValuesOwnPlaceAreThatValue) {
  std::vector<double> values(17);
  for (std::size_t i = 0; i < 17; ++i) values[i] = static_cast<double>((i * 7) % 17) - 3.5;
  std::vector<double> sorted = values;
  std::sort(sorted.begin(), sorted.end());
  for (std::size_t i = 0; i < 17; ++i) {
    EXPECT_DOUBLE_EQ(quantile(values, static_cast<double>(i) / 16).value(), sorted[i]);
  }
}

TEST(Quantiles, OfOneValueAreThatValue) {
  EXPECT_EQ(quantile(std::vector<double>{7.0}, .3), 7.0);
  EXPECT_FALSE(quartiles(std::vector<double>{7.0, 8.0, 9.0}));
  EXPECT_EQ(quartiles(std::vector<double>{7.0}, 1)->upper, 7.0);
}

TEST(Quantiles, LeaveOutWhatIsNotFinite) {
  const std::vector<double> values = {std::nan(""), 3, kInfinity, 1, -kInfinity, 2};
  EXPECT_EQ(quantile(values, .5), 2.0);
  EXPECT_EQ(quartiles(values, 3)->values, 3U);
  EXPECT_FALSE(quantile(std::vector<double>{std::nan("")}, .5));
}

TEST(Quantiles, OfTheWidestSpanAreFinite) {
  const double most = std::numeric_limits<double>::max();
  EXPECT_EQ(quantile(std::vector<double>{-most, most}, .5), 0.0);
}

TEST(Quantiles, OutsideOfZeroToOneThereAreNone) {
  const std::vector<double> values = {1, 2, 3};
  for (const double p : {-.1, 1.1, std::nan(""), kInfinity}) EXPECT_FALSE(quantile(values, p));
}

}  // namespace
}  // namespace dejavu
