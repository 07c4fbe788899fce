// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/document.h"
#include "core/index/line_signature.h"

#include <algorithm>
#include <limits>
#include <unordered_map>
#include <unordered_set>

#include "core/base/text.h"
#include "core/index/schema.h"
#include "core/index/title_shape.h"

namespace dejavu {
namespace {

/// Between two texts of a document, so that no phrase spans them.
constexpr std::uint32_t kPositionGap = 100;

/// Phrases are looked for in prose; a dump of more words than this is not prose.
constexpr std::uint32_t kMaxPosition = 50'000;

/// What somebody may type and misspell: shorter words are abbreviations, longer ones are data.
constexpr std::size_t kMinWordLetters = 3;
constexpr std::size_t kMaxWordLetters = 32;

/// No prose has so many different words; encoded data in a file would fill the list of words.
constexpr std::size_t kMaxWords = 20'000;

/// Nobody writes so many tags by hand; DocumentFacts counts up to 65,535.
constexpr std::size_t kMaxFacetValues = 1'000;

constexpr std::uint32_t kMaxForwardCount = std::numeric_limits<std::uint8_t>::max();

bool is_made_of_letters(std::string_view folded) {
  return std::all_of(folded.begin(), folded.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
  });
}

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0U) != 0x80;
  }));
}

bool is_word(std::string_view folded) {
  const std::size_t letters = code_points(folded);
  return letters >= kMinWordLetters && letters <= kMaxWordLetters && is_made_of_letters(folded);
}

/// Terms by hash; those that share one are counted together.
std::vector<ForwardTerm> merged(std::vector<ForwardTerm> terms) {
  std::sort(terms.begin(), terms.end(),
            [](const ForwardTerm& a, const ForwardTerm& b) { return a.hash < b.hash; });
  std::vector<ForwardTerm> unique;
  unique.reserve(terms.size());
  for (const ForwardTerm& term : terms) {
    if (unique.empty() || unique.back().hash != term.hash) {
      unique.push_back(term);
      continue;
    }
    ForwardTerm& same = unique.back();
    const auto count = std::min(kMaxForwardCount, std::uint32_t{same.count} + term.count);
    same.count = static_cast<std::uint8_t>(count);
    same.sections |= term.sections;
  }
  return unique;
}

class Builder {
 public:
  explicit Builder(Tokenizer& tokenizer) : tokenizer_(tokenizer) {}

  /// Words of a text, each counted `weight` times, with positions where it is prose.
  void add_text(std::string_view text, SectionGroup group, std::uint32_t weight = 1) {
    const std::vector<Token> lines = tokenizer_.line_signatures(text);
    for (const Token& line : lines) add(line.term, 1, group);
    auto line = lines.begin();
    const Tokens tokens = tokenizer_.tokenize(text);
    for (const Token& token : tokens.tokens) {
      while (line != lines.end() && line->end <= token.begin) ++line;
      const bool in_log = line != lines.end() && line->begin <= token.begin;
      DocumentTerm& term = add(token.term, weight, group);
      const std::uint32_t position = position_ + token.position;
      if (!in_log && position < kMaxPosition) term.positions.push_back(position);
      note_word(token, text);
    }
    for (const Token& found : tokenizer_.concepts(tokens.tokens)) {
      add(found.term, weight, group);
      not_words_ += weight;
    }
    if (!tokens.tokens.empty()) position_ += tokens.tokens.back().position + kPositionGap;
  }

  /// An error text as its author gives it: its words, and the line as a whole.
  void add_signature(std::string_view text, SectionGroup group) {
    add_text(text, group);
    for (const Token& line : declared_signatures(text)) {
      if (terms_[line.term].term.count == 0) add(line.term, 1, group);
      add(signature_term(line.term), 1, group);
      ++not_words_;
    }
  }

  /// A term that only identifies.
  void add_id(const std::string& term) { terms_[term]; }

