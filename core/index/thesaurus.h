// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/base/settings.h"
#include "core/base/synonyms.h"
#include "core/index/lexicon.h"
#include "core/index/tokens.h"

namespace dejavu {

struct TermToken;

/// The groups that come with dejavu: core/index/thesaurus.txt, which says how it is written.
std::vector<SynonymGroup> bundled_groups();

/// `own` groups join those of the same name, others are added. A phrase that stands in two groups
/// means both.
std::vector<SynonymGroup> joined(std::vector<SynonymGroup> groups, std::vector<SynonymGroup> own);

/// Finds phrases of the groups in token sequences. Immutable: one object serves all threads.
class Thesaurus {
 public:
  /// The names differ. A phrase without any term (small words only) finds nothing.
  explicit Thesaurus(std::vector<SynonymGroup> groups);

  /// A kConcept token for each place where a phrase of a group stands: its term is kConceptPrefix +
  /// the group's name, its range that of the phrase. Words must follow one another in `tokens`
  /// (stop words between them do not matter); where a phrase begins the longest one of each group,
  /// and those of one group do not overlap. By begin, then by term. Any tokens are accepted.
  std::vector<Token> concepts(const std::vector<Token>& tokens) const;

  /// The same. The terms remember what it says of them: they must have met no other thesaurus.
  std::vector<Token> concepts(std::span<const TermToken> tokens) const;

  /// For explanations: the phrases of the group that a concept term stands for; empty for none.
  const std::vector<std::string>& phrases(std::string_view concept_term) const;

  /// The concept terms of all groups, sorted.
  const std::vector<std::string>& terms() const { return terms_; }

  /// Changes when any phrase or name does, not with their order: an index made with another one
  /// must be rebuilt. 16 hex digits.
  const std::string& fingerprint() const { return fingerprint_; }

 private:
  /// A phrase as terms with a blank between; in a list of those that begin with the same term.
  struct Pattern {
    std::string terms;
    std::uint32_t group = 0;
    std::uint32_t next = kNone;
  };
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};

  void add(std::string terms, std::uint32_t group);
  std::uint32_t first_phrase(std::string_view term) const;
  std::uint32_t first_phrase(const Token& token) const { return first_phrase(token.term); }
  std::uint32_t first_phrase(const TermToken& token) const;

  template <typename SomeToken>
  std::vector<Token> concepts_among(std::span<const SomeToken> tokens) const;

  std::vector<SynonymGroup> groups_;  // by name
  std::vector<std::string> terms_;    // of the groups, in the same order
  std::vector<Pattern> patterns_;
  std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>>
      by_first_term_;  // first of the list
  std::string fingerprint_;
};

/// What a corpus's settings ask for: the bundled groups, unless switched off, and its own.
std::shared_ptr<const Thesaurus> thesaurus_of(const Settings& settings);

/// The terms of a phrase, with a blank between, in each form that text may have: identifiers whole,
/// and in their parts where these say the same. Empty when no term remains.
std::vector<std::string> phrase_forms(std::string_view phrase, Tokenizer& tokenizer);

}  // namespace dejavu
