// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/answer/verdict.h"

#include <algorithm>
#include <cmath>

namespace dejavu {
namespace {

constexpr double kConstant = 1.25;
constexpr double kRatioWeight = 1.55;
constexpr double kGapWeight = 0.35;

/// Not fitted: no set of judged reports has such declarations. It makes a yes of a lone line that
/// two or three incidents declare, and none of a line in a long paste about something else.
constexpr double kSignatureLogOdds = 1.5;

/// What a question must say before its share means anything: with these bits on top, three common
/// words that all match are no certainty.
constexpr double kExtraBits = 30;

/// Below it all ratios mean the same.
constexpr double kLeastRatio = 0.02;

/// A team's first decisions move the prior only a little: as if it had decided this often before,
/// half of them with yes. However it decides, evidence has the last word.
constexpr double kPriorDecisions = 20;
constexpr double kLeastPrior = 0.3;
constexpr double kMostPrior = 0.8;

double prior_log_odds(const Decisions& decisions) {
  const auto confirmed = static_cast<double>(decisions.confirmed);
  const auto rejected = static_cast<double>(decisions.rejected);
  const double prior =
      std::clamp((confirmed + kPriorDecisions / 2) / (confirmed + rejected + kPriorDecisions),
                 kLeastPrior, kMostPrior);
  return std::log(prior / (1 - prior));
}

double probability_from(double log_odds) { return 1 / (1 + std::exp(-log_odds)); }

}  // namespace

std::string_view name_of(VerdictAnswer answer) {
  switch (answer) {
    case VerdictAnswer::kYes: return "yes";
    case VerdictAnswer::kMaybe: return "maybe";
    case VerdictAnswer::kNo: return "no";
  }
  return "";
}

Probability probability_of(const Standing& standing, double own_words, const Decisions& decisions) {
  const double ratio = std::clamp(standing.words / (own_words + kExtraBits), kLeastRatio, 1.0);
  const double evidence = kConstant + kRatioWeight * std::log(ratio) +
                          kGapWeight * (standing.gap - standing.behind) +
                          (standing.same_signature ? kSignatureLogOdds : 0);
  return {probability_from(evidence), probability_from(evidence + prior_log_odds(decisions))};
}

VerdictAnswer answer_for(const Probability& probability) {
  if (probability.posterior >= kYesProbability && probability.evidence >= kYesEvidence) {
    return VerdictAnswer::kYes;
  }
  return probability.posterior < kNoProbability ? VerdictAnswer::kNo : VerdictAnswer::kMaybe;
}

}  // namespace dejavu
