// SPDX-License-Identifier: GPL-2.0-or-later
// Private to core/index: which terms a single word, identifier or number gives.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/index/token_scanner.h"
#include "core/index/tokens.h"

namespace dejavu {

/// Bytes and positions count from the atom's beginning.
struct AtomTokens {
  std::vector<Token> tokens;
  std::vector<IgnoredPart> ignored;
  std::uint32_t positions = 0;  // how many it takes
};

/// One object serves one thread.
class AtomTerms {
 public:
  AtomTerms();
  ~AtomTerms();

  AtomTokens terms_of(AtomKind kind, std::string_view text);
  std::string stem(std::string_view folded_word);

 private:
  void add(AtomKind kind, std::string_view text, std::uint32_t begin);
  void add_word(TokenKind kind, std::string_view text, std::uint32_t begin);
  void add_identifier(std::string_view text, std::uint32_t begin);
  void add_part_number(std::string_view part, std::uint32_t begin);
  void add_contraction(std::string_view text, std::uint32_t begin, std::size_t apostrophe);
  void push(TokenKind kind, std::string term, std::string_view text, std::uint32_t begin);

  struct Stemmer;
  std::unique_ptr<Stemmer> stemmer_;
  AtomTokens result_;
};

}  // namespace dejavu
