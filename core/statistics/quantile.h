// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <span>

namespace dejavu {

/// The value below which a share `p` of the values lies: the straight line between the two nearest
/// of them, at place (n − 1)·p counted from 0 (definition 7, the default of R, S and NumPy). Lies
/// between the smallest and the largest value. Values that are not finite are left out; absent when
/// none remains, and when p is not in [0, 1].
///
/// R. J. Hyndman, Y. Fan, "Sample Quantiles in Statistical Packages" (1996), definition 7.
std::optional<double> quantile(std::span<const double> values, double p);

/// Of fewer values a quartile is made from the extremes: show the values themselves.
inline constexpr std::size_t kLeastForQuartiles = 4;

struct Quartiles {
  std::size_t values = 0;  // that were finite
  double lower = 0;
  double median = 0;
  double upper = 0;

  bool operator==(const Quartiles&) const = default;
};

/// The quantiles at 1/4, 1/2 and 3/4. Absent below `least` (of at least 1) finite values.
std::optional<Quartiles> quartiles(std::span<const double> values,
                                   std::size_t least = kLeastForQuartiles);

}  // namespace dejavu
