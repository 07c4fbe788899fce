// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <optional>

namespace dejavu {

/// k of n, and how often chance alone does as well or as badly.
struct SignTest {
  std::size_t better = 0;
  std::size_t pairs = 0;  // without ties
  double p = 1;           // two-sided, exact

  bool operator==(const SignTest&) const = default;
};

/// Pairs of which the second was better or worse; equal pairs are left out by the caller. Absent
/// without a pair, and above kMaxCount of either. With five pairs or fewer p is never below .05.
///
/// W. J. Dixon, A. M. Mood, "The Statistical Sign Test" (1946).
std::optional<SignTest> sign_test(std::size_t better, std::size_t worse);

/// Two judges who each say yes or no to the same things: how many of each outcome.
struct TwoJudges {
  std::size_t both_yes = 0;
  std::size_t only_first = 0;
  std::size_t only_second = 0;
  std::size_t both_no = 0;

  bool operator==(const TwoJudges&) const = default;
};

struct Agreement {
  double observed = 0;  // share on which they agree, in [0, 1]
  double expected = 0;  // what two who guess with the same habits reach, in [0, 1)
  double kappa = 0;     // 1 is full agreement, 0 no better than guessing; in [−1, 1]

  bool operator==(const Agreement&) const = default;
};

/// Absent when there is nothing to judge, when both always say the same single word (then nothing
/// is left to agree on beyond habit), and above kMaxCount of any outcome.
///
/// J. Cohen, "A Coefficient of Agreement for Nominal Scales" (1960).
std::optional<Agreement> cohens_kappa(const TwoJudges& judges);

}  // namespace dejavu
