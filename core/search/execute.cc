// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>

#include "core/index/schema.h"
#include "core/index/xapian_access.h"
#include "core/search/search.h"

namespace dejavu {
namespace {

/// The same line with other ids is the strongest sign there is (docs/RANKING.md).
constexpr double kLineWeight = 2.0;

/// A prefix stands for its most frequent words; more of them are noise and time.
constexpr Xapian::termcount kPrefixExpansion = 50;

constexpr std::size_t kFacetValues = 20;

using Xapian::Query;

bool is_scoring(const QuestionPart& part) {
  return part.kind != PartKind::kFilter && part.kind != PartKind::kExcluded;
}

bool is_required(const QuestionPart& part) { return part.kind == PartKind::kPhrase; }

std::size_t document_count(const Xapian::Database& db, const QuestionPart& part) {
  if (part.kind == PartKind::kPrefix || part.terms.empty()) return 0;
  std::size_t least = db.get_doccount();
  for (const std::string& term : part.terms) {
    least = std::min<std::size_t>(least, db.get_termfreq(term));
  }
  return least;
}

/// √min(count, 4)·idf: how much a part says about which document is meant.
double rarity(const RatedPart& rated, double documents) {
  constexpr unsigned kMostRepeats = 4;
  const double repeats = std::sqrt(std::min(rated.part.count, kMostRepeats));
  const double idf = std::log((documents + 1) / (static_cast<double>(rated.documents) + 0.5));
  return repeats * std::max(idf, 0.0) * (rated.part.kind == PartKind::kLine ? kLineWeight : 1);
}

void normalize(std::vector<RatedPart>& parts) {
  const double sum = std::accumulate(parts.begin(), parts.end(), 0.0,
                                     [](double s, const RatedPart& p) { return s + p.weight; });
  if (sum <= 0) return;
  for (RatedPart& rated : parts) rated.weight /= sum;
}

/// Rates the parts by the index and keeps the kMaxTerms that say most; the rest is explained.
std::vector<RatedPart> rate_parts(const Xapian::Database& db, const ParsedQuestion& question,
                                  std::vector<IgnoredText>& ignored) {
  std::vector<RatedPart> rated;
  for (const QuestionPart& part : question.parts) {
    RatedPart one{part, document_count(db, part), 0};
    if (is_scoring(part)) one.weight = rarity(one, db.get_doccount());
    rated.push_back(std::move(one));
  }
  const auto found = [](const RatedPart& p) { return p.documents > 0 && is_scoring(p.part); };
  if (static_cast<std::size_t>(std::count_if(rated.begin(), rated.end(), found)) > kMaxTerms) {
    std::vector<double> weights;
    for (const RatedPart& p : rated) {
      if (found(p)) weights.push_back(p.weight);
    }
    std::nth_element(weights.begin(), weights.begin() + kMaxTerms - 1, weights.end(),
                     std::greater<>());
    const double least = weights[kMaxTerms - 1];
    std::size_t kept = 0;
    std::vector<RatedPart> best;
    for (RatedPart& p : rated) {
      if (!found(p) || is_required(p.part) || (p.weight >= least && kept++ < kMaxTerms)) {
        best.push_back(std::move(p));
      } else {
        ignored.push_back({p.part.text, "common words of a long question"});
      }
    }
    rated = std::move(best);
  }
  normalize(rated);
  return rated;
}

Query part_query(const QuestionPart& part) {
  if (part.kind == PartKind::kPrefix) {
    return Query(Query::OP_WILDCARD, part.terms.front(), kPrefixExpansion,
                 Query::WILDCARD_LIMIT_MOST_FREQUENT, Query::OP_SYNONYM);
  }
  if (part.terms.size() == 1) {
    const Query term(part.terms.front(), part.count);
    return part.kind == PartKind::kLine ? Query(Query::OP_SCALE_WEIGHT, term, kLineWeight) : term;
  }
  const bool phrase = part.field.empty() || find_field(part.field)->kind != FieldKind::kText;
  return phrase ? Query(Query::OP_PHRASE, part.terms.begin(), part.terms.end(), part.span)
                : Query(Query::OP_AND, part.terms.begin(), part.terms.end());
}

Query any_of(const std::vector<Query>& queries) {
  return Query(Query::OP_OR, queries.begin(), queries.end());
}

/// What documents are scored by. Empty when the question has nothing to look for.
Query scoring_query(const std::vector<RatedPart>& parts) {
  std::vector<Query> any;
  std::vector<Query> all;
  for (const RatedPart& rated : parts) {
    if (!is_scoring(rated.part)) continue;
    (is_required(rated.part) ? all : any).push_back(part_query(rated.part));
  }
  if (all.empty()) return any_of(any);
  const Query required(Query::OP_AND, all.begin(), all.end());
  return any.empty() ? required : Query(Query::OP_AND_MAYBE, required, any_of(any));
}

/// `without_field` leaves out one facet's own filter, to count what else could be chosen.
Query apply_filters(Query query, const ParsedQuestion& question, std::string_view without_field) {
  const Question& request = question.request;
  for (const auto& [name, values] : request.filters) {
    const Field* field = find_field(name);
    if (field == nullptr || values.empty() || name == without_field) continue;
    std::vector<Query> any;
    for (const std::string& value : values) any.emplace_back(facet_term(field->prefix, value));
    query = Query(Query::OP_FILTER, query, any_of(any));
  }
  if (request.after || request.before) {
    // Documents without a date have no value and are below every range.
    const Instant first{std::chrono::seconds{-(std::int64_t{1} << 60)}};
    const Instant last{std::chrono::seconds{std::int64_t{1} << 60}};
    const Instant until = request.before ? *request.before - std::chrono::seconds{1} : last;
    query = Query(Query::OP_FILTER, query,
                  Query(Query::OP_VALUE_RANGE, find_field("started")->slot,
                        sortable(request.after.value_or(first)), sortable(until)));
  }
  std::vector<Query> excluded;
  for (const std::string& id : request.exclude) excluded.emplace_back(exact_term(kIdPrefix, id));
  for (const QuestionPart& part : question.parts) {
    if (part.kind == PartKind::kExcluded) excluded.push_back(part_query(part));
  }
  return excluded.empty() ? query : Query(Query::OP_AND_NOT, query, any_of(excluded));
}

/// Counts the values of facet slots over the documents of a match.
class FacetCounter : public Xapian::MatchSpy {
 public:
  explicit FacetCounter(std::vector<const Field*> fields)
      : fields_(std::move(fields)), counts_(fields_.size()) {}

