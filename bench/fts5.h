// SPDX-License-Identifier: GPL-2.0-or-later
// SQLite FTS5 at its best: what a team could build from parts that it has.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "bench/question_file.h"
#include "eval/sqlite.h"

namespace dejavu {

/// A table of title and body, Porter's stems, ranked by BM25 with the title counted tenfold (the
/// best of the weights tried on labelled reports). All members throw Error kIo.
class Fts5 {
 public:
  explicit Fts5(const std::filesystem::path& database);

  /// Fills an empty database with every .md file below `corpus`, in one transaction; the text is
  /// stored, too. Returns how many files it read.
  std::size_t load(const std::filesystem::path& corpus);

  /// What a careful team would do once before it asks: one segment, the file mapped into memory.
  void optimize();

  /// Row numbers of the ten best.
  std::vector<std::int64_t> ask(const std::string& match);

 private:
  SqliteDatabase database_;
  SqliteStatement search_;
};

/// The question in FTS5's syntax: each word in quotes, once, any of them; a phrase and a prefix as
/// such. Raw pastes are syntax errors.
std::string fts5_match(AskedKind kind, std::string_view question);

}  // namespace dejavu
