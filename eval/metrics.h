// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace dejavu {

/// Relevance of documents to one question, by id: 0 is judged and wrong, from 1 up is right.
using Judgements = std::map<std::string, int>;

/// Nobody reads further at three in the morning: Hit, Recall and nDCG "at ten".
inline constexpr std::size_t kDeepCutoff = 10;

/// Relevance of the documents of an answer in their order. An id that comes twice counts where it
/// comes first, and the second one leaves no gap; what nobody judged has relevance 0.
std::vector<int> gains_of(std::span<const std::string> ranked, const Judgements& judgements);

/// Number of documents judged right.
std::size_t relevant_count(const Judgements& judgements);

/// 1-based rank of the first right document; 0 when there is none.
std::size_t first_right(std::span<const int> gains);

/// 1 when there is a right document in the first `cutoff`, else 0 ("success at k").
double hit_at(std::span<const int> gains, std::size_t cutoff);

/// Share of the right documents that stand in the first `cutoff`. `relevant` must not be 0.
double recall_at(std::span<const int> gains, std::size_t cutoff, std::size_t relevant);

/// 1 / rank of the first right document, 0 when there is none; its mean over questions is MRR
/// (Voorhees, TREC-8 question answering track, 1999).
double reciprocal_rank(std::span<const int> gains);

/// Normalised discounted cumulated gain (Järvelin and Kekäläinen, TOIS 2002) with the discount
/// log2(rank + 1) and the relevance itself as gain: trec_eval's ndcg_cut. The best possible order
/// of the judged documents has 1. 0 when no document is right.
double ndcg_at(std::span<const int> gains, std::size_t cutoff, const Judgements& judgements);

/// A question with the confidence, 0..1, that its answer claimed for "this has happened before",
/// and whether the corpus has an answer in truth.
struct Claim {
  double confidence = 0;
  bool has_answer = false;

  bool operator==(const Claim&) const = default;
};

/// Probability that a question with an answer has a higher confidence than one without, ties one
/// half: the area under the ROC curve (Hanley and McNeil, Radiology 1982). Needs both kinds; does
/// not depend on their shares.
double auroc(std::span<const Claim> claims);

/// The two below count questions by weight, so that `new_share` of all weight is on questions
/// without an answer however many of these the set has.

/// "Yes" is said to the most confident questions, as few as make at least `recall` of those with an
/// answer, and to all of the same confidence as the last; the share of them that have an answer.
double precision_at_recall(std::span<const Claim> claims, double recall, double new_share);

/// Expected calibration error: over ten bins of equal width, the mean distance between confidence
/// and the share that has an answer, by weight (Naeini, Cooper and Hauskrecht, AAAI 2015).
double calibration_error(std::span<const Claim> claims, double new_share);

}  // namespace dejavu
