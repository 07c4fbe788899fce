// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "eval/documents.h"
#include "eval/run.h"
#include "eval/sqlite.h"

namespace dejavu {

/// "FTS5-best": what a team could build from SQLite in an afternoon, at its best. A table of title
/// and body, Porter's stems, any of the question's words, BM25 with the title counted tenfold (the
/// best of the weights that were tried). It lives in memory and serves one thread.
class Fts5Baseline {
 public:
  explicit Fts5Baseline(const std::vector<PlainDocument>& documents);

  /// Honours exclude, before, after and limit of the question; equal scores go by row. Its
  /// confidence is the best score over the score of the question itself as a document: the usual
  /// way to make BM25 comparable between questions. Throws Error kIo.
  Found ask(const Question& question);

 private:
  std::vector<std::int64_t> best_rows(const Question& question, const std::string& match);
  double score_of(std::int64_t row, const std::string& match);
  double own_score(const Question& question, const std::string& match);

  SqliteDatabase database_;
  std::vector<PlainDocument> documents_;  // by row - 1; without bodies
};

/// Letters and digits in a row, as FTS5's tokenizer cuts them, folded (ASCII), in the order of the
/// text.
std::vector<std::string> plain_words(std::string_view text);

}  // namespace dejavu
