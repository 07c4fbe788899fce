// SPDX-License-Identifier: GPL-2.0-or-later
#include "eval/comparison.h"

#include <algorithm>

#include "core/base/error.h"
#include "eval/metrics.h"

namespace dejavu {
namespace {

/// The outcomes of a sample of the questions.
struct Drawn {
  std::vector<const QuestionOutcome*> known;
  std::vector<const QuestionOutcome*> fresh;
  double new_share = kUsualNewShare;
};

/// What an engine must claim for a measure to make sense.
enum class Needs { kRanks, kConfidence, kProbability, kVerdict };

struct MeasureRow {
  const char* key;
  const char* name;
  Needs needs;
  double (*figure)(const Drawn&);
};

template <double RankScores::*Score>
double mean_score(const Drawn& drawn) {
  double sum = 0;
  for (const QuestionOutcome* outcome : drawn.known) sum += outcome->scores.*Score;
  return sum / static_cast<double>(drawn.known.size());
}

std::vector<Claim> claims_of(const Drawn& drawn) {
  std::vector<Claim> claims;
  for (const auto* list : {&drawn.known, &drawn.fresh}) {
    for (const QuestionOutcome* outcome : *list) {
      claims.push_back({outcome->confidence.value_or(0), outcome->has_answer});
    }
  }
  return claims;
}

double auroc_of(const Drawn& drawn) { return auroc(claims_of(drawn)); }

double yes_precision_of(const Drawn& drawn) {
  return precision_at_recall(claims_of(drawn), kYesRecall, drawn.new_share);
}

/// A probability is given at even odds while a team has decided nothing, whatever share is new.
double calibration_of(const Drawn& drawn) {
  constexpr double kEvenOdds = 0.5;
  return calibration_error(claims_of(drawn), kEvenOdds);
}

double share_of(const std::vector<const QuestionOutcome*>& outcomes, VerdictAnswer verdict) {
  const auto count =
      std::count_if(outcomes.begin(), outcomes.end(),
                    [&](const QuestionOutcome* outcome) { return outcome->verdict == verdict; });
  return static_cast<double>(count) / static_cast<double>(outcomes.size());
}

double known_yes(const Drawn& drawn) { return share_of(drawn.known, VerdictAnswer::kYes); }
double fresh_yes(const Drawn& drawn) { return share_of(drawn.fresh, VerdictAnswer::kYes); }
double fresh_no(const Drawn& drawn) { return share_of(drawn.fresh, VerdictAnswer::kNo); }

constexpr MeasureRow kRankingRows[] = {
    {"hit_1", "Hit@1", Needs::kRanks, mean_score<&RankScores::hit_1>},
    {"hit_5", "Hit@5", Needs::kRanks, mean_score<&RankScores::hit_5>},
    {"hit_10", "Hit@10", Needs::kRanks, mean_score<&RankScores::hit_10>},
    {"recall_10", "Recall@10", Needs::kRanks, mean_score<&RankScores::recall_10>},
    {"mrr", "MRR", Needs::kRanks, mean_score<&RankScores::reciprocal_rank>},
    {"ndcg_10", "nDCG@10", Needs::kRanks, mean_score<&RankScores::ndcg_10>},
};

constexpr MeasureRow kVerdictRows[] = {
    {"auroc", "AUROC, known against new", Needs::kConfidence, auroc_of},
    {"yes_precision_at_70", "precision of yes at 70 % recall", Needs::kConfidence,
     yes_precision_of},
    {"calibration_error", "calibration error", Needs::kProbability, calibration_of},
    {"known_yes", "known ones answered yes", Needs::kVerdict, known_yes},
    {"new_yes", "new ones answered yes", Needs::kVerdict, fresh_yes},
    {"new_no", "new ones answered no", Needs::kVerdict, fresh_no},
};

struct Split {
  std::vector<const QuestionOutcome*> known;
  std::vector<const QuestionOutcome*> fresh;
};

Split split(const std::vector<QuestionOutcome>& outcomes) {
  Split parts;
  for (const QuestionOutcome& outcome : outcomes) {
    (outcome.has_answer ? parts.known : parts.fresh).push_back(&outcome);
  }
  return parts;
}

bool can_say(const std::vector<QuestionOutcome>& outcomes, Needs needs) {
  const auto any = [&](const auto& test) {
    return std::any_of(outcomes.begin(), outcomes.end(), test);
  };
  const bool claims = any([](const QuestionOutcome& o) { return o.confidence.has_value(); });
  const bool answers = any([](const QuestionOutcome& o) { return o.verdict.has_value(); });
  switch (needs) {
    case Needs::kRanks: return true;
    case Needs::kConfidence: return claims;
    case Needs::kProbability: return claims && answers;
    case Needs::kVerdict: return answers;
  }
  return false;
}

class Comparer {
 public:
  Comparer(const std::vector<QuestionOutcome>& engine, const std::vector<QuestionOutcome>& baseline,
           const ComparisonOptions& options)
      : engine_(engine), baseline_(baseline), options_(options) {}

  Comparison compare() const {
    const Split parts = split(engine_);
    if (parts.known.empty()) {
      throw Error(ErrorKind::kInvalid, "no question has a document that answers it",
                  "judgements name questions by the id that the questions file gives them");
    }
    Comparison comparison{.known = parts.known.size(),
                          .fresh = parts.fresh.size(),
                          .new_share = options_.new_share,
                          .measures = {}};
    for (const MeasureRow& row : kRankingRows) add(comparison, row, MeasureGroup::kRanking);
    if (comparison.fresh == 0) return comparison;
    for (const MeasureRow& row : kVerdictRows) add(comparison, row, MeasureGroup::kVerdict);
    return comparison;
  }

 private:
  void add(Comparison& comparison, const MeasureRow& row, MeasureGroup group) const {
    Measure measure{.key = row.key, .name = row.name, .group = group};
    const Sample whole = whole_set(comparison.known, comparison.fresh);
    // Figures: engine, baseline, difference. What one cannot say is computed and not shown.
    const Statistic statistic = [&, engine = split(engine_),
                                 baseline = split(baseline_)](const Sample& sample) {
      const double ours = row.figure(draw(engine, sample));
      const double theirs = row.figure(draw(baseline, sample));
      return std::vector<double>{ours, theirs, ours - theirs};
    };
    const std::vector<double> values = statistic(whole);
    const std::vector<Interval> intervals = bootstrap(whole, statistic, options_.bootstrap);
    const bool ours = can_say(engine_, row.needs);
    const bool theirs = can_say(baseline_, row.needs);
    if (ours) measure.engine = Estimate{values[0], intervals[0]};
    if (theirs) measure.baseline = Estimate{values[1], intervals[1]};
    if (ours && theirs) measure.difference = Estimate{values[2], intervals[2]};
    comparison.measures.push_back(std::move(measure));
  }

  Drawn draw(const Split& parts, const Sample& sample) const {
    Drawn drawn;
    drawn.new_share = options_.new_share;
    for (const std::size_t i : sample.known) drawn.known.push_back(parts.known[i]);
    for (const std::size_t i : sample.fresh) drawn.fresh.push_back(parts.fresh[i]);
    return drawn;
  }

  const std::vector<QuestionOutcome>& engine_;
  const std::vector<QuestionOutcome>& baseline_;
  const ComparisonOptions& options_;
};

}  // namespace

Comparison compare(const std::vector<QuestionOutcome>& engine,
                   const std::vector<QuestionOutcome>& baseline, const ComparisonOptions& options) {
  return Comparer(engine, baseline, options).compare();
}

}  // namespace dejavu