  void operator()(const Xapian::Document& document, double) override {
    for (std::size_t i = 0; i < fields_.size(); ++i) {
      const std::string packed = document.get_value(fields_[i]->slot);
      for (std::size_t begin = 0; begin < packed.size();) {
        const std::size_t end = std::min(packed.find(kFacetSeparator, begin), packed.size());
        ++counts_[i][packed.substr(begin, end - begin)];
        begin = end + 1;
      }
    }
  }

  void take_into(std::map<std::string, std::vector<FacetCount>>& facets) const {
    for (std::size_t i = 0; i < fields_.size(); ++i) {
      std::vector<FacetCount> sorted;
      for (const auto& [value, count] : counts_[i]) sorted.push_back({value, count});
      std::sort(sorted.begin(), sorted.end(), [](const FacetCount& a, const FacetCount& b) {
        return a.count != b.count ? a.count > b.count : a.value < b.value;
      });
      if (sorted.size() > kFacetValues) sorted.resize(kFacetValues);
      facets[std::string(fields_[i]->name)] = std::move(sorted);
    }
  }

 private:
  std::vector<const Field*> fields_;
  std::vector<std::unordered_map<std::string, std::size_t>> counts_;
};

class Search {
 public:
  Search(const Xapian::Database& db, const ParsedQuestion& question, SearchOptions options)
      : db_(db), question_(question), options_(options) {}

  SearchResult run() {
    result_.notes = question_.notes;
    result_.ignored = question_.ignored;
    result_.parts = rate_parts(db_, question_, result_.ignored);
    const bool scored = std::any_of(result_.parts.begin(), result_.parts.end(),
                                    [](const RatedPart& p) { return is_scoring(p.part); });
    const bool asked = !question_.request.text.empty() || !question_.request.title.empty();
    const bool filtered = !question_.request.filters.empty() || question_.request.after ||
                          question_.request.before || result_.parts.size() > 0;
    if (!scored && asked && !filtered) return std::move(result_);
    base_ = scored ? scoring_query(result_.parts) : Query(std::string());
    run_match(scored);
    if (options_.with_facets) count_filtered_facets();
    return std::move(result_);
  }

