// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "core/index/schema.h"
#include "core/index/tokens.h"
#include "core/search/pieces.h"
#include "core/search/question.h"

namespace dejavu {

/// Puts a ParsedQuestion together, each term once.
class QuestionBuilder {
 public:
  /// Copies the request and clamps its limits.
  QuestionBuilder(const Question& request, Tokenizer& tokenizer);

  /// Words, identifiers and concepts; those of a title count kTitleWeight times.
  void add_title(std::string_view title);
  void add_text(std::string_view text);

  /// Signatures of its log lines.
  void add_lines(std::string_view text);

  /// Adds what a piece of the role kText, kPhrase, kPrefix or kTextField asks for; required, as one
  /// of its group, unless `group` is 0.
  void add_piece(const Piece& piece, unsigned group);

  /// The last word of a text that somebody is still typing may be the beginning of a longer one.
  void add_beginning(std::string_view text, unsigned group);

  /// Adds what a piece of the role kFacet, kRange or kDate demands of the facts.
  void add_filter(const Piece& piece);

  /// What somebody has chosen of the parts, by their text, whatever its letters and blanks: to
  /// force is to require. What no part says is looked for too. To be called last; forced goes
  /// first.
  void apply_choices(const std::vector<std::string>& force, const std::vector<std::string>& ignore);

  void add_note(std::string note);
  void set_mode(QuestionMode mode) { result_.mode = mode; }

  ParsedQuestion take() { return std::move(result_); }

 private:
  enum class Place { kTitle, kText };

  void leave_out_labels(std::vector<Token>& tokens, std::string_view text);
  void require_part(const std::string& text);
  void leave_out(const std::string& text);
  void add_tokens(std::string_view text, Place place);
  QuestionPart& add_token(const Token& token, std::string_view text, Place place);
  void add_required(const Token& token, std::string_view text, unsigned group);
  void add_phrase(const Piece& piece, const std::vector<Token>& tokens, unsigned group);
  void add_prefix(std::string_view shown, std::string_view beginning, unsigned group);

  Tokenizer& tokenizer_;
  ParsedQuestion result_;
  std::unordered_map<std::string, std::size_t> by_term_;  // words, identifiers, lines, concepts
  std::unordered_set<std::string> ignored_;
};

}  // namespace dejavu
