// SPDX-License-Identifier: GPL-2.0-or-later
#include "eval/run.h"

#include "eval/metrics.h"

namespace dejavu {
namespace {

RankScores scores_of(const std::vector<int>& gains, const Judgements& judgements) {
  return {.hit_1 = hit_at(gains, 1),
          .hit_5 = hit_at(gains, 5),
          .hit_10 = hit_at(gains, kDeepCutoff),
          .recall_10 = recall_at(gains, kDeepCutoff, relevant_count(judgements)),
          .reciprocal_rank = reciprocal_rank(gains),
          .ndcg_10 = ndcg_at(gains, kDeepCutoff, judgements)};
}

QuestionOutcome outcome_of(const JudgedQuestion& judged, const Found& found) {
  const std::vector<int> gains = gains_of(found.ids, judged.judgements);
  QuestionOutcome outcome;
  outcome.id = judged.id;
  outcome.kind = judged.kind;
  outcome.has_answer = has_answer(judged);
  outcome.rank = first_right(gains);
  if (!found.ids.empty()) outcome.first = found.ids.front();
  if (outcome.has_answer) outcome.scores = scores_of(gains, judged.judgements);
  outcome.confidence = found.confidence;
  outcome.verdict = found.verdict;
  return outcome;
}

}  // namespace

Asker ask_dejavu(Reader& reader, Tokenizer& tokenizer, Instant now) {
  return [&reader, &tokenizer, now](const Question& question) {
    const SearchAnswer answer =
        answer_search(reader, tokenizer, question, {.now = now, .with_facets = false});
    Found found;
    for (const HitAnswer& hit : answer.hits) found.ids.push_back(hit.card.id);
    found.confidence = answer.verdict.confidence;
    found.verdict = answer.verdict.answer;
    return found;
  };
}

std::vector<QuestionOutcome> run_judged_set(const JudgedSet& set, const Asker& ask) {
  std::vector<QuestionOutcome> outcomes;
  for (const JudgedQuestion& judged : set.questions) {
    Question question = judged.question;
    question.limit = kAskedDepth;
    outcomes.push_back(outcome_of(judged, ask(question)));
  }
  return outcomes;
}

}  // namespace dejavu
