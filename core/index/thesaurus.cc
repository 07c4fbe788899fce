// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/thesaurus.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <optional>
#include <span>
#include <tuple>
#include <utility>

#include "core/index/schema.h"
#include "core/index/term_tokens.h"

namespace dejavu {
namespace {

/// What may stand between two words of a phrase: a few stop words and marks ("that have been"), not
/// the end of one paragraph and the start of the next.
constexpr std::uint32_t kMaxGapBytes = 20;

std::string_view term_of(const Token& token) { return token.term; }
std::string_view term_of(const TermToken& token) { return token.term->text; }

/// Follows a phrase through tokens. Where an identifier stands, it may go on with the whole or with
/// its first part: both are there, one after the other.
template <typename SomeToken>
class PhraseMatch {
 public:
  explicit PhraseMatch(std::span<const SomeToken> tokens) : tokens_(tokens) {}

  /// Where the terms, the first of which is token `at`, end in the text.
  std::optional<std::uint32_t> end_of(std::string_view terms, std::size_t at) const {
    const SomeToken& token = tokens_[at];
    const std::string_view term = term_of(token);
    if (!terms.starts_with(term)) return std::nullopt;
    terms.remove_prefix(term.size());
    if (terms.empty()) return token.end;
    if (terms.front() != ' ') return std::nullopt;
    terms.remove_prefix(1);
    const std::size_t next = after(at);
    if (next == tokens_.size() || tokens_[next].begin - token.end > kMaxGapBytes) {
      return std::nullopt;
    }
    if (const auto end = end_of(terms, next)) return end;
    return has_parts(next) ? end_of(terms, next + 1) : std::nullopt;
  }

 private:
  /// The next token that begins where this one has ended.
  std::size_t after(std::size_t at) const {
    const std::uint32_t end = tokens_[at].end;
    std::size_t next = at + 1;
    while (next < tokens_.size() && tokens_[next].begin < end) ++next;
    return next;
  }

  bool has_parts(std::size_t at) const {
    return tokens_[at].kind == TokenKind::kIdentifier && at + 1 < tokens_.size() &&
           tokens_[at + 1].begin < tokens_[at].end;
  }

  std::span<const SomeToken> tokens_;
};

/// The concepts of one text; of each group the last place is remembered.
class Places {
 public:
  explicit Places(std::span<const std::string> terms) : terms_(terms) {}

  template <typename SomeToken>
  void add(std::uint32_t group, const SomeToken& first, std::uint32_t end) {
    last_.resize(terms_.size(), 0);
    if (last_[group] > 0) {
      Token& last = found_[last_[group] - 1];
      if (first.begin == last.begin) last.end = std::max(last.end, end);
      if (first.begin < last.end) return;
    }
    found_.push_back(Token{TokenKind::kConcept, terms_[group], first.begin, end, first.position});
    last_[group] = found_.size();
  }

  std::vector<Token> take() {
    const auto place = [](const Token& token) { return std::tie(token.begin, token.term); };
    std::ranges::stable_sort(found_, {}, place);
    return std::move(found_);
  }

