// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/search/question_builder.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "core/base/text.h"
#include "core/index/line_signature.h"
#include "core/search/alert_label.h"
#include "core/search/ranges.h"

namespace dejavu {
namespace {

PartKind part_kind(TokenKind kind) {
  switch (kind) {
    case TokenKind::kIdentifier: return PartKind::kIdentifier;
    case TokenKind::kLine: return PartKind::kLine;
    case TokenKind::kConcept: return PartKind::kConcept;
    case TokenKind::kWord:
    case TokenKind::kIdentifierPart:
    case TokenKind::kNumber: return PartKind::kWord;
  }
  return PartKind::kWord;
}

/// Without the wholes of identifiers whose parts say the same word by word.
std::vector<Token> word_by_word(const std::vector<Token>& tokens) {
  std::vector<Token> words;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool has_parts = i + 1 < tokens.size() && tokens[i + 1].begin < tokens[i].end;
    if (!has_parts) words.push_back(tokens[i]);
  }
  return words;
}

/// `tokens` stand by begin. A pasted log has too many of both to look at all for each phrase.
std::vector<std::string> terms_within(const Token& phrase, const std::vector<Token>& tokens) {
  std::vector<std::string> terms;
  auto token = std::ranges::lower_bound(tokens, phrase.begin, {}, &Token::begin);
  for (; token != tokens.end() && token->begin < phrase.end; ++token) {
    if (token->end <= phrase.end) terms.push_back(token->term);
  }
  return terms;
}

/// A stretch of the text.
struct Stretch {
  std::size_t begin = 0;
  std::size_t end = 0;
};

std::string own_text(const Token& token, std::string_view text) {
  return std::string(trim(text.substr(token.begin, token.end - token.begin)));
}

}  // namespace

QuestionBuilder::QuestionBuilder(const Question& request, Tokenizer& tokenizer)
    : tokenizer_(tokenizer) {
  result_.request = request;
  result_.request.limit = std::clamp<std::size_t>(request.limit, 1, kMaxLimit);
  result_.request.offset = std::min(request.offset, kMaxOffset);
}

void QuestionBuilder::add_title(std::string_view title) {
  const std::string_view label = alert_label(title);
  result_.title = label.empty() ? title : title.substr(label.data() + label.size() - title.data());
  add_tokens(title, Place::kTitle);
}

void QuestionBuilder::add_text(std::string_view text) { add_tokens(text, Place::kText); }

void QuestionBuilder::add_tokens(std::string_view text, Place place) {
  Tokens tokens = tokenizer_.tokenize(text);
  leave_out_labels(tokens.tokens, text);
  for (const Token& token : tokens.tokens) add_token(token, text, place);
  for (const Token& token : tokenizer_.concepts(tokens.tokens)) {
    add_token(token, text, place).said = terms_within(token, tokens.tokens);
  }
  for (const IgnoredPart& ignored : tokens.ignored) {
    const std::string piece(text.substr(ignored.begin, ignored.end - ignored.begin));
    if (ignored_.insert(piece).second) {
      result_.ignored.push_back({piece, std::string(name_of(ignored.reason))});
    }
  }
}

void QuestionBuilder::leave_out_labels(std::vector<Token>& tokens, std::string_view text) {
  std::vector<Stretch> labels;
  for (const std::string_view line : split_lines(text)) {
    const std::string_view label = alert_label(line);
    if (label.empty()) continue;
    const auto begin = static_cast<std::size_t>(label.data() - text.data());
    labels.push_back({begin, begin + label.size()});
    if (ignored_.insert(std::string(label)).second) {
      result_.ignored.push_back({std::string(label), "alerting tool"});
    }
  }
  std::erase_if(tokens, [&](const Token& token) {
    const auto after = std::ranges::upper_bound(labels, token.begin, {}, &Stretch::begin);
    return after != labels.begin() && token.end <= std::prev(after)->end;
  });
}

void QuestionBuilder::add_lines(std::string_view text) {
  for (const Token& line : tokenizer_.line_signatures(text)) add_token(line, text, Place::kText);
  for (const Token& line : possible_signatures(text)) {
    QuestionPart& part = add_token(line, text, Place::kText);
    part.only_if_known = part.count == 1;
  }
}

