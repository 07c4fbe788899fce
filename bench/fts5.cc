// SPDX-License-Identifier: GPL-2.0-or-later
#include "bench/fts5.h"

#include <fmt/format.h>

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

SqliteDatabase ready(const std::filesystem::path& file) {
  SqliteDatabase database(file.string());
  database.run(
      "CREATE VIRTUAL TABLE IF NOT EXISTS docs USING fts5(title, body, tokenize='porter')");
  database.run("INSERT INTO docs(docs, rank) VALUES('rank', 'bm25(10.0, 1.0)')");
  return database;
}

}  // namespace

Fts5::Fts5(const std::filesystem::path& database)
    : database_(ready(database)),
      search_(
          database_.prepare("SELECT rowid FROM docs WHERE docs MATCH ? ORDER BY rank LIMIT 10")) {}

std::size_t Fts5::load(const std::filesystem::path& corpus) {
  const Walk walk = walk_corpus(corpus, {".md"});
  SqliteStatement insert = database_.prepare("INSERT INTO docs(title, body) VALUES(?, ?)");
  database_.run("BEGIN");
  for (const WalkedFile& file : walk.files) {
    const std::string text = read_file(corpus / file.path, kMaxFileBytes);
    insert.bind(1, title_of(text)).bind(2, text).step();
    insert.reset();
  }
  database_.run("COMMIT");
  return walk.files.size();
}

void Fts5::optimize() {
  database_.run("INSERT INTO docs(docs) VALUES('optimize')");
  database_.run("PRAGMA mmap_size = 4000000000");
  database_.run("PRAGMA cache_size = -262144");  // KiB
}

std::vector<std::int64_t> Fts5::ask(const std::string& match) {
  search_.bind(1, match);
  std::vector<std::int64_t> rows;
  while (search_.step()) rows.push_back(search_.integer(0));
  search_.reset();
  return rows;
}

std::string fts5_match(AskedKind kind, std::string_view question) {
  if (kind == AskedKind::kPhrase) return fts5_quoted(question);
  std::vector<std::string> terms;
  std::size_t begin = 0;
  while (begin < question.size()) {
    const std::size_t end = std::min(question.find_first_of(" \t\r\n", begin), question.size());
    const std::string_view word = question.substr(begin, end - begin);
    begin = end + 1;
    if (word.empty()) continue;
    const bool prefix = kind == AskedKind::kPrefix && word.back() == '*';
    const std::string term =
        prefix ? fts5_quoted(word.substr(0, word.size() - 1)) + "*" : fts5_quoted(word);
    if (std::find(terms.begin(), terms.end(), term) == terms.end()) terms.push_back(term);
  }
  return fmt::format("{}", fmt::join(terms, " OR "));
}

}  // namespace dejavu
