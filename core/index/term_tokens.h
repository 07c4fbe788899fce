// SPDX-License-Identifier: GPL-2.0-or-later
// Private to core/index: what the tokenizer finds, with terms as pointers, and the memory that
// makes it fast: a word as it is written always gives the same terms.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/index/atom_terms.h"
#include "core/index/lexicon.h"
#include "core/index/tokens.h"

namespace dejavu {

/// A Token without strings.
struct TermToken {
  TokenKind kind = TokenKind::kWord;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t position = 0;
  KnownText* term = nullptr;
  /// Folded, as somebody may type and misspell it; nullptr for none, and where the document has
  /// said it in the same way before.
  KnownText* word = nullptr;
};

/// One object serves one thread.
class TermTokenizer {
 public:
  /// Forgets everything when it has become too much. Returns a number for KnownText::document that
  /// no text has yet.
  std::uint32_t begin_document();

  /// For a document. Valid until the next call; the terms are, until the next document begins.
  const std::vector<TermToken>& terms_of(std::string_view text);

  Tokens tokenize(std::string_view text);

  KnownText& term(std::string_view text) { return terms_.at(text); }
  std::string stem(std::string_view folded_word) { return atoms_.stem(folded_word); }

 private:
  /// What an atom gives when it stands at byte and position 0. Its text, tokens and ignored parts
  /// stand one after the other with those of all atoms.
  struct Memo {
    static constexpr std::size_t kHeadBytes = 16;  // most words; comparing them costs no other miss
    std::array<char, kHeadBytes> head{};
    std::uint32_t text_begin = 0;  // what is longer: all of it
    std::uint32_t text_bytes = 0;
    std::uint32_t tokens_begin = 0;
    std::uint32_t ignored_begin = 0;
    std::uint32_t tokens = 0;
    std::uint32_t ignored = 0;
    std::uint32_t positions = 0;
    std::uint32_t document = 0;  // that has it
  };

  bool is_of(const Memo& memo, std::string_view text) const;
  Memo& memo_of(AtomKind kind, std::string_view text);
  Memo made(AtomKind kind, std::string_view text);
  KnownText* word_of(TokenKind kind, std::string_view text);
  void forget();

  AtomTerms atoms_;
  Lexicon terms_;
  Lexicon words_;
  HashSlots memo_by_hash_;
  std::vector<Memo> memos_;
  std::string memo_text_;
  std::vector<TermToken> memo_tokens_;
  std::vector<IgnoredPart> memo_ignored_;
  std::size_t kept_tokens_ = 0;   // behind them those of unremembered_
  std::size_t kept_ignored_ = 0;  // likewise
  Memo unremembered_;             // of an atom that is too long or one too many
  std::vector<TermToken> tokens_;
  std::uint32_t document_ = 0;
};

}  // namespace dejavu
