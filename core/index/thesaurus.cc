// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/thesaurus.h"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <optional>
#include <span>
#include <tuple>
#include <utility>

#include "core/index/prepared_phrases.h"
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

/// The forms of a group's phrases; those that were prepared need no tokenizing.
class Forms {
 public:
  explicit Forms(std::string_view group) : group_(group), rows_(prepared_phrases()) {
    const auto first = std::ranges::lower_bound(rows_, group, {}, &PreparedPhrase::group);
    rows_ = rows_.subspan(static_cast<std::size_t>(first - rows_.begin()));
  }

  /// To be asked in the order of the group's phrases.
  std::vector<std::string> next(const std::string& phrase, Tokenizer& tokenizer) {
    const bool is_prepared =
        !rows_.empty() && rows_[0].group == group_ && rows_[0].phrase == phrase;
    if (!is_prepared) return phrase_forms(phrase, tokenizer);
    const PreparedPhrase& row = rows_[0];
    rows_ = rows_.subspan(1);
    std::vector<std::string> forms{std::string(row.whole)};
    if (!row.in_parts.empty()) forms.emplace_back(row.in_parts);
    return forms;
  }

 private:
  std::string_view group_;
  std::span<const PreparedPhrase> rows_;
};

std::uint64_t sum_of(const SynonymGroup& group) {
  const std::uint64_t name = XXH3_64bits(group.name.data(), group.name.size());
  std::uint64_t sum = 0;
  for (const std::string& phrase : group.phrases) {
    sum += XXH3_64bits_withSeed(phrase.data(), phrase.size(), name);
  }
  return sum;
}

}  // namespace

std::vector<SynonymGroup> joined(std::vector<SynonymGroup> groups, std::vector<SynonymGroup> own) {
  for (SynonymGroup& more : own) {
    const auto same = std::ranges::find(groups, more.name, &SynonymGroup::name);
    if (same == groups.end()) {
      groups.push_back(std::move(more));
      continue;
    }
    for (std::string& phrase : more.phrases) {
      if (std::ranges::find(same->phrases, phrase) != same->phrases.end()) continue;
      same->phrases.push_back(std::move(phrase));
    }
  }
  return groups;
}

Thesaurus::Thesaurus(std::vector<SynonymGroup> groups) : groups_(std::move(groups)) {
  std::ranges::sort(groups_, {}, &SynonymGroup::name);
  Tokenizer tokenizer;
  std::uint64_t sum = 0;
  for (std::uint32_t group = 0; group < groups_.size(); ++group) {
    terms_.push_back(std::string(kConceptPrefix) + groups_[group].name);
    sum += sum_of(groups_[group]);
    Forms forms(groups_[group].name);
    for (const std::string& phrase : groups_[group].phrases) {
      for (std::string& form : forms.next(phrase, tokenizer)) add(std::move(form), group);
    }
  }
  fingerprint_ = fmt::format("{:016x}", sum);
}

void Thesaurus::add(std::string terms, std::uint32_t group) {
  const auto number = static_cast<std::uint32_t>(patterns_.size());
  const auto [list, is_new] = by_first_term_.try_emplace(terms.substr(0, terms.find(' ')), number);
  const std::uint32_t next = is_new ? kNone : std::exchange(list->second, number);
  patterns_.push_back(Pattern{std::move(terms), group, next});
}

std::uint32_t Thesaurus::first_phrase(std::string_view term) const {
  const auto list = by_first_term_.find(term);
  return list == by_first_term_.end() ? kNone : list->second;
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
    for (std::uint32_t i = first_phrase(tokens[at]); i != kNone; i = patterns_[i].next) {
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

const std::vector<std::string>& Thesaurus::phrases(std::string_view concept_term) const {
  static const std::vector<std::string> kNoPhrases;
  const auto found = std::ranges::lower_bound(terms_, concept_term);
  if (found == terms_.end() || *found != concept_term) return kNoPhrases;
  return groups_[static_cast<std::size_t>(found - terms_.begin())].phrases;
}

std::shared_ptr<const Thesaurus> thesaurus_of(const Settings& settings) {
  std::vector<SynonymGroup> bundled;
  if (settings.thesaurus) bundled = bundled_groups();
  return std::make_shared<const Thesaurus>(joined(std::move(bundled), settings.synonyms));
}

}  // namespace dejavu
