// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/search/postings.h"

#include <algorithm>

namespace dejavu {

CollectionStatistics Postings::collection() const {
  return {database_.get_doccount(), static_cast<double>(database_.get_total_length())};
}

TermStatistics Postings::statistics(const std::string& term) const {
  return {database_.get_termfreq(term), database_.get_collection_freq(term)};
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
      scores[doc] += weight * dlh.estimate(posting.get_wdf(), lengths[doc]) + kFound;
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

std::vector<DocId> Postings::documents_with_phrase(const std::vector<std::string>& terms,
                                                   unsigned span) const {
  if (terms.size() == 1) return documents_with(terms.front());
  Xapian::Enquire enquire(database_);
  enquire.set_query(Xapian::Query(Xapian::Query::OP_PHRASE, terms.begin(), terms.end(), span));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_docid_order(Xapian::Enquire::ASCENDING);
  const Xapian::MSet matches = enquire.get_mset(0, database_.get_doccount());
  std::vector<DocId> documents;
  documents.reserve(matches.size());
  for (auto match = matches.begin(); match != matches.end(); ++match) documents.push_back(*match);
  return documents;
}

}  // namespace dejavu