 private:
  std::span<const std::string> terms_;
  std::vector<std::size_t> last_;  // 1 + place in found_; 0: none
  std::vector<Token> found_;
};

std::vector<SynonymGroup> sorted_by_name(std::vector<SynonymGroup> groups) {
  std::ranges::sort(groups, {}, &SynonymGroup::name);
  return groups;
}

std::string concept_term_of(std::string_view group) {
  return std::string(kConceptPrefix).append(group);
}

}  // namespace

std::uint64_t phrase_fingerprint(std::string_view group, std::string_view phrase) {
  return XXH3_64bits_withSeed(phrase.data(), phrase.size(),
                              XXH3_64bits(group.data(), group.size()));
}

Thesaurus::Thesaurus(std::vector<SynonymGroup> own, const PreparedThesaurus& bundled)
    : bundled_(bundled), own_(sorted_by_name(std::move(own))) {
  name_groups();
  add_bundled();
  add_own();
}

std::vector<std::string_view> Thesaurus::bundled_phrases(const Phrases& group) const {
  std::vector<std::string_view> phrases;
  if (group.bundled == nullptr) return phrases;
  for (const PreparedText phrase :
       bundled_.phrases.subspan(group.bundled->first_phrase, group.bundled->phrase_count)) {
    phrases.push_back(bundled_.at(phrase));
  }
  return phrases;
}

std::vector<std::string_view> Thesaurus::new_phrases(const Phrases& group) const {
  std::vector<std::string_view> phrases;
  if (group.own == nullptr) return phrases;
  const std::vector<std::string_view> bundled = bundled_phrases(group);
  for (const std::string& phrase : group.own->phrases) {
    const bool is_bundled = std::ranges::find(bundled, phrase) != bundled.end();
    if (!is_bundled) phrases.push_back(phrase);
  }
  return phrases;
}

/// Both are sorted, so this is a merge.
void Thesaurus::name_groups() {
  auto next_own = own_.begin();
  for (const PreparedGroup& group : bundled_.groups) {
    const std::string_view name = bundled_.at(group.name);
    for (; next_own != own_.end() && next_own->name < name; ++next_own) {
      phrases_.push_back({.bundled = nullptr, .own = &*next_own});
    }
    phrases_.push_back({.bundled = &group, .own = nullptr});
    if (next_own != own_.end() && next_own->name == name) phrases_.back().own = &*next_own++;
  }
  for (; next_own != own_.end(); ++next_own) {
    phrases_.push_back({.bundled = nullptr, .own = &*next_own});
  }
  terms_.reserve(phrases_.size());
  for (const Phrases& group : phrases_) {
    terms_.push_back(
        concept_term_of(group.bundled ? bundled_.at(group.bundled->name) : group.own->name));
  }
}

void Thesaurus::add_bundled() {
  std::vector<std::uint32_t> number_of;  // among all groups, of a bundled one
  for (std::uint32_t group = 0; group < phrases_.size(); ++group) {
    if (phrases_[group].bundled != nullptr) number_of.push_back(group);
  }
  patterns_.reserve(bundled_.forms.size());
  for (const PreparedForm& form : bundled_.forms) {
    patterns_.push_back({bundled_.at(form.terms), number_of[form.group]});
  }
}

void Thesaurus::add_own() {
  Tokenizer tokenizer;
  std::uint64_t sum = bundled_.fingerprint;
  for (std::uint32_t group = 0; group < phrases_.size(); ++group) {
    for (const std::string_view phrase : new_phrases(phrases_[group])) {
      sum += phrase_fingerprint(phrases_[group].own->name, phrase);
      add_forms(phrase_forms(phrase, tokenizer), group);
    }
  }
  const auto own = patterns_.begin() + static_cast<std::ptrdiff_t>(bundled_.forms.size());
  std::ranges::sort(own, patterns_.end(), {}, &Pattern::terms);
  std::ranges::inplace_merge(patterns_, own, {}, &Pattern::terms);
  fingerprint_ = fmt::format("{:016x}", sum);
}

void Thesaurus::add_forms(std::vector<std::string> forms, std::uint32_t group) {
  for (std::string& form : forms) {
    own_forms_.push_back(std::move(form));
    patterns_.push_back({own_forms_.back(), group});
  }
}

bool Thesaurus::begins_with(std::size_t pattern, std::string_view term) const {
  if (pattern >= patterns_.size()) return false;
  const std::string_view terms = patterns_[pattern].terms;
  return terms.starts_with(term) && (terms.size() == term.size() || terms[term.size()] == ' ');
}

/// No term has a byte below a blank, so all that begin with it stand where it would.
std::uint32_t Thesaurus::first_phrase(std::string_view term) const {
  const auto found = std::ranges::lower_bound(patterns_, term, {}, &Pattern::terms);
  const auto first = static_cast<std::uint32_t>(found - patterns_.begin());
  return begins_with(first, term) ? first : kNone;
}

std::uint32_t Thesaurus::first_phrase(const TermToken& token) const {
  KnownText& term = *token.term;
  if (term.phrases == KnownText::kNotAsked) term.phrases = first_phrase(term.text);
  return term.phrases;
}

template <typename SomeToken>
std::vector<Token> Thesaurus::concepts_among(std::span<const SomeToken> tokens) const {
  const PhraseMatch<SomeToken> match(tokens);
  Places places(terms_);
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    for (std::uint32_t i = first_phrase(tokens[at]); begins_with(i, term_of(tokens[at])); ++i) {
      const auto end = match.end_of(patterns_[i].terms, at);
      if (end) places.add(patterns_[i].group, tokens[at], *end);
    }
  }
  return places.take();
}

std::vector<Token> Thesaurus::concepts(const std::vector<Token>& tokens) const {
  return concepts_among(std::span(tokens));
}

std::vector<Token> Thesaurus::concepts(std::span<const TermToken> tokens) const {
  return concepts_among(tokens);
}

std::vector<std::string_view> Thesaurus::phrases(std::string_view concept_term) const {
  const auto found = std::ranges::lower_bound(terms_, concept_term);
  if (found == terms_.end() || *found != concept_term) return {};
  const Phrases& group = phrases_[static_cast<std::size_t>(found - terms_.begin())];
  std::vector<std::string_view> phrases = bundled_phrases(group);
  const std::vector<std::string_view> own = new_phrases(group);
  phrases.insert(phrases.end(), own.begin(), own.end());
  return phrases;
}

bool Thesaurus::has_term(std::string_view term) const {
  return std::ranges::any_of(patterns_, [&](const Pattern& pattern) {
    const std::string_view terms = pattern.terms;
    for (std::size_t at = 0; at < terms.size();) {
      const std::size_t end = std::min(terms.find(' ', at), terms.size());
      if (terms.substr(at, end - at) == term) return true;
      at = end + 1;
    }
    return false;
  });
}

std::shared_ptr<const Thesaurus> thesaurus_of(const Settings& settings) {
  return std::make_shared<const Thesaurus>(
      settings.synonyms, settings.thesaurus ? prepared_thesaurus() : PreparedThesaurus{});
}

}  // namespace dejavu
