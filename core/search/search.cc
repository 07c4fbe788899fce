// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/search/search.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <unordered_set>
#include <utility>

#include "core/base/text.h"
#include "core/index/line_signature.h"
#include "core/index/schema.h"
#include "core/index/xapian_access.h"
#include "core/search/completion.h"
#include "core/search/filter.h"
#include "core/search/postings.h"
#include "core/search/question_terms.h"
#include "core/search/score.h"

namespace dejavu {
namespace {

/// So many of the documents that few terms find are scored by all terms.
constexpr std::size_t kCandidates = 300;

/// And so many of these by their titles too: with 100 the mean reciprocal rank is the same to a
/// thousandth, with 50 not (docs/RANKING.md).
constexpr std::size_t kReranked = 150;

using DocSet = std::vector<DocId>;  // ascending

DocSet both(const DocSet& a, const DocSet& b) {
  DocSet result;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(result));
  return result;
}

DocSet either(const DocSet& a, const DocSet& b) {
  DocSet result;
  std::set_union(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(result));
  return result;
}

/// Whether the terms, given by their hashes, stand one after the other within `span` words.
bool stands_in(const ForwardIndex& forward, DocId doc, const std::vector<std::uint32_t>& hashes,
               unsigned span) {
  const ForwardTerms terms = forward.terms(doc);
  std::vector<std::uint32_t> places;
  for (const std::uint32_t hash : hashes) {
    const auto place = std::lower_bound(terms.hashes.begin(), terms.hashes.end(), hash);
    places.push_back(static_cast<std::uint32_t>(place - terms.hashes.begin()));
  }
  return has_phrase(forward.order(doc), places, span);
}

/// In the order of their numbers, in which their facts stand in the files too: what follows then
/// reads memory from one end to the other.
DocSet found_documents(const Scores& scores) {
  DocSet found;
  for (std::size_t doc = 1; doc < scores.size(); ++doc) {
    if (scores[doc] > 0) found.push_back(static_cast<DocId>(doc));
  }
  return found;
}

/// The `count` matches with the highest estimates, in no particular order. A heap of the best so
/// far turns almost every match away with one comparison.
DocSet most_promising(const DocSet& matches, const Scores& estimates, std::size_t count) {
  if (matches.size() <= count) return matches;
  struct Candidate {
    float estimate = 0;
    DocId doc = 0;
  };
  const auto better = [](const Candidate& a, const Candidate& b) {
    return a.estimate != b.estimate ? a.estimate > b.estimate : a.doc < b.doc;
  };
  std::vector<Candidate> best;
  best.reserve(count + 1);
  for (const DocId doc : matches) {
    const Candidate candidate = {estimates[doc], doc};
    if (best.size() == count && !better(candidate, best.front())) continue;
    best.push_back(candidate);
    std::push_heap(best.begin(), best.end(), better);
    if (best.size() <= count) continue;
    std::pop_heap(best.begin(), best.end(), better);
    best.pop_back();
  }
  DocSet documents;
  for (const Candidate& candidate : best) documents.push_back(candidate.doc);
  return documents;
}

std::vector<DocumentScore> sorted_by(std::vector<DocumentScore> scored,
                                     double DocumentScore::*key) {
  std::sort(scored.begin(), scored.end(), [&](const DocumentScore& a, const DocumentScore& b) {
    return a.*key != b.*key ? a.*key > b.*key : a.doc < b.doc;
  });
  return scored;
}

/// A line in more documents than this is what every log of a team begins with.
std::size_t most_with_a_telling_line(std::uint32_t documents) {
  constexpr std::size_t kFew = 5;
  constexpr std::uint32_t kShare = 100;
  return std::max<std::size_t>(kFew, documents / kShare);
}

Standing standing_of(const DocumentScore& one, const std::vector<DocumentScore>& by_likeness) {
  const auto own = std::find_if(by_likeness.begin(), by_likeness.end(),
                                [&](const DocumentScore& other) { return other.doc == one.doc; });
  const auto next = own + 1;
  const auto end = next + std::min<std::ptrdiff_t>(kFollowers, by_likeness.end() - next);
  double sum = 0;
  for (auto follower = next; follower != end; ++follower) sum += follower->likeness;
  // Where hardly anything matches there is nothing to stand out from: what is not there counts as
  // half as near.
  sum += static_cast<double>(kFollowers - static_cast<std::size_t>(end - next)) * one.likeness / 2;
  return {one.words, one.likeness - sum / kFollowers, by_likeness.front().likeness - one.likeness,
          false};
}

/// One question to one revision of the index.
class Search {
 public:
  Search(const Xapian::Database& database, Reader& reader, const ParsedQuestion& question,
         const SearchOptions& options)
      : postings_(database),
        reader_(reader),
        forward_(reader.forward()),
        question_(question),
        options_(options),
        filter_(question, forward_, excluded_documents()) {}

