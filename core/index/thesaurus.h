// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/settings.h"
#include "core/base/synonyms.h"
#include "core/index/lexicon.h"
#include "core/index/prepared_thesaurus.h"
#include "core/index/tokens.h"

namespace dejavu {

struct TermToken;

/// The groups that come with dejavu: core/index/thesaurus.txt, which says how it is written.
std::vector<SynonymGroup> bundled_groups();

/// Finds phrases of the groups in token sequences. Immutable: one object serves all threads.
class Thesaurus {
 public:
  /// The names of `own` differ from each other; a group that has the name of a bundled one adds to
  /// it. A phrase that stands in two groups means both; one without any term (small words only)
  /// finds nothing. What `bundled` refers to must outlive this.
  explicit Thesaurus(std::vector<SynonymGroup> own, const PreparedThesaurus& bundled = {});

  // Refers to its own parts.
  Thesaurus(const Thesaurus&) = delete;
  Thesaurus& operator=(const Thesaurus&) = delete;

  /// A kConcept token for each place where a phrase of a group stands: its term is kConceptPrefix +
  /// the group's name, its range that of the phrase. Words must follow one another in `tokens`
  /// (stop words between them do not matter); where a phrase begins the longest one of each group,
  /// and those of one group do not overlap. By begin, then by term. Any tokens are accepted.
  std::vector<Token> concepts(const std::vector<Token>& tokens) const;

  /// The same. The terms remember what it says of them: they must have met no other thesaurus.
  std::vector<Token> concepts(std::span<const TermToken> tokens) const;

  /// For explanations: the phrases of the group that a concept term stands for, bundled ones
  /// first; empty for none. They live as long as this.
  std::vector<std::string_view> phrases(std::string_view concept_term) const;

  /// Whether a phrase of any group has the term of a word or an identifier. Looks at all of them.
  bool has_term(std::string_view term) const;

  /// The concept terms of all groups, sorted.
  const std::vector<std::string>& terms() const { return terms_; }

  /// Changes when any phrase or name does, not with their order: an index made with another one
  /// must be rebuilt. 16 hex digits.
  const std::string& fingerprint() const { return fingerprint_; }

 private:
  /// A phrase as terms with a blank between.
  struct Pattern {
    std::string_view terms;
    std::uint32_t group = 0;
  };
  /// The phrases of a group: those of the bundled one, and one's own.
  struct Phrases {
    const PreparedGroup* bundled = nullptr;
    const SynonymGroup* own = nullptr;
  };
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};

  std::vector<std::string_view> bundled_phrases(const Phrases& group) const;
  /// Own ones that are not among the bundled ones.
  std::vector<std::string_view> new_phrases(const Phrases& group) const;
  void name_groups();
  void add_bundled();
  void add_own();
  void add_forms(std::vector<std::string> forms, std::uint32_t group);
  bool begins_with(std::size_t pattern, std::string_view term) const;
  std::uint32_t first_phrase(std::string_view term) const;
  std::uint32_t first_phrase(const Token& token) const { return first_phrase(token.term); }
  std::uint32_t first_phrase(const TermToken& token) const;

  template <typename SomeToken>
  std::vector<Token> concepts_among(std::span<const SomeToken> tokens) const;

  const PreparedThesaurus bundled_;
  const std::vector<SynonymGroup> own_;  // by name
  std::vector<std::string> terms_;       // of all groups, sorted
  std::vector<Phrases> phrases_;         // of the groups, in the same order
  std::deque<std::string> own_forms_;    // which stay where they are
  std::vector<Pattern> patterns_;  // by terms: those that begin with the same one are neighbours
  std::string fingerprint_;
};

/// Of a phrase in a group; that of a thesaurus is the sum of them.
std::uint64_t phrase_fingerprint(std::string_view group, std::string_view phrase);

/// What a corpus's settings ask for: the bundled groups, unless switched off, and its own.
std::shared_ptr<const Thesaurus> thesaurus_of(const Settings& settings);

/// The terms of a phrase, with a blank between, in each form that text may have: identifiers whole,
/// and in their parts where these say the same. Empty when no term remains.
std::vector<std::string> phrase_forms(std::string_view phrase, Tokenizer& tokenizer);

}  // namespace dejavu
