// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>

#include "core/statistics/distributions.h"

namespace dejavu {

/// How often chance alone gives something no likelier than `seen`, which lies in the support: the
/// sum over all outcomes whose chance is at most that of `seen`, in [0, 1]. This is what R's
/// binom.test and fisher.test call two-sided; at a chance of one half it is twice the smaller
/// tail. Outcomes within one part in ten million of the same chance count as equally likely, as
/// they do there. Takes time with the logarithm of the support, besides the two tails.
///
/// The order of outcomes by their chance: G. H. Freeman, J. H. Halton, "Note on an Exact Treatment
/// of Contingency, Goodness of Fit and Other Problems of Significance" (1951).
double two_sided_p(const Binomial& distribution, std::size_t seen);
double two_sided_p(const Hypergeometric& distribution, std::size_t seen);

}  // namespace dejavu
