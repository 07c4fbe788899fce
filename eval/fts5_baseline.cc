// SPDX-License-Identifier: GPL-2.0-or-later
#include "eval/fts5_baseline.h"

#include <algorithm>

#include "core/base/text.h"

namespace dejavu {
namespace {

constexpr const char* kScore =
    "SELECT bm25(docs, 10.0, 1.0) FROM docs WHERE docs MATCH ?1 AND rowid = ?2";

bool is_word_byte(char c) {
  const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  // Bytes of other scripts are left to FTS5, which knows their letters.
  return letter || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

std::string match_of(const Question& question) {
  std::vector<std::string> words = plain_words(question.title);
  for (std::string& word : plain_words(question.text)) words.push_back(std::move(word));
  return fts5_any_of(words);
}

bool may_answer(const PlainDocument& document, const Question& question) {
  const auto& excluded = question.exclude;
  if (std::find(excluded.begin(), excluded.end(), document.id) != excluded.end()) return false;
  if (!question.before && !question.after) return true;
  if (!document.started_at) return false;
  return (!question.before || *document.started_at < *question.before) &&
         (!question.after || *document.started_at >= *question.after);
}

}  // namespace

std::vector<std::string> plain_words(std::string_view text) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at;
    while (end < text.size() && is_word_byte(text[end])) ++end;
    if (end > at) words.push_back(to_lower_ascii(text.substr(at, end - at)));
    at = std::max(end, at + 1);
  }
  return words;
}

Fts5Baseline::Fts5Baseline(const std::vector<PlainDocument>& documents)
    : database_(":memory:"), documents_(documents) {
  database_.run("CREATE VIRTUAL TABLE docs USING fts5(title, body, tokenize='porter')");
  database_.run("BEGIN");
  SqliteStatement insert = database_.prepare("INSERT INTO docs(title, body) VALUES(?1, ?2)");
  for (PlainDocument& document : documents_) {
    insert.bind(1, document.title).bind(2, document.body).step();
    insert.reset();
    document.body.clear();
  }
  database_.run("COMMIT");
}

Found Fts5Baseline::ask(const Question& question) {
  const std::string match = match_of(question);
  Found found;
  found.confidence = 0;
  if (match.empty()) return found;
  const std::vector<std::int64_t> rows = best_rows(question, match);
  for (const std::int64_t row : rows) {
    found.ids.push_back(documents_[static_cast<std::size_t>(row - 1)].id);
  }
  if (rows.empty()) return found;
  const double own = own_score(question, match);
  if (own > 0) found.confidence = std::clamp(score_of(rows.front(), match) / own, 0.0, 1.0);
  return found;
}

std::vector<std::int64_t> Fts5Baseline::best_rows(const Question& question,
                                                  const std::string& match) {
  SqliteStatement search = database_.prepare(
      "SELECT rowid FROM docs WHERE docs MATCH ?1 ORDER BY bm25(docs, 10.0, 1.0), rowid");
  search.bind(1, match);
  std::vector<std::int64_t> rows;
  while (rows.size() < question.limit && search.step()) {
    const std::int64_t row = search.integer(0);
    if (may_answer(documents_[static_cast<std::size_t>(row - 1)], question)) rows.push_back(row);
  }
  return rows;
}

/// SQLite's scores are negative, the best the lowest; here the best is the highest.
double Fts5Baseline::score_of(std::int64_t row, const std::string& match) {
  SqliteStatement score = database_.prepare(kScore);
  return score.bind(1, match).bind(2, row).step() ? -score.real(0) : 0;
}

double Fts5Baseline::own_score(const Question& question, const std::string& match) {
  const auto row = static_cast<std::int64_t>(documents_.size()) + 1;
  database_.run("BEGIN");
  database_.prepare("INSERT INTO docs(rowid, title, body) VALUES(?1, ?2, ?3)")
      .bind(1, row)
      .bind(2, question.title)
      .bind(3, question.text)
      .step();
  const double score = score_of(row, match);
  database_.run("ROLLBACK");
  return score;
}

}  // namespace dejavu
