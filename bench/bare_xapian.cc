// SPDX-License-Identifier: GPL-2.0-or-later
#include "bench/bare_xapian.h"

#include <algorithm>
#include <cmath>

#include "core/base/error.h"
#include "core/index/layout.h"
#include "core/search/question_terms.h"

namespace dejavu {
namespace {

using Xapian::Query;

Xapian::Database open_current(const std::filesystem::path& index_dir) {
  const auto current = current_generation(index_dir);
  if (!current) throw Error(ErrorKind::kNotFound, "There is no index in " + index_dir.string());
  return Xapian::Database(current->database().string());
}

Query query_of(const QuestionPart& part) {
  constexpr Xapian::termcount kPrefixExpansion = 50;
  if (part.kind == PartKind::kPrefix) {
    return Query(Query::OP_WILDCARD, part.terms.front(), kPrefixExpansion,
                 Query::WILDCARD_LIMIT_MOST_FREQUENT, Query::OP_SYNONYM);
  }
  if (part.terms.size() == 1) return Query(part.terms.front(), part.count);
  return Query(Query::OP_PHRASE, part.terms.begin(), part.terms.end(), part.span);
}

}  // namespace

BareXapian::BareXapian(const std::filesystem::path& index_dir)
    : database_(open_current(index_dir)) {}

double BareXapian::rarity(const QuestionPart& part) const {
  if (part.terms.size() != 1 || part.kind == PartKind::kPrefix) return HUGE_VAL;
  const double documents = database_.get_doccount();
  const double found = database_.get_termfreq(part.terms.front());
  if (found == 0) return 0;
  return std::sqrt(std::min(part.count, 4U)) * std::log((documents + 1) / (found + 0.5));
}

Query BareXapian::query_for(const ParsedQuestion& question) const {
  std::vector<std::pair<double, const QuestionPart*>> rated;
  for (const QuestionPart& part : question.parts) {
    if (part.kind == PartKind::kConcept) continue;  // synonyms are ours alone
    if (const double weight = rarity(part); weight > 0) rated.emplace_back(weight, &part);
  }
  std::stable_sort(rated.begin(), rated.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  if (rated.size() > kMaxTerms) rated.resize(kMaxTerms);
  std::vector<Query> any;
  for (const auto& [weight, part] : rated) any.push_back(query_of(*part));
  return Query(Query::OP_OR, any.begin(), any.end());
}

std::vector<Xapian::docid> BareXapian::ask(const Query& query) const {
  constexpr Xapian::doccount kHits = 10;
  Xapian::Enquire enquire(database_);
  enquire.set_query(query);
  enquire.set_weighting_scheme(Xapian::DLHWeight());
  const Xapian::MSet matches = enquire.get_mset(0, kHits);
  return {matches.begin(), matches.end()};
}

}  // namespace dejavu
