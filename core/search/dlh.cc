// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/search/dlh.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace dejavu {
double inverse_document_frequency(const TermStatistics& term, double documents) {
  return std::log(1 + documents / std::max(static_cast<double>(term.documents), 0.5));
}

Dlh::Dlh(const TermStatistics& term, const CollectionStatistics& collection) {
  const double occurrences = std::max<double>(static_cast<double>(term.occurrences), 1);
  occurrence_surprise_ = std::log2(std::max(collection.length, occurrences) / occurrences);
  for (std::size_t count = 1; count < kTabulatedCounts; ++count) {
    const auto k = static_cast<double>(count);
    // What depends on the count alone, with (length − count)·log2(1 − p) ≈ −count·log2(e).
    by_count_[count] =
        static_cast<float>(k * (occurrence_surprise_ + std::log2(k) - std::numbers::log2e) +
                           0.5 * std::log2(2 * std::numbers::pi * k));
  }
}

double Dlh::score(double count, double length) const {
  if (count <= 0 || count >= length) return 0;
  const double k = count;
  const double share = k / length;
  const double rest = 1 - share;
  const double surprise = k * (std::log2(share) + occurrence_surprise_) +
                          (length - k) * std::log2(rest) +
                          0.5 * std::log2(2 * std::numbers::pi * k * rest);
  return std::max(surprise, 0.0) / (k + 0.5);
}

const float* Dlh::tabulated_logarithms() {
  static const std::vector<float> table = [] {
    std::vector<float> logarithms(kTabulatedLengths);
    for (std::size_t i = 1; i < kTabulatedLengths; ++i) {
      logarithms[i] = std::log2(static_cast<float>(i));
    }
    return logarithms;
  }();
  return table.data();
}

}  // namespace dejavu
