// SPDX-License-Identifier: GPL-2.0-or-later
// Every hit explains its whole score, whatever is asked of the bundled corpus.
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "tests/answer/indexed_corpus.h"

namespace dejavu {
namespace {

/// The bundled corpus, indexed once for all questions of a property.
class Asker {
 public:
  Asker() : corpus_("corpus"), reader_(corpus_.reader()), tokenizer_(corpus_.tokenizer()) {
    for (const std::string_view word : reader_.forward().words()) words_.emplace_back(word);
  }

  const std::vector<std::string>& words() const { return words_; }

  SearchAnswer ask(const Question& question) {
    return answer_search(reader_, tokenizer_, question, {.now = kTestNow});
  }

 private:
  IndexedCorpus corpus_;
  Reader reader_;
  Tokenizer tokenizer_;
  std::vector<std::string> words_;
};

Asker& asker() {
  static Asker asker;
  return asker;
}

/// Words of the corpus and of nobody, phrases of the thesaurus, ids, operators.
rc::Gen<std::string> any_piece() {
  const std::vector<std::string> kPieces = {
      "no space left on device",
      "certificate expired",
      "OOMKilled",
      "ENOSPC",
      "zebra",
      "503",
      "2024-03-01T09:10:00Z",
      "service:postgresql",
      "-database",
      "OR",
      "AND",
      "title:database",
      "\"primary database\"",
      "data*",
      "severity:sev1",
      "started:2015..2020",
      "\n",
      "ERROR: could not extend file \"base/16384/2619\": No space left on device\n"};
  return rc::gen::weightedOneOf<std::string>(
      {{3, rc::gen::elementOf(asker().words())}, {2, rc::gen::elementOf(kPieces)}});
}

rc::Gen<std::string> any_text() {
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(any_piece()),
                      [](const std::vector<std::string>& pieces) {
                        return fmt::format("{}", fmt::join(pieces, " "));
                      });
}

Question any_question() {
  Question question;
  question.text = *any_text();
  if (*rc::gen::inRange(0, 3) == 0) question.title = *any_text();
  if (*rc::gen::inRange(0, 4) == 0) question.filters["severity"] = {"SEV1", "sev2"};
  question.recency = *rc::gen::arbitrary<bool>();
  question.complete_last_word = *rc::gen::arbitrary<bool>();
  question.offset = *rc::gen::element<std::size_t>(0, 0, 5);
  return question;
}

double sum_of(const std::vector<Reason>& why) {
  double sum = 0;
  for (const Reason& reason : why) sum += reason.contribution;
  return sum;
}

RC_GTEST_PROP(AnswerProperty, ContributionsOfEveryHitAddUpToItsScore, ()) {
  const Question question = any_question();
  const SearchAnswer answer = asker().ask(question);
  RC_CLASSIFY(answer.hits.empty(), "no hit");
  for (const HitAnswer& hit : answer.hits) {
    RC_ASSERT(std::abs(sum_of(hit.why) - hit.score) < 1e-6);
    for (const Reason& reason : hit.why) RC_ASSERT(reason.contribution > 0);
    const bool lifted = std::any_of(hit.why.begin(), hit.why.end(), [](const Reason& reason) {
      return reason.feature == "recent";
    });
    RC_ASSERT(!lifted || question.recency);
  }
}

RC_GTEST_PROP(AnswerProperty, HitsComeByScoreAndProbabilitiesAreProbabilities, ()) {
  const SearchAnswer answer = asker().ask(any_question());
  for (std::size_t i = 0; i < answer.hits.size(); ++i) {
    const HitAnswer& hit = answer.hits[i];
    if (i > 0) RC_ASSERT(answer.hits[i - 1].score >= hit.score);
    RC_ASSERT(hit.covered > -1e-9 && hit.covered < 1 + 1e-9);
    const double confidence = hit.confidence.value_or(0);
    RC_ASSERT(confidence >= 0 && confidence <= 1);
    RC_ASSERT(!hit.likely || confidence >= kLikelyProbability);
  }
  RC_ASSERT(answer.hits.size() <= answer.total);
  RC_ASSERT(!answer.verdict.reason.empty());
}

}  // namespace
}  // namespace dejavu
