// SPDX-License-Identifier: GPL-2.0-or-later
// The engine below us without us: no text is read, no hit explained, no facet counted.
#pragma once

#include <xapian.h>

#include <filesystem>
#include <vector>

#include "core/search/question.h"

namespace dejavu {

/// Asks the full-text database of an index of ours, opened once.
class BareXapian {
 public:
  explicit BareXapian(const std::filesystem::path& index_dir);

  /// The same things that our search looks for: any of the words, with their counts; phrases in
  /// order; a prefix as its 50 most frequent words. Of more than kMaxTerms words the best, by
  /// √min(count, 4)·idf.
  Xapian::Query query_for(const ParsedQuestion& question) const;

  /// The ten best by DLH.
  std::vector<Xapian::docid> ask(const Xapian::Query& query) const;

 private:
  double rarity(const QuestionPart& part) const;

  Xapian::Database database_;
};

}  // namespace dejavu
