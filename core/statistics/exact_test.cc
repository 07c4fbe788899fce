// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/statistics/exact_test.h"

#include <algorithm>

namespace dejavu {
namespace {

/// Two outcomes of equal chance come out of floating point a little apart; R takes the same slack.
constexpr double kSlack = 1e-7;

/// The first of [begin, end) for which `holds`, or `end`; it holds for all that follow the first.
template <typename Condition>
std::size_t first_where(std::size_t begin, std::size_t end, const Condition& holds) {
  while (begin < end) {
    const std::size_t middle = begin + (end - begin) / 2;
    if (holds(middle)) {
      end = middle;
    } else {
      begin = middle + 1;
    }
  }
  return begin;
}

/// Chances rise up to the likeliest outcome and fall behind it, so that what is no likelier than
/// `seen` is a tail at each end.
template <typename Distribution>
double sum_of_unlikely(const Distribution& distribution, std::size_t seen) {
  const Support support = support_of(distribution);
  const double limit = chance_of(distribution, seen) * (1 + kSlack);
  const auto is_likely = [&](std::size_t k) { return chance_of(distribution, k) > limit; };
  const auto is_unlikely = [&](std::size_t k) { return !is_likely(k); };
  if (is_unlikely(support.likeliest)) return 1;

  const std::size_t first_likely = first_where(support.lowest, support.likeliest, is_likely);
  const std::size_t end_of_likely =
      first_where(support.likeliest + 1, support.highest + 1, is_unlikely);
  double sum = 0;
  if (first_likely > support.lowest) sum += chance_of_at_most(distribution, first_likely - 1);
  if (end_of_likely <= support.highest) sum += chance_of_at_least(distribution, end_of_likely);
  return std::min(sum, 1.0);
}

}  // namespace

double two_sided_p(const Binomial& distribution, std::size_t seen) {
  return sum_of_unlikely(distribution, seen);
}

double two_sided_p(const Hypergeometric& distribution, std::size_t seen) {
  return sum_of_unlikely(distribution, seen);
}

}  // namespace dejavu
