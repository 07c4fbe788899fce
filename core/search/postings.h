// SPDX-License-Identifier: GPL-2.0-or-later
// The only place where questions meet the engine. Calls may throw the engine's exceptions: they
// belong into XapianAccess::read.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/index/reader.h"
#include "core/index/xapian_access.h"
#include "core/search/dlh.h"

namespace dejavu {

/// A term of a question, or several that count as one (the words that begin like a prefix).
struct ScoredTerm {
  std::vector<std::string> terms;
  std::size_t part = 0;  // of the question, that it belongs to
  TermStatistics statistics;
  double weight = 1;              // its DLH counts this often
  bool in_title = false;          // of the question
  std::vector<std::string> said;  // of a concept: the words that stand for it in the question
};

/// Sums of estimated scores by document number; 0 where nothing was found.
using Scores = std::vector<float>;

class Postings {
 public:
  explicit Postings(const Xapian::Database& database) : database_(database) {}

  CollectionStatistics collection() const;
  TermStatistics statistics(const std::string& term) const;
  std::uint32_t document_frequency(const std::string& term) const;

  /// Adds the term's estimated DLH to each document that has it. `lengths` as in ForwardIndex.
  void add_scores(const ScoredTerm& term, std::span<const std::uint32_t> lengths,
                  Scores& scores) const;

  /// Ascending.
  std::vector<DocId> documents_with(const std::string& term) const;

 private:
  const Xapian::Database& database_;
};

}  // namespace dejavu
