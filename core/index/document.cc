// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/document.h"

#include <algorithm>
#include <unordered_map>

#include "core/base/text.h"
#include "core/index/schema.h"

namespace dejavu {
namespace {

/// Between two texts of a document, so that no phrase spans them.
constexpr std::uint32_t kPositionGap = 100;

/// Phrases are looked for in prose; a dump of more words than this is not prose.
constexpr std::uint32_t kMaxPosition = 50'000;

class Builder {
 public:
  explicit Builder(Tokenizer& tokenizer) : tokenizer_(tokenizer) {}

  /// Words of a text, each counted `weight` times, with positions where it is prose.
  void add_text(std::string_view text, std::uint32_t weight = 1) {
    const std::vector<Token> lines = tokenizer_.line_signatures(text);
    for (const Token& line : lines) add(line.term, 1);
    auto line = lines.begin();
    const Tokens tokens = tokenizer_.tokenize(text);
    for (const Token& token : tokens.tokens) {
      while (line != lines.end() && line->end <= token.begin) ++line;
      const bool in_log = line != lines.end() && line->begin <= token.begin;
      DocumentTerm& term = add(token.term, weight);
      const std::uint32_t position = position_ + token.position;
      if (!in_log && position < kMaxPosition) term.positions.push_back(position);
    }
    if (!tokens.tokens.empty()) position_ += tokens.tokens.back().position + kPositionGap;
  }

  /// Words that only a `field:` in the question looks for.
  void add_field_text(std::string_view prefix, std::string_view text) {
    for (const Token& token : tokenizer_.tokenize(text).tokens) {
      add(exact_term(prefix, token.term), 0);
    }
  }

  DocumentTerm& add(const std::string& text, std::uint32_t count) {
    DocumentTerm& term = terms_[text];
    term.count += count;
    return term;
  }

  std::vector<DocumentTerm> take() {
    std::vector<DocumentTerm> terms;
    terms.reserve(terms_.size());
    for (auto& [text, term] : terms_) {
      term.term = text;
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
  Tokenizer& tokenizer_;
  std::unordered_map<std::string, DocumentTerm> terms_;
  std::uint32_t position_ = 1;
};

bool has_section(const Postmortem& postmortem, SectionKind kind) {
  return std::any_of(postmortem.sections.begin(), postmortem.sections.end(),
                     [&](const Section& section) { return section.kind == kind; });
}

void add_all(Builder& builder, const std::vector<std::string>& texts) {
  for (const std::string& text : texts) builder.add_text(text);
}

/// Facts of the front matter that somebody may type into the box without naming the field.
void add_facts(Builder& builder, const Postmortem& p) {
  builder.add_text(p.id);
  for (const auto* list : {&p.services, &p.teams, &p.tags, &p.signatures, &p.fixed_in}) {
    add_all(builder, *list);
  }
  for (const std::string* text : {&p.company, &p.trigger, &p.severity_text}) {
    builder.add_text(*text);
  }
  for (const ContributingFactor& factor : p.contributing_factors) builder.add_text(factor.text);
  // Action items of the body stand in their section's text already.
  if (!has_section(p, SectionKind::kActionItems)) {
    for (const ActionItem& item : p.action_items) builder.add_text(item.text);
  }
  for (const auto& [key, value] : p.extra) builder.add_text(value);
}

std::vector<std::pair<std::uint32_t, std::string>> make_values(const Postmortem& p,
                                                               std::string_view wanted_id,
                                                               std::string_view content_hash) {
  std::vector<std::pair<std::uint32_t, std::string>> values = {
      {kPathSlot, p.path},
      {kContentHashSlot, std::string(content_hash)},
      {kWantedIdSlot, std::string(wanted_id)},
      {kIdSlot, p.id}};
  for (const Field& field : kFields) {
    if (field.slot == kNoSlot) continue;
    std::string bytes;
    if (field.kind == FieldKind::kMoment) {
      if (p.started_at) bytes = sortable(p.started_at->at);
    } else {
      for (const std::string& value : field.values(p)) {
        if (!bytes.empty()) bytes += kFacetSeparator;
        bytes += value;
      }
    }
    if (!bytes.empty()) values.emplace_back(field.slot, std::move(bytes));
  }
  return values;
}

}  // namespace

IndexDocument make_document(const Postmortem& p, std::string_view wanted_id,
                            std::string_view content_hash, Tokenizer& tokenizer) {
  Builder builder(tokenizer);
  builder.add_text(p.title, kTitleWeight);
  add_facts(builder, p);
  for (const Section& section : p.sections) {
    builder.add_text(section.heading);
    builder.add_text(section.text);
  }
  for (const Field& field : kFields) {
    if (field.kind == FieldKind::kMoment) continue;
    for (const std::string& value : field.values(p)) {
      if (field.kind == FieldKind::kText) {
        builder.add_field_text(field.prefix, value);
      } else {
        builder.add(facet_term(field.prefix, value), 0);
      }
    }
  }
  IndexDocument document;
  document.unique_term = exact_term(kIdPrefix, p.id);
  builder.add(document.unique_term, 0);
  builder.add(exact_term(kPathPrefix, p.path), 0);
  builder.add(exact_term(kWantedIdPrefix, wanted_id), 0);
  document.terms = builder.take();
  document.values = make_values(p, wanted_id, content_hash);
  return document;
}

}  // namespace dejavu