 private:
  Xapian::Enquire enquire(const Query& query, bool scored) const {
    Xapian::Enquire enquire(db_);
    enquire.set_query(query);
    if (scored) {
      enquire.set_weighting_scheme(Xapian::DLHWeight());
    } else {
      enquire.set_weighting_scheme(Xapian::BoolWeight());
      enquire.set_sort_by_value(find_field("started")->slot, true);
    }
    return enquire;
  }

  bool is_filtered(const Field& field) const {
    const auto filter = question_.request.filters.find(std::string(field.name));
    return filter != question_.request.filters.end() && !filter->second.empty();
  }

  void run_match(bool scored) {
    std::vector<const Field*> open;
    for (const Field& field : kFields) {
      const bool counted = field.kind == FieldKind::kFacet && field.slot != kNoSlot;
      if (options_.with_facets && counted && !is_filtered(field)) open.push_back(&field);
    }
    FacetCounter counter(open);
    Xapian::Enquire enquire = this->enquire(apply_filters(base_, question_, ""), scored);
    if (!open.empty()) enquire.add_matchspy(&counter);
    const Question& request = question_.request;
    const Xapian::MSet matches =
        enquire.get_mset(static_cast<Xapian::doccount>(request.offset),
                         static_cast<Xapian::doccount>(request.limit), kCountedMatches);
    result_.total = matches.get_matches_estimated();
    for (auto match = matches.begin(); match != matches.end(); ++match) {
      result_.hits.push_back({*match, match.get_weight(), matched_parts(enquire, match)});
    }
    counter.take_into(result_.facets);
  }

  /// Each facet with a filter of its own is counted without it.
  void count_filtered_facets() {
    for (const Field& field : kFields) {
      if (field.kind != FieldKind::kFacet || field.slot == kNoSlot || !is_filtered(field)) continue;
      FacetCounter counter({&field});
      Xapian::Enquire enquire = this->enquire(apply_filters(base_, question_, field.name), false);
      enquire.add_matchspy(&counter);
      enquire.get_mset(0, 0, kCountedMatches);
      counter.take_into(result_.facets);
    }
  }

  std::vector<std::size_t> matched_parts(const Xapian::Enquire& enquire,
                                         const Xapian::MSetIterator& match) const {
    std::unordered_map<std::string, std::size_t> by_term;
    std::vector<std::size_t> matched;
    for (std::size_t i = 0; i < result_.parts.size(); ++i) {
      const QuestionPart& part = result_.parts[i].part;
      if (!is_scoring(part)) continue;
      // A required part is in every hit.
      if (is_required(part))
        matched.push_back(i);
      else
        by_term.emplace(part.terms.front(), i);
    }
    std::vector<std::string> prefixes;
    for (auto term = enquire.get_matching_terms_begin(match);
         term != enquire.get_matching_terms_end(match); ++term) {
      const auto part = by_term.find(*term);
      if (part != by_term.end()) {
        matched.push_back(part->second);
      } else {
        add_prefix_match(*term, matched);
      }
    }
    std::sort(matched.begin(), matched.end());
    matched.erase(std::unique(matched.begin(), matched.end()), matched.end());
    return matched;
  }

  void add_prefix_match(const std::string& term, std::vector<std::size_t>& matched) const {
    for (std::size_t i = 0; i < result_.parts.size(); ++i) {
      const QuestionPart& part = result_.parts[i].part;
      if (part.kind != PartKind::kPrefix) continue;
      if (term.compare(0, part.terms.front().size(), part.terms.front()) == 0) matched.push_back(i);
    }
  }

  const Xapian::Database& db_;
  const ParsedQuestion& question_;
  SearchOptions options_;
  Query base_;
  SearchResult result_;
};

}  // namespace

SearchResult search(Reader& reader, const ParsedQuestion& question, SearchOptions options) {
  return reader.access().read(
      [&](const Xapian::Database& db) { return Search(db, question, options).run(); });
}

}  // namespace dejavu
