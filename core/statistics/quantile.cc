// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/statistics/quantile.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace dejavu {
namespace {

std::vector<double> finite_in_order(std::span<const double> values) {
  std::vector<double> finite;
  for (const double value : values) {
    if (std::isfinite(value)) finite.push_back(value);
  }
  std::sort(finite.begin(), finite.end());
  return finite;
}

double quantile_of_ordered(const std::vector<double>& values, double p) {
  const double place = static_cast<double>(values.size() - 1) * p;
  const auto left = static_cast<std::size_t>(place);
  const std::size_t right = std::min(left + 1, values.size() - 1);
  return std::lerp(values[left], values[right], place - std::floor(place));
}

}  // namespace

std::optional<double> quantile(std::span<const double> values, double p) {
  if (!(p >= 0 && p <= 1)) return std::nullopt;
  const std::vector<double> finite = finite_in_order(values);
  if (finite.empty()) return std::nullopt;
  return quantile_of_ordered(finite, p);
}

std::optional<Quartiles> quartiles(std::span<const double> values, std::size_t least) {
  const std::vector<double> finite = finite_in_order(values);
  if (finite.empty() || finite.size() < least) return std::nullopt;
  return Quartiles{.values = finite.size(),
                   .lower = quantile_of_ordered(finite, 0.25),
                   .median = quantile_of_ordered(finite, 0.5),
                   .upper = quantile_of_ordered(finite, 0.75)};
}

}  // namespace dejavu