QuestionPart& QuestionBuilder::add_token(const Token& token, std::string_view text, Place place) {
  const auto [entry, is_new] = by_term_.try_emplace(token.term, result_.parts.size());
  if (is_new) {
    result_.parts.push_back({.kind = part_kind(token.kind),
                             .text = own_text(token, text),
                             .terms = {token.term},
                             .field = {},
                             .count = 0});
  }
  QuestionPart& part = result_.parts[entry->second];
  part.count += place == Place::kTitle ? kTitleWeight : 1;
  // A synonym is not what the title says.
  if (place == Place::kTitle && part.kind != PartKind::kConcept) ++part.in_title;
  return part;
}

void QuestionBuilder::add_piece(const Piece& piece, unsigned group) {
  const bool free_text = piece.role == PieceRole::kText && group == 0;
  if (free_text) return add_text(piece.text);
  if (piece.role == PieceRole::kPrefix) {
    return add_prefix(piece.whole, fold(piece.text), group);
  }
  const std::vector<Token> tokens = word_by_word(tokenizer_.tokenize(piece.text).tokens);
  if (tokens.empty()) {
    result_.ignored.push_back({std::string(piece.whole), "no word that is indexed"});
  } else if (piece.role == PieceRole::kText && tokens.size() == 1) {
    add_required(tokens.front(), piece.text, group);
  } else {
    add_phrase(piece, tokens, group);
  }
}

void QuestionBuilder::add_required(const Token& token, std::string_view text, unsigned group) {
  add_token(token, text, Place::kText);
  QuestionPart& part = result_.parts[by_term_.at(token.term)];
  if (part.group == 0) {
    part.group = group;
  } else if (part.group != group) {
    // Required by two groups; it counts once.
    QuestionPart again = part;
    --part.count;
    again.count = 1;
    again.group = group;
    result_.parts.push_back(std::move(again));
  }
}

void QuestionBuilder::add_phrase(const Piece& piece, const std::vector<Token>& tokens,
                                 unsigned group) {
  QuestionPart part{.kind = piece.excluded ? PartKind::kExcluded : PartKind::kPhrase,
                    .text = std::string(piece.whole),
                    .terms = {},
                    .field = std::string(piece.field)};
  for (const Token& token : tokens) part.terms.push_back(token.term);
  part.span = tokens.back().position - tokens.front().position + 1;
  part.group = piece.excluded ? 0 : group;
  result_.parts.push_back(std::move(part));
}

void QuestionBuilder::add_prefix(std::string_view shown, std::string_view beginning,
                                 unsigned group) {
  result_.parts.push_back({.kind = PartKind::kPrefix,
                           .text = std::string(shown),
                           .terms = {std::string(beginning)},
                           .field = {},
                           .count = 1,
                           .in_title = 0,
                           .span = 1,
                           .group = group});
}

void QuestionBuilder::add_beginning(std::string_view text, unsigned group) {
  const Tokens tokens = tokenizer_.tokenize(text);
  if (tokens.tokens.empty() || tokens.tokens.back().end != text.size()) return;
  const std::string_view last = text.substr(tokens.tokens.back().begin);
  const std::string beginning = fold(last);
  if (beginning.size() < kShortestPrefix) return;
  add_prefix(last, beginning, group);
  for (const Token& token : tokens.tokens) {
    if (token.end == text.size()) result_.parts.back().said.push_back(token.term);
  }
}

void QuestionBuilder::add_filter(const Piece& piece) {
  if (piece.role == PieceRole::kDate) {
    // Several bounds must all hold, those of the request too.
    const Instant at = parse_moment(piece.text)->at;
    Question& request = result_.request;
    if (piece.field == "after") {
      request.after = std::max(request.after.value_or(at), at);
    } else {
      request.before = std::min(request.before.value_or(at), at);
    }
  } else if (piece.role == PieceRole::kRange) {
    result_.ranges.push_back(*parse_range(*find_field(piece.field), piece.text));
    result_.ranges.back().excluded = piece.excluded;
  } else {
    auto& values = piece.excluded ? result_.excluded : result_.request.filters;
    values[std::string(piece.field)].emplace_back(piece.text);
  }
  result_.parts.push_back({.kind = PartKind::kFilter,
                           .text = std::string(piece.whole),
                           .terms = {},
                           .field = std::string(piece.field)});
}

void QuestionBuilder::add_note(std::string note) { result_.notes.push_back(std::move(note)); }

}  // namespace dejavu
