// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/search/score.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <numeric>
#include <string_view>

#include "core/index/title_shape.h"
#include "core/search/title_likeness.h"
#include "core/search/weights.h"

namespace dejavu {
namespace {

double& feature(std::array<double, kFeatures>& features, Feature which) {
  return features[static_cast<std::size_t>(which)];
}

}  // namespace

SectionSet sections_of(const ForwardTerms& terms, std::uint32_t hash) {
  const auto found = std::lower_bound(terms.hashes.begin(), terms.hashes.end(), hash);
  if (found == terms.hashes.end() || *found != hash) return 0;
  return terms.sections[static_cast<std::size_t>(found - terms.hashes.begin())];
}

Scorer::Scorer(const ParsedQuestion& question, const QuestionTerms& chosen,
               const CollectionStatistics& collection, Instant now)
    : title_shape_(title_shape(question.title)) {
  const std::vector<ScoredTerm>& terms = chosen.scored;
  std::size_t hashes = 0;
  for (const ScoredTerm& term : terms) hashes += term.terms.size();
  slots_.resize(std::bit_ceil(hashes * 2 + 1));
  terms_.reserve(terms.size());
  for (const ScoredTerm& term : terms) add_term(term, collection);
  weigh_title(collection);
  own_words_ = score_itself(chosen.unknown, collection);
  if (question.request.recency) {
    asked_at_ = question.request.before.value_or(now).time_since_epoch().count();
  }
}

void Scorer::add_term(const ScoredTerm& term, const CollectionStatistics& collection) {
  terms_.push_back({&term, Dlh(term.statistics, collection), 0, {}});
  for (const std::string& word : term.said) terms_.back().said.push_back(term_hash(word));
  const auto number = static_cast<std::uint32_t>(terms_.size() - 1);
  terms_.back().repeats = true;
  for (const std::string& alternative : term.terms) {
    const std::uint32_t hash = term_hash(alternative);
    if (add_slot(hash, number)) {
      terms_.back().repeats = false;
    } else {
      repeated_.emplace_back(hash, number);
    }
  }
}

void Scorer::weigh_title(const CollectionStatistics& collection) {
  double sum = 0;
  for (Term& term : terms_) {
    if (!term.source->in_title) continue;
    term.title_weight = inverse_document_frequency(term.source->statistics, collection.documents);
    sum += term.title_weight;
  }
  if (sum <= 0) return;
  for (Term& term : terms_) term.title_weight /= sum;
}

double Scorer::score_itself(const std::vector<double>& unknown,
                            const CollectionStatistics& collection) const {
  // A word makes up most of a very short question, and DLH finds nothing surprising in a document
  // that consists of one word.
  constexpr double kLeastLength = 30;
  constexpr double kMostShare = 0.9;
  double length = std::accumulate(unknown.begin(), unknown.end(), 0.0);
  // A concept only stands in for words that the question says itself.
  const auto is_own = [](const Term& term) { return term.said.empty() && !term.repeats; };
  for (const Term& term : terms_) length += is_own(term) ? term.source->weight : 0;
  length = std::max(length, kLeastLength);
  const auto own = [&](const Dlh& dlh, double weight) {
    return weight * dlh.score(std::min(weight, length * kMostShare), length);
  };
  double score = 0;
  for (const Term& term : terms_) {
    if (is_own(term)) score += own(term.dlh, term.source->weight);
  }
  const Dlh once({1, 1}, collection);
  for (const double weight : unknown) score += own(once, weight);
  return score;
}

bool Scorer::add_slot(std::uint32_t hash, std::uint32_t term) {
  std::size_t at = hash & (slots_.size() - 1);
  while (slots_[at].term != kNone) {
    if (slots_[at].hash == hash) return false;
    at = (at + 1) & (slots_.size() - 1);
  }
  slots_[at] = {hash, term};
  hashes_.emplace_back(hash, term);
  return true;
}

std::uint32_t Scorer::find(std::uint32_t hash) const {
  std::size_t at = hash & (slots_.size() - 1);
  while (slots_[at].term != kNone && slots_[at].hash != hash) at = (at + 1) & (slots_.size() - 1);
  return slots_[at].term;
}

std::vector<Scorer::Found> Scorer::find_terms(const ForwardTerms& terms) const {
  // Of a few words each is looked up in the document, of many the document's in the question.
  constexpr std::size_t kLookUpCost = 8;
  std::vector<Found> found;
  if (hashes_.size() * kLookUpCost < terms.size()) {
    for (const auto& [hash, term] : hashes_) {
      const auto at = std::lower_bound(terms.hashes.begin(), terms.hashes.end(), hash);
      if (at == terms.hashes.end() || *at != hash) continue;
      take(found, term, terms, static_cast<std::size_t>(at - terms.hashes.begin()));
    }
    return found;
  }
  for (std::size_t i = 0; i < terms.size(); ++i) {
    const std::uint32_t term = find(terms.hashes[i]);
    if (term != kNone) take(found, term, terms, i);
  }
  return found;
}

void Scorer::take(std::vector<Found>& found, std::uint32_t term, const ForwardTerms& terms,
                  std::size_t at) const {
  if (says_it_itself(terms_[term], terms)) return;
  const auto same = terms_[term].source->terms.size() == 1
                        ? found.end()
                        : std::find_if(found.begin(), found.end(),
                                       [&](const Found& other) { return other.term == term; });
  if (same == found.end()) {
    found.push_back({term, terms.counts[at], terms.sections[at]});
  } else {  // another word that begins like the same prefix
    same->count += terms.counts[at];
    same->sections |= terms.sections[at];
  }
}

/// The document has the question's own words for a concept: these count already.
bool Scorer::says_it_itself(const Term& term, const ForwardTerms& terms) const {
  return !term.said.empty() &&
         std::all_of(term.said.begin(), term.said.end(),
                     [&](std::uint32_t word) { return sections_of(terms, word) != 0; });
}

DocumentScore Scorer::score_terms(DocId doc, const ForwardIndex& forward) const {
  DocumentScore scored;
  scored.doc = doc;
  const std::uint32_t length = forward.lengths()[doc];
  for (const Found& found : find_terms(forward.terms(doc))) {
    const Term& term = terms_[found.term];
    scored.words += term.source->weight * term.dlh.score(found.count, length);
    feature(scored.features, Feature::kTitleFound) += kTitleFoundWeight * term.title_weight;
  }
  return scored;
}

double Scorer::recency(const DocumentFacts& facts) const {
  if (!asked_at_ || facts.started_at == kNoTime) return 0;
  const double half_life = static_cast<double>(std::chrono::seconds(kRecencyHalfLife).count());
  const double age = std::max(static_cast<double>(*asked_at_ - facts.started_at), 0.0);
  return kMostRecency / (1 + age / half_life);
}

std::vector<DocumentScore> Scorer::score(std::span<const DocId> candidates, std::size_t most,
                                         const ForwardIndex& forward) const {
  std::vector<DocumentScore> scores;
  scores.reserve(candidates.size());
  for (const DocId doc : candidates) scores.push_back(score_terms(doc, forward));
  if (scores.size() > most) {
    std::nth_element(scores.begin(), scores.begin() + static_cast<std::ptrdiff_t>(most),
                     scores.end(), [](const DocumentScore& a, const DocumentScore& b) {
                       return a.words != b.words ? a.words > b.words : a.doc < b.doc;
                     });
    scores.resize(most);
  }
  std::sort(scores.begin(), scores.end(),
            [](const DocumentScore& a, const DocumentScore& b) { return a.doc < b.doc; });
  add_features(scores, forward);
  return scores;
}

void Scorer::add_features(std::vector<DocumentScore>& scores, const ForwardIndex& forward) const {
  std::vector<std::string_view> titles;
  double most_words = 0;
  for (const DocumentScore& score : scores) {
    most_words = std::max(most_words, score.words);
    if (!title_shape_.empty()) titles.push_back(forward.title_shape(score.doc));
  }
  const std::vector<double> likeness = title_likeness(title_shape_, titles);
  for (std::size_t i = 0; i < scores.size(); ++i) {
    auto& features = scores[i].features;
    if (most_words > 0) {
      feature(features, Feature::kWords) = kWordsWeight * scores[i].words / most_words;
    }
    if (!likeness.empty()) {
      feature(features, Feature::kTitleShape) = kTitleShapeWeight * likeness[i];
    }
    for (const double value : features) scores[i].likeness += value;
    feature(features, Feature::kRecency) = recency(forward.facts(scores[i].doc));
    scores[i].score = scores[i].likeness + feature(features, Feature::kRecency);
  }
}

Hit Scorer::explain(const DocumentScore& scored, const ForwardIndex& forward) const {
  Hit hit{.doc = scored.doc,
          .score = scored.score,
          .features = scored.features,
          .parts = {},
          .standing = {}};
  const std::uint32_t length = forward.lengths()[scored.doc];
  const ForwardTerms terms = forward.terms(scored.doc);
  const double share =
      scored.words > 0 ? hit.features[static_cast<std::size_t>(Feature::kWords)] / scored.words : 0;
  std::map<std::size_t, PartMatch> parts;
  for (const Found& found : find_terms(terms)) {
    const Term& term = terms_[found.term];
    PartMatch& match = parts[term.source->part];
    match.part = term.source->part;
    match.contribution += share * term.source->weight * term.dlh.score(found.count, length);
    match.sections |= found.sections;
  }
  // What counts as another part is there all the same.
  for (const auto& [hash, number] : repeated_) {
    const SectionSet sections = sections_of(terms, hash);
    if (sections == 0) continue;
    const std::size_t part = terms_[number].source->part;
    parts[part].part = part;
    parts[part].sections |= sections;
  }
  for (const auto& [part, match] : parts) hit.parts.push_back(match);
  return hit;
}

}  // namespace dejavu
