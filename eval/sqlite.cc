// SPDX-License-Identifier: GPL-2.0-or-later
#include "eval/sqlite.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "core/base/error.h"

namespace dejavu {
namespace {

[[noreturn]] void fail(sqlite3* database, std::string_view what) {
  throw Error(ErrorKind::kIo, fmt::format("SQLite: {}: {}", what, sqlite3_errmsg(database)),
              "Remove the database of an older run, if there is one.");
}

}  // namespace

void SqliteStatement::Close::operator()(sqlite3_stmt* statement) const {
  sqlite3_finalize(statement);
}

SqliteStatement& SqliteStatement::bind(int place, std::string_view text) {
  sqlite3_bind_text(statement_.get(), place, text.data(), static_cast<int>(text.size()),
                    SQLITE_STATIC);
  return *this;
}

SqliteStatement& SqliteStatement::bind(int place, std::int64_t number) {
  sqlite3_bind_int64(statement_.get(), place, number);
  return *this;
}

bool SqliteStatement::step() {
  const int result = sqlite3_step(statement_.get());
  if (result == SQLITE_ROW) return true;
  if (result != SQLITE_DONE) fail(sqlite3_db_handle(statement_.get()), "step");
  return false;
}

std::int64_t SqliteStatement::integer(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

double SqliteStatement::real(int column) const {
  return sqlite3_column_double(statement_.get(), column);
}

std::string SqliteStatement::text(int column) const {
  const void* bytes = sqlite3_column_blob(statement_.get(), column);
  const int size = sqlite3_column_bytes(statement_.get(), column);
  return bytes == nullptr
             ? std::string()
             : std::string(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
}

void SqliteStatement::reset() {
  sqlite3_reset(statement_.get());
  sqlite3_clear_bindings(statement_.get());
}

void SqliteDatabase::Close::operator()(sqlite3* database) const { sqlite3_close(database); }

SqliteDatabase::SqliteDatabase(const std::string& file) {
  sqlite3* opened = nullptr;
  const int result = sqlite3_open(file.c_str(), &opened);
  database_.reset(opened);
  if (result != SQLITE_OK) fail(database_.get(), "open");
}

void SqliteDatabase::run(const char* sql) {
  if (sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr) != SQLITE_OK) {
    fail(database_.get(), sql);
  }
}

SqliteStatement SqliteDatabase::prepare(const char* sql) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(database_.get(), sql, -1, &statement, nullptr) != SQLITE_OK) {
    fail(database_.get(), sql);
  }
  return SqliteStatement(statement);
}

std::string fts5_quoted(std::string_view word) {
  std::string text = "\"";
  std::copy_if(word.begin(), word.end(), std::back_inserter(text),
               [](char c) { return c != '"' && c != '\0'; });
  return text + "\"";
}

std::string fts5_any_of(const std::vector<std::string>& words) {
  std::set<std::string> known;
  std::string match;
  for (const std::string& word : words) {
    const std::string term = fts5_quoted(word);
    if (!known.insert(term).second) continue;
    if (!match.empty()) match += " OR ";
    match += term;
  }
  return match;
}

}  // namespace dejavu
