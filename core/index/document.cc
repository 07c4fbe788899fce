// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/document.h"

#include <algorithm>
#include <initializer_list>
#include <limits>
#include <set>
#include <span>
#include <utility>

#include "core/index/line_signature.h"
#include "core/index/schema.h"
#include "core/index/term_tokens.h"
#include "core/index/thesaurus.h"
#include "core/index/title_shape.h"
#include "core/index/word_order.h"

namespace dejavu {
namespace {

/// Between two texts of a document, so that no phrase spans them.
constexpr std::uint32_t kPositionGap = 100;

/// Phrases are looked for in prose; a dump of more words than this is not prose.
constexpr std::uint32_t kMaxPosition = 50'000;

/// No prose has so many different words; encoded data in a file would fill the list of words.
constexpr std::size_t kMaxWords = 20'000;

/// Nobody writes so many tags by hand; DocumentFacts counts up to 65,535.
constexpr std::size_t kMaxFacetValues = 1'000;

constexpr std::uint32_t kMaxForwardCount = std::numeric_limits<std::uint8_t>::max();

/// Counts the terms of one document.
class Builder {
 public:
  explicit Builder(Tokenizer& tokenizer)
      : tokenizer_(tokenizer), document_(tokenizer.terms().begin_document()) {}

  /// Words of a text, each counted `weight` times, with positions where it is prose.
  void add_text(std::string_view text, SectionGroup group, std::uint32_t weight = 1) {
    if (text.empty()) return;
    const std::vector<Token> lines = tokenizer_.line_signatures(text);
    for (const Token& line : lines) add(tokenizer_.terms().term(line.term), 1, group);
    auto line = lines.begin();
    const std::vector<TermToken>& tokens = tokenizer_.terms().terms_of(text);
    for (const TermToken& token : tokens) {
      while (line != lines.end() && line->end <= token.begin) ++line;
      const bool in_log = line != lines.end() && line->begin <= token.begin;
      const std::uint32_t slot = add(*token.term, weight, group);
      const std::uint32_t position = position_ + token.position;
      if (!in_log && position < kMaxPosition) placed_.push_back({position, slot});
      note_word(token.word);
    }
    add_concepts(tokens, group, weight);
    if (!tokens.empty()) position_ += tokens.back().position + kPositionGap;
  }

  /// An error text as its author gives it: its words, and the line as a whole.
  void add_signature(std::string_view text, SectionGroup group) {
    add_text(text, group);
    TermTokenizer& terms = tokenizer_.terms();
    for (const Token& line : declared_signatures(text)) {
      KnownText& known = terms.term(line.term);
      if (known.document != document_) add(known, 1, group);
      add(terms.term(signature_term(line.term)), 1, group);
      ++not_words_;
    }
  }

  ForwardDocument forward() {
    ForwardDocument forward;
    forward.terms = merged_terms();
    for (const Entry& entry : entries_) forward.length += entry.count;
    forward.length -= not_words_;
    for (PlacedTerm& placed : placed_) placed.term = entries_[placed.term].place;
    EncodedOrder order = encode_order(placed_, static_cast<std::uint32_t>(forward.terms.size()));
    forward.order = std::move(order.bits);
    forward.facts.order_entries = order.entries;
    std::sort(words_.begin(), words_.end(),
              [](const KnownText* a, const KnownText* b) { return is_before(*a, *b); });
    forward.words.reserve(words_.size());
    for (const KnownText* word : words_) forward.words.push_back(word->text);
    return forward;
  }

  /// `ids` only identify.
  std::vector<DocumentTerm> terms(std::initializer_list<std::string> ids) {
    std::sort(entries_.begin(), entries_.end(),
              [](const Entry& a, const Entry& b) { return is_before(*a.term, *b.term); });
    std::vector<DocumentTerm> terms;
    terms.reserve(entries_.size() + ids.size());
    for (const Entry& entry : entries_) {
      // Only the forward index counts what is no word: the engine's sum of all lengths must not
      // grow by it.
      const std::string& text = entry.term->text;
      const bool is_no_word =
          text.starts_with(kConceptPrefix) || text.starts_with(kSignaturePrefix);
      terms.push_back({text, is_no_word ? 0 : entry.count});
    }
    for (const std::string& id : ids) {
      const auto place = std::lower_bound(
          terms.begin(), terms.end(), id,
          [](const DocumentTerm& term, const std::string& text) { return term.term < text; });
      if (place == terms.end() || place->term != id) terms.insert(place, {id, 0});
    }
    return terms;
  }

