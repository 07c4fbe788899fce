// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "core/statistics/interval.h"

namespace dejavu {

struct BootstrapOptions {
  std::size_t samples = 1000;       // the ends of a 95 % interval move by less than .01 beyond this
  std::uint64_t seed = 20'260'203;  // fixed: the same files give the same report
};

/// A sample with replacement of questions with an answer and of those without, drawn apart, so that
/// each sample has as many of both as the set. Indexes into the two lists.
struct Sample {
  std::vector<std::size_t> known;
  std::vector<std::size_t> fresh;
};

/// Figures of a sample; always as many. One that takes the difference of two engines over the same
/// sample gives the paired bootstrap.
using Statistic = std::function<std::vector<double>(const Sample&)>;

/// The sample that is the set itself.
Sample whole_set(std::size_t known, std::size_t fresh);

/// 95 % percentile intervals of each figure (Efron and Tibshirani, An Introduction to the
/// Bootstrap, 1993, chapter 13; for retrieval: Sakai, SIGIR 2006). The same on every machine.
std::vector<Interval> bootstrap(const Sample& whole, const Statistic& statistic,
                                BootstrapOptions options);

}  // namespace dejavu
