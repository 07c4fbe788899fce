// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/index/forward_index.h"
#include "core/search/dlh.h"
#include "core/search/question_terms.h"
#include "core/search/search.h"

namespace dejavu {

/// A candidate with its score; explain() says more of those that are shown.
struct DocumentScore {
  DocId doc = 0;
  double score = 0;
  double likeness = 0;  // the score without recency
  double words = 0;     // DLH of the question, in bits
  std::array<double, kFeatures> features{};
};

/// The sections in which a term stands; none when the document lacks it.
SectionSet sections_of(const ForwardTerms& terms, std::uint32_t hash);

/// Scores candidates by all terms of a question, from the forward index alone. The formula and its
/// weights: core/search/weights.h.
class Scorer {
 public:
  /// `terms` must outlive the object. `now` is what recency counts from when the question has no
  /// `before`.
  Scorer(const ParsedQuestion& question, const QuestionTerms& terms,
         const CollectionStatistics& collection, Instant now);

  /// The `most` candidates with the highest DLH, by document: a score depends on all of them.
  std::vector<DocumentScore> score(std::span<const DocId> candidates, std::size_t most,
                                   const ForwardIndex& forward) const;

  Hit explain(const DocumentScore& scored, const ForwardIndex& forward) const;

  /// DLH of the question with itself as if it were a document: what `words` is a share of. What no
  /// document has counts like a word that stands in one.
  double own_words() const { return own_words_; }

 private:
  struct Term {
    const ScoredTerm* source = nullptr;
    Dlh dlh;
    double title_weight = 0;          // its share of the question's title
    std::vector<std::uint32_t> said;  // hashes of the words that a concept stands for
    bool repeats = false;             // terms before it look for all that it looks for
  };
  struct Slot {
    std::uint32_t hash = 0;
    std::uint32_t term = kNone;
  };
  /// What a document has of one term.
  struct Found {
    std::uint32_t term = 0;
    std::uint32_t count = 0;
    SectionSet sections = 0;
  };
  static constexpr std::uint32_t kNone = 0xffffffff;

  void add_term(const ScoredTerm& term, const CollectionStatistics& collection);
  /// Whether the hash is no other term's.
  bool add_slot(std::uint32_t hash, std::uint32_t term);
  void weigh_title(const CollectionStatistics& collection);
  double score_itself(const std::vector<double>& unknown,
                      const CollectionStatistics& collection) const;
  std::uint32_t find(std::uint32_t hash) const;
  std::vector<Found> find_terms(const ForwardTerms& terms) const;
  void take(std::vector<Found>& found, std::uint32_t term, const ForwardTerms& terms,
            std::size_t at) const;
  bool says_it_itself(const Term& term, const ForwardTerms& terms) const;
  DocumentScore score_terms(DocId doc, const ForwardIndex& forward) const;
  void add_features(std::vector<DocumentScore>& scores, const ForwardIndex& forward) const;
  double recency(const DocumentFacts& facts) const;

  std::vector<Term> terms_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> hashes_;  // with their terms
  /// The same of terms that look for what another one counts (`"disk full" disk`).
  std::vector<std::pair<std::uint32_t, std::uint32_t>> repeated_;
  std::vector<Slot> slots_;  // open addressing; a power of two, at most half full
  std::string title_shape_;
  double own_words_ = 0;
  std::optional<std::int64_t> asked_at_;  // absent when recency is off
};

}  // namespace dejavu