 private:
  struct Entry {
    const KnownText* term = nullptr;
    std::uint32_t count = 0;
    std::uint32_t place = 0;  // among the terms of the forward index
    SectionSet sections = 0;
  };

  /// The term's place in entries_.
  std::uint32_t add(KnownText& term, std::uint32_t count, SectionGroup group) {
    if (term.document != document_) {
      term.document = document_;
      term.slot = static_cast<std::uint32_t>(entries_.size());
      entries_.push_back({.term = &term});
    }
    Entry& entry = entries_[term.slot];
    entry.count += count;
    entry.sections |= set_of(group);
    return term.slot;
  }

  void add_concepts(const std::vector<TermToken>& tokens, SectionGroup group,
                    std::uint32_t weight) {
    if (tokenizer_.thesaurus() == nullptr) return;
    for (const Token& found : tokenizer_.thesaurus()->concepts(std::span(tokens))) {
      add(tokenizer_.terms().term(found.term), weight, group);
      not_words_ += weight;
    }
  }

  void note_word(KnownText* word) {
    if (word == nullptr || word->document == document_ || words_said_ >= kMaxWords) return;
    word->document = document_;
    ++words_said_;
    if (!std::exchange(word->told, true)) words_.push_back(word);
  }

  /// By hash; those that share one are counted together.
  std::vector<ForwardTerm> merged_terms() {
    std::vector<std::uint64_t> by_hash;  // and the place in entries_
    by_hash.reserve(entries_.size());
    for (std::uint64_t slot = 0; slot < entries_.size(); ++slot) {
      by_hash.push_back(std::uint64_t{entries_[slot].term->hash} << 32U | slot);
    }
    std::sort(by_hash.begin(), by_hash.end());
    std::vector<ForwardTerm> terms;
    terms.reserve(entries_.size());
    for (const std::uint64_t one : by_hash) {
      Entry& entry = entries_[one & 0xffffffffU];
      if (terms.empty() || terms.back().hash != entry.term->hash) {
        terms.push_back({.hash = entry.term->hash});
      }
      ForwardTerm& term = terms.back();
      const std::uint64_t count = std::uint64_t{term.count} + entry.count;
      term.count = static_cast<std::uint8_t>(std::min<std::uint64_t>(kMaxForwardCount, count));
      term.sections |= entry.sections;
      entry.place = static_cast<std::uint32_t>(terms.size() - 1);
    }
    return terms;
  }

