// SPDX-License-Identifier: GPL-2.0-or-later
#include "eval/metrics.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace dejavu {
namespace {

std::span<const int> first_of(std::span<const int> gains, std::size_t count) {
  return gains.first(std::min(count, gains.size()));
}

double discounted(std::span<const int> gains) {
  double sum = 0;
  for (std::size_t i = 0; i < gains.size(); ++i) {
    sum += gains[i] / std::log2(static_cast<double>(i) + 2);
  }
  return sum;
}

/// Weight of one claim with an answer and of one without.
struct Weights {
  double known = 0;
  double fresh = 0;
};

Weights weights_of(std::span<const Claim> claims, double new_share) {
  const auto known = std::count_if(claims.begin(), claims.end(),
                                   [](const Claim& claim) { return claim.has_answer; });
  const auto fresh = static_cast<std::ptrdiff_t>(claims.size()) - known;
  if (known == 0) return {0, 1.0 / static_cast<double>(fresh)};
  if (fresh == 0) return {1.0 / static_cast<double>(known), 0};
  return {(1 - new_share) / static_cast<double>(known), new_share / static_cast<double>(fresh)};
}

std::vector<Claim> most_confident_first(std::span<const Claim> claims) {
  std::vector<Claim> sorted(claims.begin(), claims.end());
  std::sort(sorted.begin(), sorted.end(),
            [](const Claim& a, const Claim& b) { return a.confidence > b.confidence; });
  return sorted;
}

}  // namespace

std::vector<int> gains_of(std::span<const std::string> ranked, const Judgements& judgements) {
  std::vector<int> gains;
  std::set<std::string_view> seen;
  for (const std::string& id : ranked) {
    if (!seen.insert(id).second) continue;
    const auto judged = judgements.find(id);
    gains.push_back(judged == judgements.end() ? 0 : judged->second);
  }
  return gains;
}

std::size_t relevant_count(const Judgements& judgements) {
  return static_cast<std::size_t>(std::count_if(
      judgements.begin(), judgements.end(), [](const auto& entry) { return entry.second > 0; }));
}

std::size_t first_right(std::span<const int> gains) {
  const auto right = std::find_if(gains.begin(), gains.end(), [](int gain) { return gain > 0; });
  return right == gains.end() ? 0 : static_cast<std::size_t>(right - gains.begin()) + 1;
}

double hit_at(std::span<const int> gains, std::size_t cutoff) {
  return first_right(first_of(gains, cutoff)) > 0 ? 1 : 0;
}

double recall_at(std::span<const int> gains, std::size_t cutoff, std::size_t relevant) {
  const std::span<const int> shown = first_of(gains, cutoff);
  const auto right = std::count_if(shown.begin(), shown.end(), [](int gain) { return gain > 0; });
  return static_cast<double>(right) / static_cast<double>(relevant);
}

double reciprocal_rank(std::span<const int> gains) {
  const std::size_t rank = first_right(gains);
  return rank == 0 ? 0 : 1.0 / static_cast<double>(rank);
}

double ndcg_at(std::span<const int> gains, std::size_t cutoff, const Judgements& judgements) {
  std::vector<int> ideal;
  for (const auto& [id, relevance] : judgements) ideal.push_back(relevance);
  std::sort(ideal.rbegin(), ideal.rend());
  const double best = discounted(first_of(ideal, cutoff));
  return best > 0 ? discounted(first_of(gains, cutoff)) / best : 0;
}

double auroc(std::span<const Claim> claims) {
  const std::vector<Claim> sorted = most_confident_first(claims);
  double known = 0, fresh = 0, won = 0;
  for (std::size_t i = 0; i < sorted.size();) {
    double tied_known = 0, tied_fresh = 0;
    const double confidence = sorted[i].confidence;
    for (; i < sorted.size() && sorted[i].confidence == confidence; ++i) {
      (sorted[i].has_answer ? tied_known : tied_fresh) += 1;
    }
    won += known * tied_fresh + tied_known * tied_fresh / 2;
    known += tied_known;
    fresh += tied_fresh;
  }
  return won / (known * fresh);
}

double precision_at_recall(std::span<const Claim> claims, double recall, double new_share) {
  const Weights weights = weights_of(claims, new_share);
  const std::vector<Claim> sorted = most_confident_first(claims);
  const auto known = static_cast<double>(
      std::count_if(sorted.begin(), sorted.end(), [](const Claim& c) { return c.has_answer; }));
  double right = 0, wrong = 0;
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    (sorted[i].has_answer ? right : wrong) += 1;
    const bool tied = i + 1 < sorted.size() && sorted[i + 1].confidence == sorted[i].confidence;
    if (!tied && right >= recall * known) break;
  }
  return right * weights.known / (right * weights.known + wrong * weights.fresh);
}

double calibration_error(std::span<const Claim> claims, double new_share) {
  constexpr std::size_t kBins = 10;
  const Weights weights = weights_of(claims, new_share);
  std::array<double, kBins> claimed{}, happened{};
  for (const Claim& claim : claims) {
    const double place = std::clamp(claim.confidence, 0.0, 1.0) * kBins;
    const std::size_t bin = std::min(static_cast<std::size_t>(place), kBins - 1);
    claimed[bin] += claim.confidence * (claim.has_answer ? weights.known : weights.fresh);
    happened[bin] += claim.has_answer ? weights.known : 0;
  }
  double error = 0;
  for (std::size_t bin = 0; bin < kBins; ++bin) error += std::abs(claimed[bin] - happened[bin]);
  return error;
}

}  // namespace dejavu
