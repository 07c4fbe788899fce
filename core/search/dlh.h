// SPDX-License-Identifier: GPL-2.0-or-later
// DLH, the parameter-free weighting scheme of the divergence-from-randomness family:
// G. Amati, "Frequentist and Bayesian approach to information retrieval", ECIR 2006, in the form
// that Xapian 1.4 has (DLHWeight), of which this is the same to seven digits. Ours scores documents
// from the forward index, where the engine's cannot look.
#pragma once

#include <array>
#include <cstdint>

namespace dejavu {

/// What the whole index knows of a term.
struct TermStatistics {
  std::uint32_t documents = 0;    // that have it
  std::uint64_t occurrences = 0;  // in all of them

  bool operator==(const TermStatistics&) const = default;
};

struct CollectionStatistics {
  std::uint32_t documents = 0;
  double length = 0;  // occurrences of all terms
};

/// ln(1 + N/df); a term that no document has counts as if half of one had it.
double inverse_document_frequency(const TermStatistics& term, double documents);

/// The weight of one term: how surprising it is to see it `count` times in a document that has
/// `length` words.
class Dlh {
 public:
  Dlh(const TermStatistics& term, const CollectionStatistics& collection);

  /// Exact. 0 for a count of 0 or of the whole length; never below 0.
  double score(double count, double length) const;

  /// The same within a hundredth, at a tenth of the time: for choosing candidates.
  float estimate(std::uint32_t count, std::uint32_t length) const {
    if (count >= kTabulatedCounts || length >= kTabulatedLengths || count * 4 > length) {
      return static_cast<float>(score(count, length));
    }
    const auto k = static_cast<float>(count);
    const float surprise = by_count_[count] - k * logarithms_[length];
    return surprise > 0 ? surprise / (k + 0.5F) : 0;
  }

 private:
  static constexpr std::size_t kTabulatedCounts = 16;
  static constexpr std::size_t kTabulatedLengths = 8192;  // longer documents are rare

  static const float* tabulated_logarithms();

  double occurrence_surprise_ = 0;  // log2(collection length / occurrences)
  std::array<float, kTabulatedCounts> by_count_{};
  const float* logarithms_ = tabulated_logarithms();  // binary ones of 0 to kTabulatedLengths
};

}  // namespace dejavu
