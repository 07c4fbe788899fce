// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/search/dlh.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

namespace dejavu {
namespace {

/// Longer documents are rare; their logarithm is computed.
constexpr std::uint32_t kTabulatedLengths = 8192;

std::vector<float> tabulate_logarithms() {
  std::vector<float> table(kTabulatedLengths);
  for (std::uint32_t i = 1; i < kTabulatedLengths; ++i) {
    table[i] = std::log2(static_cast<float>(i));
  }
  return table;
}

float log2_of(std::uint32_t length) {
  static const std::vector<float> table = tabulate_logarithms();
  return length < kTabulatedLengths ? table[length] : std::log2(static_cast<float>(length));
}

}  // namespace

double inverse_document_frequency(const TermStatistics& term, double documents) {
  return std::log(1 + documents / std::max(static_cast<double>(term.documents), 0.5));
}

Dlh::Dlh(const TermStatistics& term, const CollectionStatistics& collection) {
  const double occurrences = std::max<double>(static_cast<double>(term.occurrences), 1);
  occurrence_surprise_ = std::log2(std::max(collection.length, occurrences) / occurrences);
  for (std::size_t count = 1; count < kTabulated; ++count) {
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

float Dlh::estimate(std::uint32_t count, std::uint32_t length) const {
  if (count >= kTabulated || count * 4 > length) return static_cast<float>(score(count, length));
  const auto k = static_cast<float>(count);
  const float surprise = by_count_[count] - k * log2_of(length);
  return std::max(surprise, 0.0F) / (k + 0.5F);
}

}  // namespace dejavu
