// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/search/postings.h"

#include <algorithm>

namespace dejavu {

CollectionStatistics Postings::collection() const {
  // A few postmortems say little about how common a word is: with fewer words than the judged sets
  // have that the verdict was fitted on, every question would be said to be new.
  constexpr double kLeastLength = 100'000;
  const auto length = static_cast<double>(database_.get_total_length());
  return {database_.get_doccount(), std::max(length, kLeastLength)};
}

TermStatistics Postings::statistics(const std::string& term) const {
  // The engine does not count concepts: each document that has one says it once or more.
  const std::uint32_t documents = database_.get_termfreq(term);
  return {documents, std::max<std::uint64_t>(database_.get_collection_freq(term), documents)};
}

std::uint32_t Postings::document_frequency(const std::string& term) const {
  return database_.get_termfreq(term);
}

void Postings::add_scores(const ScoredTerm& term, std::span<const std::uint32_t> lengths,
                          Scores& scores) const {
  const Dlh dlh(term.statistics, collection());
  const auto weight = static_cast<float>(term.weight);
  // A document that is found stays found, also by a word that is too common to score.
  constexpr float kFound = 1e-6F;
  for (const std::string& alternative : term.terms) {
    const auto end = database_.postlist_end(alternative);
    for (auto posting = database_.postlist_begin(alternative); posting != end; ++posting) {
      const DocId doc = *posting;
      const Xapian::termcount count = std::max<Xapian::termcount>(posting.get_wdf(), 1);
      scores[doc] += weight * dlh.estimate(count, lengths[doc]) + kFound;
    }
  }
}

std::vector<DocId> Postings::documents_with(const std::string& term) const {
  std::vector<DocId> documents;
  documents.reserve(database_.get_termfreq(term));
  const auto end = database_.postlist_end(term);
  for (auto posting = database_.postlist_begin(term); posting != end; ++posting) {
    documents.push_back(*posting);
  }
  return documents;
}

}  // namespace dejavu
