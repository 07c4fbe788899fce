// SPDX-License-Identifier: GPL-2.0-or-later
#include "bench/fts5.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/text.h"

namespace dejavu {
namespace {

/// As the indexer: nothing larger is a postmortem.
constexpr std::size_t kMaxFileBytes = std::size_t{64} << 20;

/// The first heading of level one; most loaders do no more.
std::string_view title_of(std::string_view text) {
  const std::size_t at = text.find("\n# ");
  if (at == std::string_view::npos) return {};
  const std::size_t begin = at + 3;
  return text.substr(begin, text.find('\n', begin) - begin);
}

void bind(sqlite3_stmt* statement, int place, std::string_view text) {
  sqlite3_bind_text(statement, place, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
}

/// Quotes would end the string; words without letters and digits match nothing.
std::string quoted(std::string_view word) {
  std::string text = "\"";
  std::copy_if(word.begin(), word.end(), std::back_inserter(text), [](char c) { return c != '"'; });
  return text + "\"";
}

}  // namespace

void Fts5::Close::operator()(sqlite3* database) const { sqlite3_close(database); }
void Fts5::Close::operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }

Fts5::Fts5(const std::filesystem::path& database) {
  sqlite3* opened = nullptr;
  const int result = sqlite3_open(database.c_str(), &opened);
  database_.reset(opened);
  if (result != SQLITE_OK) fail("open");
  run("CREATE VIRTUAL TABLE IF NOT EXISTS docs USING fts5(title, body, tokenize='porter')");
  run("INSERT INTO docs(docs, rank) VALUES('rank', 'bm25(10.0, 1.0)')");
  search_ = prepare("SELECT rowid FROM docs WHERE docs MATCH ? ORDER BY rank LIMIT 10");
}

std::size_t Fts5::load(const std::filesystem::path& corpus) {
  const Walk walk = walk_corpus(corpus, {".md"});
  const Statement insert = prepare("INSERT INTO docs(title, body) VALUES(?, ?)");
  run("BEGIN");
  for (const WalkedFile& file : walk.files) {
    const std::string text = read_file(corpus / file.path, kMaxFileBytes);
    bind(insert.get(), 1, title_of(text));
    bind(insert.get(), 2, text);
    if (sqlite3_step(insert.get()) != SQLITE_DONE) fail("insert");
    sqlite3_reset(insert.get());
  }
  run("COMMIT");
  return walk.files.size();
}

void Fts5::optimize() {
  run("INSERT INTO docs(docs) VALUES('optimize')");
  run("PRAGMA mmap_size = 4000000000");
  run("PRAGMA cache_size = -262144");  // KiB
}

std::vector<std::int64_t> Fts5::ask(const std::string& match) {
  bind(search_.get(), 1, match);
  std::vector<std::int64_t> rows;
  int result = sqlite3_step(search_.get());
  for (; result == SQLITE_ROW; result = sqlite3_step(search_.get())) {
    rows.push_back(sqlite3_column_int64(search_.get(), 0));
  }
  sqlite3_reset(search_.get());
  if (result != SQLITE_DONE) fail(match);
  return rows;
}

void Fts5::run(const char* sql) {
  if (sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail(sql);
}

Fts5::Statement Fts5::prepare(const char* sql) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(database_.get(), sql, -1, &statement, nullptr) != SQLITE_OK) fail(sql);
  return Statement(statement);
}

void Fts5::fail(std::string_view what) const {
  throw Error(ErrorKind::kIo, fmt::format("SQLite: {}: {}", what, sqlite3_errmsg(database_.get())),
              "Remove the database of an older run.");
}

std::string fts5_match(AskedKind kind, std::string_view question) {
  if (kind == AskedKind::kPhrase) return quoted(question);
  std::vector<std::string> terms;
  std::size_t begin = 0;
  while (begin < question.size()) {
    const std::size_t end = std::min(question.find_first_of(" \t\r\n", begin), question.size());
    const std::string_view word = question.substr(begin, end - begin);
    begin = end + 1;
    if (word.empty()) continue;
    const bool prefix = kind == AskedKind::kPrefix && word.back() == '*';
    const std::string term = prefix ? quoted(word.substr(0, word.size() - 1)) + "*" : quoted(word);
    if (std::find(terms.begin(), terms.end(), term) == terms.end()) terms.push_back(term);
  }
  return fmt::format("{}", fmt::join(terms, " OR "));
}

}  // namespace dejavu