  ForwardDocument forward() const {
    ForwardDocument forward;
    for (const auto& [text, entry] : terms_) {
      if (entry.term.count == 0) continue;
      const auto count = static_cast<std::uint8_t>(std::min(kMaxForwardCount, entry.term.count));
      forward.terms.push_back({term_hash(text), count, entry.sections});
      forward.length += entry.term.count;
    }
    forward.length -= not_words_;
    forward.terms = merged(std::move(forward.terms));
    forward.words.assign(words_.begin(), words_.end());
    std::sort(forward.words.begin(), forward.words.end());
    return forward;
  }

  std::vector<DocumentTerm> take_terms() {
    std::vector<DocumentTerm> terms;
    terms.reserve(terms_.size());
    for (auto& [text, entry] : terms_) {
      DocumentTerm& term = entry.term;
      term.term = text;
      // Only the forward index counts what is no word: the engine's sum of all lengths must not
      // grow by it.
      if (text.starts_with(kConceptPrefix) || text.starts_with(kSignaturePrefix)) term.count = 0;
      std::sort(term.positions.begin(), term.positions.end());
      term.positions.erase(std::unique(term.positions.begin(), term.positions.end()),
                           term.positions.end());
      terms.push_back(std::move(term));
    }
    std::sort(terms.begin(), terms.end(),
              [](const DocumentTerm& a, const DocumentTerm& b) { return a.term < b.term; });
    return terms;
  }

 private:
  struct Entry {
    DocumentTerm term;
    SectionSet sections = 0;
  };

  DocumentTerm& add(const std::string& text, std::uint32_t count, SectionGroup group) {
    Entry& entry = terms_[text];
    entry.term.count += count;
    entry.sections |= set_of(group);
    return entry.term;
  }

  void note_word(const Token& token, std::string_view text) {
    if (token.kind != TokenKind::kWord && token.kind != TokenKind::kIdentifierPart) return;
    if (words_.size() >= kMaxWords) return;
    std::string folded = fold(text.substr(token.begin, token.end - token.begin));
    if (is_word(folded)) words_.insert(std::move(folded));
  }

  Tokenizer& tokenizer_;
  std::unordered_map<std::string, Entry> terms_;
  std::unordered_set<std::string> words_;
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

DocumentFacts facts_of(const Postmortem& p) {
  DocumentFacts facts;
  if (p.started_at) facts.started_at = p.started_at->at.time_since_epoch().count();
  facts.kind = static_cast<std::uint8_t>(p.kind);
  facts.blind_gap_s = seconds_or_none(blind_gap(p));
  facts.silence_gap_s = seconds_or_none(silence_gap(p));
  facts.duration_s = seconds_or_none(duration(p));
  return facts;
}

std::vector<std::pair<std::uint8_t, std::string>> facets_of(const Postmortem& p) {
  std::vector<std::pair<std::uint8_t, std::string>> facets;
  for (const Field& field : kFields) {
    if (field.facet.number == kNoFacet) continue;
    for (std::string& value : field.values(p)) {
      if (facets.size() >= kMaxFacetValues) return facets;
      const bool said = std::any_of(facets.begin(), facets.end(), [&](const auto& other) {
        return other.first == field.facet.number &&
               folded_value(other.second) == folded_value(value);
      });
      if (!value.empty() && !said) facets.emplace_back(field.facet.number, std::move(value));
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
  builder.add_id(document.unique_term);
  builder.add_id(exact_term(kPathPrefix, p.path));
  builder.add_id(exact_term(kWantedIdPrefix, wanted_id));
  document.forward = builder.forward();
  document.forward.title_shape = title_shape(p.title);
  document.forward.facts = facts_of(p);
  document.forward.facets = facets_of(p);
  document.terms = builder.take_terms();
  document.values = {{kPathSlot, p.path},
                     {kContentHashSlot, std::string(content_hash)},
                     {kWantedIdSlot, std::string(wanted_id)},
                     {kIdSlot, p.id}};
  return document;
}

}  // namespace dejavu
