// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <fstream>
#include <optional>
#include <string>
#include <vector>

#include "core/index/thesaurus.h"
#include "eval/documents.h"
#include "eval/fts5_baseline.h"
#include "eval/judged_set.h"
#include "eval/run.h"
#include "indexer/build.h"
#include "tests/base/temporary_folder.h"

namespace dejavu {

/// 2026-02-03T00:00:00Z, what these tests call now: what is recent must not depend on the day.
inline constexpr Instant kRankingNow{std::chrono::seconds{1'770'076'800}};

/// A corpus with an index in a temporary folder, asked by both engines.
class JudgedCorpus {
 public:
  explicit JudgedCorpus(const std::filesystem::path& corpus) : reader_(built(corpus)) {
    baseline_.emplace(read_documents(reader_, job_.settings.corpus));
  }

  std::vector<QuestionOutcome> ask_engine(const JudgedSet& set) {
    return run_judged_set(set, ask_dejavu(reader_, tokenizer_, kRankingNow));
  }

  std::vector<QuestionOutcome> ask_baseline(const JudgedSet& set) {
    return run_judged_set(set, [this](const Question& asked) { return baseline_->ask(asked); });
  }

  Reader& reader() { return reader_; }

 private:
  Reader built(const std::filesystem::path& corpus) {
    job_.settings.corpus = std::filesystem::absolute(corpus);
    job_.settings.index = folder_.path() / "index";
    job_.now = kRankingNow;
    job_.thesaurus = thesaurus_of(Settings());
    build_index(job_);
    return Reader(job_.settings.index);
  }

  TemporaryFolder folder_;
  IndexJob job_;
  Reader reader_;
  Tokenizer tokenizer_{thesaurus_of(Settings())};
  std::optional<Fts5Baseline> baseline_;
};

/// The mean of one score over the questions with an answer.
inline double mean_of(const std::vector<QuestionOutcome>& outcomes, double RankScores::*score) {
  double sum = 0, count = 0;
  for (const QuestionOutcome& outcome : outcomes) {
    if (!outcome.has_answer) continue;
    sum += outcome.scores.*score;
    count += 1;
  }
  return sum / count;
}

}  // namespace dejavu