  SearchResult run(Tokenizer& tokenizer) {
    std::vector<QuestionPart> parts = question_.parts;
    for (QuestionPart& part : parts) {
      if (part.kind == PartKind::kPrefix) part.terms = complete(part, forward_, tokenizer);
    }
    terms_ = question_terms(parts, postings_);
    if (asks_for_nothing()) {
      if (lists()) list_newest();
    } else {
      find_and_score();
    }
    result_.parts = std::move(terms_.parts);
    result_.ignored = question_.ignored;
    result_.ignored.insert(result_.ignored.end(), terms_.ignored.begin(), terms_.ignored.end());
    result_.notes = question_.notes;
    return std::move(result_);
  }

 private:
  bool asks_for_nothing() const {
    return std::none_of(question_.parts.begin(), question_.parts.end(), [](const auto& part) {
      return part.kind != PartKind::kFilter && part.kind != PartKind::kExcluded;
    });
  }

  /// Filters without words list what passes them, and so does no question at all. A question of
  /// small words only asks for something, and nothing can be found for it.
  bool lists() const {
    const Question& request = question_.request;
    const bool filtered = std::any_of(request.filters.begin(), request.filters.end(),
                                      [](const auto& filter) { return !filter.second.empty(); });
    return filtered || request.before || request.after || !question_.ranges.empty() ||
           !question_.excluded.empty() || !question_.parts.empty() ||
           (trim(request.text).empty() && trim(request.title).empty());
  }

  DocSet excluded_documents() {
    DocSet excluded;
    for (const std::string& id : question_.request.exclude) {
      const DocSet documents = postings_.documents_with(exact_term(kIdPrefix, id));
      excluded.insert(excluded.end(), documents.begin(), documents.end());
    }
    for (const QuestionPart& part : question_.parts) {
      if (part.kind != PartKind::kExcluded || part.terms.empty()) continue;
      const DocSet documents = documents_with(part);
      excluded.insert(excluded.end(), documents.begin(), documents.end());
    }
    std::sort(excluded.begin(), excluded.end());
    return excluded;
  }

  /// All documents that have what the part asks for.
  DocSet documents_with(const QuestionPart& part) const {
    if (part.terms.empty()) return {};
    const Field* field = find_field(part.field);
    if (part.kind == PartKind::kPrefix) {
      DocSet any;
      for (const std::string& term : part.terms) any = either(any, postings_.documents_with(term));
      return any;
    }
    DocSet all = documents_with_all(part.terms);
    if (field == nullptr) {
      if (part.terms.size() > 1) keep_phrase(part, all);
      return all;
    }
    const auto lacks = [&](DocId doc) {
      return !std::all_of(part.terms.begin(), part.terms.end(), [&](const std::string& term) {
        return (sections_of(forward_.terms(doc), term_hash(term)) & field->sections) != 0;
      });
    };
    all.erase(std::remove_if(all.begin(), all.end(), lacks), all.end());
    return all;
  }

  /// The rarest term first, so that few documents are compared.
  DocSet documents_with_all(std::vector<std::string> terms) const {
    std::sort(terms.begin(), terms.end());
    terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
    std::sort(terms.begin(), terms.end(), [&](const std::string& a, const std::string& b) {
      return postings_.document_frequency(a) < postings_.document_frequency(b);
    });
    DocSet all = postings_.documents_with(terms.front());
    for (std::size_t i = 1; i < terms.size() && !all.empty(); ++i) {
      all = both(all, postings_.documents_with(terms[i]));
    }
    return all;
  }

  /// Those in which the terms stand one after the other.
  void keep_phrase(const QuestionPart& part, DocSet& documents) const {
    std::vector<std::uint32_t> hashes;
    for (const std::string& term : part.terms) hashes.push_back(term_hash(term));
    documents.erase(
        std::remove_if(documents.begin(), documents.end(),
                       [&](DocId doc) { return !stands_in(forward_, doc, hashes, part.span); }),
        documents.end());
  }

  /// Documents that have one part of each group; absent when no part is required.
  std::optional<DocSet> required_documents() const {
    std::map<unsigned, DocSet> groups;
    for (const RatedPart& rated : terms_.parts) {
      if (rated.part.group == 0) continue;
      DocSet& group = groups[rated.part.group];
      group = either(group, documents_with(rated.part));
    }
    std::optional<DocSet> required;
    for (auto& [number, group] : groups) {
      required = required ? both(*required, group) : std::move(group);
    }
    return required;
  }