  Tokenizer& tokenizer_;
  std::uint32_t document_;
  std::vector<Entry> entries_;
  std::vector<PlacedTerm> placed_;       // with places in entries_ until forward()
  std::vector<const KnownText*> words_;  // that the tokenizer has not given out before
  std::size_t words_said_ = 0;
  std::uint32_t not_words_ = 0;  // sum of the counts of concepts and declared signatures
  std::uint32_t position_ = 1;
};

SectionGroup group_of(const Section& section) {
  switch (section.kind) {
    case SectionKind::kOther:
      return section.level == 0 ? SectionGroup::kSummary : SectionGroup::kOther;
    case SectionKind::kSummary: return SectionGroup::kSummary;
    case SectionKind::kImpact:
    case SectionKind::kDetection:
    case SectionKind::kEscalation: return SectionGroup::kSymptoms;
    case SectionKind::kTrigger:
    case SectionKind::kContributingFactors: return SectionGroup::kCause;
    case SectionKind::kResolution:
    case SectionKind::kFirstCheck: return SectionGroup::kFix;
    case SectionKind::kTimeline: return SectionGroup::kTimeline;
    case SectionKind::kPrevention:
    case SectionKind::kActionItems:
    case SectionKind::kLessons:
    case SectionKind::kSurprise:
    case SectionKind::kWrongTurns: return SectionGroup::kLessons;
  }
  return SectionGroup::kOther;
}

bool has_section(const Postmortem& postmortem, SectionKind kind) {
  return std::any_of(postmortem.sections.begin(), postmortem.sections.end(),
                     [&](const Section& section) { return section.kind == kind; });
}

void add_all(Builder& builder, const std::vector<std::string>& texts, SectionGroup group) {
  for (const std::string& text : texts) builder.add_text(text, group);
}

/// Facts of the front matter that somebody may type into the box without naming the field.
void add_facts(Builder& builder, const Postmortem& p) {
  builder.add_text(p.id, SectionGroup::kOther);
  for (const std::string& text : p.signatures) {
    builder.add_signature(text, SectionGroup::kSymptoms);
  }
  for (const auto* list : {&p.services, &p.teams, &p.tags, &p.fixed_in}) {
    add_all(builder, *list, SectionGroup::kOther);
  }
  builder.add_text(p.company, SectionGroup::kOther);
  builder.add_text(p.severity_text, SectionGroup::kOther);
  builder.add_text(p.trigger, SectionGroup::kCause);
  for (const ContributingFactor& factor : p.contributing_factors) {
    builder.add_text(factor.text, SectionGroup::kCause);
  }
  // Action items of the body stand in their section's text already.
  if (!has_section(p, SectionKind::kActionItems)) {
    for (const ActionItem& item : p.action_items) {
      builder.add_text(item.text, SectionGroup::kLessons);
    }
  }
  for (const auto& [key, value] : p.extra) builder.add_text(value, SectionGroup::kOther);
}

/// Two clocks that differ by more than 68 years are a slip of the pen.
std::int32_t seconds_or_none(const std::optional<std::chrono::seconds>& duration) {
  if (!duration) return kNoDuration;
  constexpr std::int64_t kMost = std::numeric_limits<std::int32_t>::max();
  return static_cast<std::int32_t>(
      std::clamp<std::int64_t>(duration->count(), std::int64_t{kNoDuration}, kMost));
}

DocumentFacts facts_of(const Postmortem& p, std::uint32_t order_entries) {
  DocumentFacts facts;
  facts.order_entries = order_entries;
  if (p.started_at) facts.started_at = p.started_at->at.time_since_epoch().count();
  facts.kind = static_cast<std::uint8_t>(p.kind);
  facts.blind_gap_s = seconds_or_none(blind_gap(p));
  facts.silence_gap_s = seconds_or_none(silence_gap(p));
  facts.duration_s = seconds_or_none(duration(p));
  return facts;
}

std::vector<std::pair<std::uint8_t, std::string>> facets_of(const Postmortem& p) {
  std::vector<std::pair<std::uint8_t, std::string>> facets;
  std::set<std::pair<std::uint8_t, std::string>> said;  // folded
  for (const Field& field : kFields) {
    if (field.facet.number == kNoFacet) continue;
    for (std::string& value : field.values(p)) {
      if (facets.size() >= kMaxFacetValues) return facets;
      const bool is_new =
          !value.empty() && said.emplace(field.facet.number, folded_value(value)).second;
      if (is_new) facets.emplace_back(field.facet.number, std::move(value));
    }
  }
  return facets;
}

}  // namespace

IndexDocument make_document(const Postmortem& p, std::string_view wanted_id,
                            std::string_view content_hash, Tokenizer& tokenizer) {
  Builder builder(tokenizer);
  builder.add_text(p.title, SectionGroup::kTitle, kTitleWeight);
  add_facts(builder, p);
  for (const Section& section : p.sections) {
    const SectionGroup group = group_of(section);
    builder.add_text(section.heading, group);
    builder.add_text(section.text, group);
  }
  IndexDocument document;
  document.unique_term = exact_term(kIdPrefix, p.id);
  document.forward = builder.forward();
  document.forward.title_shape = title_shape(p.title);
  document.forward.facts = facts_of(p, document.forward.facts.order_entries);
  document.forward.facets = facets_of(p);
  document.terms = builder.terms({document.unique_term, exact_term(kPathPrefix, p.path),
                                  exact_term(kWantedIdPrefix, wanted_id)});
  document.values = {{kPathSlot, p.path},
                     {kContentHashSlot, std::string(content_hash)},
                     {kWantedIdSlot, std::string(wanted_id)},
                     {kIdSlot, p.id}};
  return document;
}

}  // namespace dejavu
