// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/term_tokens.h"

#include <xxhash.h>

#include <algorithm>
#include <utility>
#include <variant>

#include "core/base/text.h"
#include "core/index/token_scanner.h"

namespace dejavu {
namespace {

/// Enough for what recurs in a large corpus, at about 250 bytes each; the rest occurs once or
/// twice.
constexpr std::size_t kRememberedAtoms = 60'000;

/// Terms and words that are known besides: log lines, and the rare words of one document.
constexpr std::size_t kRememberedTexts = 120'000;

/// What somebody may type and misspell: shorter words are abbreviations, longer ones are data.
constexpr std::size_t kMinWordLetters = 3;
constexpr std::size_t kMaxWordLetters = 32;

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

/// Calls for what is ignored and for each atom, with the position that it stands at.
template <typename OnIgnored, typename OnAtom>
void walk(std::string_view text, const OnIgnored& on_ignored, const OnAtom& on_atom) {
  TokenScanner scanner(text);
  std::uint32_t position = 0;
  while (const auto item = scanner.next()) {
    if (const auto* ignored = std::get_if<IgnoredPart>(&*item)) {
      on_ignored(*ignored);
      ++position;
    } else {
      position += on_atom(std::get<Atom>(*item), position);
    }
  }
}

std::string_view text_of(const Atom& atom, std::string_view text) {
  return text.substr(atom.begin, atom.end - atom.begin);
}

}  // namespace

std::uint32_t TermTokenizer::begin_document() {
  const bool full =
      terms_.size() + words_.size() > kRememberedTexts || memos_.size() >= kRememberedAtoms;
  if (full) forget();
  return ++document_;
}

void TermTokenizer::forget() {
  memo_by_hash_.clear();
  memos_.clear();
  memo_text_.clear();
  memo_tokens_.clear();
  memo_ignored_.clear();
  kept_tokens_ = 0;
  kept_ignored_ = 0;
  terms_.clear();
  words_.clear();
}

const std::vector<TermToken>& TermTokenizer::terms_of(std::string_view text) {
  tokens_.clear();
  const auto on_atom = [&](const Atom& atom, std::uint32_t position) {
    Memo& memo = memo_of(atom.kind, text_of(atom, text));
    const bool again = std::exchange(memo.document, document_) == document_;
    for (std::uint32_t i = 0; i < memo.tokens; ++i) {
      const TermToken& token = memo_tokens_[memo.tokens_begin + i];
      tokens_.push_back({token.kind, atom.begin + token.begin, atom.begin + token.end,
                         position + token.position, token.term, again ? nullptr : token.word});
    }
    return memo.positions;
  };
  walk(
      text, [](const IgnoredPart&) {}, on_atom);
  return tokens_;
}

Tokens TermTokenizer::tokenize(std::string_view text) {
  begin_document();
  Tokens result;
  const auto on_ignored = [&](const IgnoredPart& part) { result.ignored.push_back(part); };
  const auto on_atom = [&](const Atom& atom, std::uint32_t position) {
    const Memo& memo = memo_of(atom.kind, text_of(atom, text));
    for (std::uint32_t i = 0; i < memo.tokens; ++i) {
      const TermToken& token = memo_tokens_[memo.tokens_begin + i];
      result.tokens.push_back(Token{token.kind, token.term->text, atom.begin + token.begin,
                                    atom.begin + token.end, position + token.position});
    }
    for (std::uint32_t i = 0; i < memo.ignored; ++i) {
      const IgnoredPart& part = memo_ignored_[memo.ignored_begin + i];
      result.ignored.push_back({part.reason, atom.begin + part.begin, atom.begin + part.end});
    }
    return memo.positions;
  };
  walk(text, on_ignored, on_atom);
  return result;
}

bool TermTokenizer::is_of(const Memo& memo, std::string_view text) const {
  if (memo.text_bytes != text.size()) return false;
  if (text.size() > Memo::kHeadBytes) {
    return std::string_view(memo_text_).substr(memo.text_begin, memo.text_bytes) == text;
  }
  return std::equal(text.begin(), text.end(), memo.head.begin());
}

TermTokenizer::Memo& TermTokenizer::memo_of(AtomKind kind, std::string_view text) {
  const auto hash = static_cast<std::uint32_t>(XXH3_64bits(text.data(), text.size()));
  const auto is_it = [&](std::uint32_t number) { return is_of(memos_[number], text); };
  if (const std::uint32_t* known = memo_by_hash_.find(hash, is_it)) return memos_[*known];
  memo_tokens_.resize(kept_tokens_);
  memo_ignored_.resize(kept_ignored_);
  Memo memo = made(kind, text);
  // A huge file of words that never recur must not fill the memory, nor must a huge word.
  if (memos_.size() >= kRememberedAtoms || text.size() > kMaxTermBytes) {
    unremembered_ = memo;
    return unremembered_;
  }
  memo.text_bytes = static_cast<std::uint32_t>(text.size());
  if (text.size() <= Memo::kHeadBytes) {
    std::copy(text.begin(), text.end(), memo.head.begin());
  } else {
    memo.text_begin = static_cast<std::uint32_t>(memo_text_.size());
    memo_text_.append(text);
  }
  kept_tokens_ = memo_tokens_.size();
  kept_ignored_ = memo_ignored_.size();
  memo_by_hash_.add(hash, static_cast<std::uint32_t>(memos_.size()));
  return memos_.emplace_back(memo);
}

TermTokenizer::Memo TermTokenizer::made(AtomKind kind, std::string_view text) {
  const AtomTokens found = atoms_.terms_of(kind, text);
  Memo memo;
  memo.tokens_begin = static_cast<std::uint32_t>(memo_tokens_.size());
  memo.tokens = static_cast<std::uint32_t>(found.tokens.size());
  memo.ignored_begin = static_cast<std::uint32_t>(memo_ignored_.size());
  memo.ignored = static_cast<std::uint32_t>(found.ignored.size());
  memo.positions = found.positions;
  memo_ignored_.insert(memo_ignored_.end(), found.ignored.begin(), found.ignored.end());
  for (const Token& token : found.tokens) {
    const std::string_view written = text.substr(token.begin, token.end - token.begin);
    memo_tokens_.push_back({token.kind, token.begin, token.end, token.position,
                            &terms_.at(token.term), word_of(token.kind, written)});
  }
  return memo;
}

KnownText* TermTokenizer::word_of(TokenKind kind, std::string_view text) {
  if (kind != TokenKind::kWord && kind != TokenKind::kIdentifierPart) return nullptr;
  const std::string folded = fold(text);
  return is_word(folded) ? &words_.at(folded) : nullptr;
}

}  // namespace dejavu
