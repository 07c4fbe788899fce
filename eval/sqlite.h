// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace dejavu {

/// A prepared statement of a SqliteDatabase, which has to outlive it.
class SqliteStatement {
 public:
  /// Places count from 1. The text has to stay until the statement is reset.
  SqliteStatement& bind(int place, std::string_view text);
  SqliteStatement& bind(int place, std::int64_t number);

  /// Whether there is another row. Throws Error kIo.
  bool step();
  std::int64_t integer(int column) const;
  double real(int column) const;
  std::string text(int column) const;

  /// Ready to be bound and stepped again.
  void reset();

 private:
  friend class SqliteDatabase;
  struct Close {
    void operator()(sqlite3_stmt* statement) const;
  };
  explicit SqliteStatement(sqlite3_stmt* statement) : statement_(statement) {}

  std::unique_ptr<sqlite3_stmt, Close> statement_;
};

/// An SQLite database for one thread. All members throw Error kIo.
class SqliteDatabase {
 public:
  /// A file, made when it is not there, or ":memory:".
  explicit SqliteDatabase(const std::string& file);

  void run(const char* sql);
  SqliteStatement prepare(const char* sql);

 private:
  struct Close {
    void operator()(sqlite3* database) const;
  };
  std::unique_ptr<sqlite3, Close> database_;
};

/// "word": a string of FTS5's query language, where quotes inside would end it.
std::string fts5_quoted(std::string_view word);

/// Any of the words, each quoted and once: `"disk" OR "full"`. A raw paste would be a syntax error.
std::string fts5_any_of(const std::vector<std::string>& words);

}  // namespace dejavu