  void find_and_score() {
    Scores scores(forward_.last() + std::size_t{1});
    for (const ScoredTerm* term : finding_terms(terms_.scored)) {
      postings_.add_scores(*term, forward_.lengths(), scores);
    }
    std::optional<DocSet> required = required_documents();
    DocSet matches = required ? *std::move(required) : found_documents(scores);
    keep_passing(matches);
    result_.total = matches.size();
    rank(std::move(matches), scores);
  }

  /// Counts facets on the way, which need those documents too that fail one filter.
  void keep_passing(std::vector<DocId>& matches) {
    if (!options_.with_facets) {
      matches.erase(std::remove_if(matches.begin(), matches.end(),
                                   [&](DocId doc) { return !filter_.passes(doc); }),
                    matches.end());
      return;
    }
    FacetCounter counter(forward_, filter_);
    matches.erase(std::remove_if(matches.begin(), matches.end(),
                                 [&](DocId doc) {
                                   const std::uint32_t failed = filter_.failed(doc);
                                   counter.count(doc, failed);
                                   return failed != 0;
                                 }),
                  matches.end());
    result_.facets = counter.take();
  }

  /// Scores the most promising matches exactly; behind them the order is that of the estimates.
  void rank(DocSet matches, const Scores& estimates) {
    const Question& request = question_.request;
    const std::size_t shown = request.offset + request.limit;
    const std::size_t wanted = std::min(std::max(kCandidates, shown), matches.size());
    matches = most_promising(matches, estimates, wanted);
    const Scorer scorer(question_, terms_, postings_.collection(), options_.now);
    std::vector<DocumentScore> scored = scorer.score(matches, std::max(kReranked, shown), forward_);
    const std::vector<DocumentScore> by_likeness = sorted_by(scored, &DocumentScore::likeness);
    scored = sorted_by(std::move(scored), &DocumentScore::score);
    result_.own_words = scorer.own_words();
    const auto hit = [&](const DocumentScore& one) {
      Hit explained = scorer.explain(one, forward_);
      explained.standing = standing(one, by_likeness);
      return explained;
    };
    if (!scored.empty()) result_.best = hit(best_incident(by_likeness));
    const std::size_t end = std::min(request.offset + request.limit, scored.size());
    for (std::size_t i = request.offset; i < end; ++i) result_.hits.push_back(hit(scored[i]));
  }

  /// A template or a README is found, and has not happened. Without any incident, the best of all.
  const DocumentScore& best_incident(const std::vector<DocumentScore>& by_likeness) const {
    const auto found =
        std::find_if(by_likeness.begin(), by_likeness.end(), [&](const DocumentScore& one) {
          return forward_.facts(one.doc).kind == static_cast<std::uint8_t>(FileKind::kIncident);
        });
    return found != by_likeness.end() ? *found : by_likeness.front();
  }

  Standing standing(const DocumentScore& one, const std::vector<DocumentScore>& by_likeness) const {
    Standing standing = standing_of(one, by_likeness);
    const std::size_t most = most_with_a_telling_line(postings_.collection().documents);
    standing.same_signature =
        std::any_of(terms_.scored.begin(), terms_.scored.end(), [&](const ScoredTerm& term) {
          const std::string signature = signature_term(term.terms.front());
          return !signature.empty() && term.statistics.documents <= most &&
                 sections_of(forward_.terms(one.doc), term_hash(signature)) != 0;
        });
    return standing;
  }

  void list_newest() {
    std::vector<DocId> matches = reader_.newest_first();
    keep_passing(matches);
    result_.total = matches.size();
    const std::size_t begin = std::min(question_.request.offset, matches.size());
    const std::size_t end = std::min(begin + question_.request.limit, matches.size());
    for (std::size_t i = begin; i < end; ++i) result_.hits.push_back({.doc = matches[i]});
  }

  Postings postings_;
  Reader& reader_;
  ForwardIndex& forward_;
  const ParsedQuestion& question_;
  const SearchOptions& options_;
  DocumentFilter filter_;
  QuestionTerms terms_;
  SearchResult result_;
};

}  // namespace

SearchResult search(Reader& reader, Tokenizer& tokenizer, const ParsedQuestion& question,
                    const SearchOptions& options) {
  return reader.access().read([&](const Xapian::Database& database) {
    return Search(database, reader, question, options).run(tokenizer);
  });
}

std::size_t document_frequency(Reader& reader, const std::string& term) {
  return reader.access().read([&](const Xapian::Database& database) {
    return std::size_t{Postings(database).document_frequency(term)};
  });
}

}  // namespace dejavu
