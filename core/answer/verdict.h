// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "core/search/search.h"

namespace dejavu {

enum class VerdictAnswer { kYes, kMaybe, kNo };

std::string_view name_of(VerdictAnswer answer);  // "yes", "maybe", "no"

/// "Has this happened before?" in one word, with the reason in a sentence. `confidence` is the
/// calibrated probability that the best hit is an incident of the same kind; absent where nothing
/// was compared.
struct Verdict {
  VerdictAnswer answer = VerdictAnswer::kNo;
  std::optional<double> confidence;
  std::string reason;

  bool operator==(const Verdict&) const = default;
};

/// What a team has decided about earlier suggestions: how often things come back there.
struct Decisions {
  std::size_t confirmed = 0;
  std::size_t rejected = 0;

  bool operator==(const Decisions&) const = default;
};

/// At and above this the answer is "yes", if the evidence alone (at even odds) says at least
/// kYesEvidence: on held-out sets seven new questions in a hundred reach it, and with a quarter of
/// all questions new 93 to 95 in a hundred that do are right.
inline constexpr double kYesProbability = 0.75;
inline constexpr double kYesEvidence = 0.70;

/// Below this it is "no": four in ten new questions of held-out sets, nearly nine in ten of those
/// over the bundled corpus, and four to seven in a hundred that have an answer.
inline constexpr double kNoProbability = 0.30;

/// A hit that is at least as probable as not is called likely, the others weak.
inline constexpr double kLikelyProbability = 0.5;

/// More than three likely answers are none.
inline constexpr std::size_t kMostLikely = 3;

struct Probability {
  double evidence = 0;   // at even odds of seen and new
  double posterior = 0;  // with what the team has decided
};

/// That a document with this standing is an incident of the same kind as the question's.
///
/// log-odds = 1.25 + 1.55·ln(ratio) + 0.35·(gap − behind) + 1.5·signature + shift
///   signature  1 where the author has declared a line of the question, and few others have it
///   ratio   words / (DLH of the question with itself + 30 bits), 0.02 to 1
///   shift   ln(π / (1 − π)), π = (confirmed + 10) / (all decisions + 20), 0.3 to 0.8
/// Fitted on duplicate reports against new ones and on reports asked by their own summaries, each
/// family held out once: docs/RANKING.md has the tables and the reliability diagram.
Probability probability_of(const Standing& standing, double own_words, const Decisions& decisions);

VerdictAnswer answer_for(const Probability& probability);

}  // namespace dejavu
