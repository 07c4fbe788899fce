// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/search/parse_question.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <unordered_map>
#include <unordered_set>

#include "core/base/text.h"
#include "core/index/schema.h"

namespace dejavu {
namespace {

PartKind part_kind(TokenKind kind) {
  switch (kind) {
    case TokenKind::kIdentifier: return PartKind::kIdentifier;
    case TokenKind::kLine: return PartKind::kLine;
    case TokenKind::kWord:
    case TokenKind::kIdentifierPart:
    case TokenKind::kNumber: return PartKind::kWord;
  }
  return PartKind::kWord;
}

/// A word of a line in the question language: optional '-', optional `field:`, text or quoted text.
struct Piece {
  std::string_view whole;
  bool excluded = false;
  std::string_view field;
  std::string_view text;
  bool quoted = false;
};

/// One letter stands for half of the index.
constexpr std::size_t kShortestPrefix = 2;

/// Without the wholes of identifiers whose parts say the same word by word.
std::vector<Token> word_by_word(const std::vector<Token>& tokens) {
  std::vector<Token> words;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const bool has_parts = i + 1 < tokens.size() && tokens[i + 1].begin < tokens[i].end;
    if (!has_parts) words.push_back(tokens[i]);
  }
  return words;
}

bool is_blank(char c) { return c == ' ' || c == '\t'; }

bool is_field_name(std::string_view name) {
  return find_field(name) != nullptr || name == "after" || name == "before";
}

/// Splits a line at blanks outside quotes. A quote that never closes is an ordinary character.
std::vector<Piece> split_pieces(std::string_view line) {
  std::vector<Piece> pieces;
  std::size_t at = 0;
  while (at < line.size()) {
    if (is_blank(line[at])) {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    Piece piece;
    if (line[at] == '-' && at + 1 < line.size() && !is_blank(line[at + 1])) {
      piece.excluded = true;
      ++at;
    }
    const std::size_t colon = line.find(':', at);
    const std::size_t blank = std::min(line.find_first_of(" \t", at), line.size());
    if (colon != std::string_view::npos && colon < blank) {
      const std::string_view name = line.substr(at, colon - at);
      if (is_field_name(name) && colon + 1 < blank) {
        piece.field = name;
        at = colon + 1;
      }
    }
    const std::size_t close = line[at] == '"' ? line.find('"', at + 1) : std::string_view::npos;
    if (close != std::string_view::npos) {
      piece.quoted = true;
      piece.text = line.substr(at + 1, close - at - 1);
      at = close + 1;
    } else {
      piece.text = line.substr(at, blank - at);
      at = blank;
    }
    piece.whole = line.substr(begin, at - begin);
    pieces.push_back(piece);
  }
  return pieces;
}

bool is_plain_word(std::string_view text) {
  constexpr std::size_t kShortestExclusion = 3;  // `-n`, `-rf` and `-v` are options of commands
  return text.size() >= kShortestExclusion && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
         });
}

bool is_prefix(const Piece& piece) {
  return !piece.quoted && piece.text.size() > kShortestPrefix && piece.text.back() == '*' &&
         piece.text.find('*') == piece.text.size() - 1;
}

bool is_exclusion(const Piece& piece) {
  return piece.excluded && (piece.quoted || !piece.field.empty() || is_plain_word(piece.text));
}

/// Whether a line is meant as a query. Quotes and stars are no operators beside the signs of code
/// and logs (`could not open "a/b": …`). Exclusions alone make it one only at its end: in the
/// middle they are options of a pasted command (`java -jar app.jar`).
bool has_operators(std::string_view line, const std::vector<Piece>& pieces) {
  const bool prose = line.find_first_of("=(){}[]<>/\\;|@#$%&") == std::string_view::npos;
  const bool sure = std::any_of(pieces.begin(), pieces.end(), [&](const Piece& piece) {
    return !piece.field.empty() || (prose && (piece.quoted || is_prefix(piece)));
  });
  if (sure) return true;
  const auto first = std::find_if(pieces.begin(), pieces.end(), is_exclusion);
  return first != pieces.begin() && first != pieces.end() &&
         std::all_of(first, pieces.end(), is_exclusion);
}

class Parser {
 public:
  Parser(const Question& question, Tokenizer& tokenizer) : tokenizer_(tokenizer) {
    result_.request = question;
    result_.request.limit = std::clamp<std::size_t>(question.limit, 1, kMaxLimit);
    result_.request.offset = std::min(question.offset, kMaxOffset);
  }

  ParsedQuestion parse() {
    // The request keeps its own copy of the text, so pieces may point into it.
    const std::string text = result_.request.text;
    const std::string_view whole = trim(truncate_utf8(text, kMaxQuestionBytes));
    if (text.size() > kMaxQuestionBytes) {
      result_.notes.push_back(
          fmt::format("only the first {} KiB of the question were used", kMaxQuestionBytes >> 10));
    }
    add_text(result_.request.title, kTitleWeight);
    const bool one_line = whole.find_first_of("\n\r") == std::string_view::npos;
    const std::vector<Piece> pieces =
        one_line && whole.size() <= kMaxLanguageBytes ? split_pieces(whole) : std::vector<Piece>{};
    if (!result_.request.plain && has_operators(whole, pieces)) {
      result_.mode = QuestionMode::kLanguage;
      for (const Piece& piece : pieces) add_piece(piece);
    } else {
      add_text(whole, 1);
      for (const Token& line : tokenizer_.line_signatures(whole)) {
        add_token(line, whole, 1);
      }
      if (one_line && result_.request.complete_last_word) complete_last_word(whole);
    }
    return std::move(result_);
  }

 private:
  void add_piece(const Piece& piece) {
    if (piece.excluded && !is_exclusion(piece)) return add_text(piece.whole, 1);
    if (piece.field == "after" || piece.field == "before") return add_date(piece);
    if (!piece.field.empty()) return add_field(piece, *find_field(piece.field));
    if (is_prefix(piece)) return add_prefix(piece);
    if (piece.quoted || piece.excluded) return add_phrase(piece, PartKind::kPhrase, {});
    add_text(piece.text, 1);
  }

  void add_date(const Piece& piece) {
    const std::optional<Moment> moment = parse_moment(piece.text);
    if (!moment || piece.excluded) {
      result_.notes.push_back(fmt::format(
          "`{}` is no date that can be read (write 2024, 2024-03 or 2024-03-01); searched as text",
          piece.whole));
      return add_text(piece.whole, 1);
    }
    (piece.field == "after" ? result_.request.after : result_.request.before) = moment->at;
    add_part({PartKind::kFilter, std::string(piece.whole), {}, std::string(piece.field), 1, 1});
  }

  void add_field(const Piece& piece, const Field& field) {
    if (field.kind == FieldKind::kText) return add_phrase(piece, PartKind::kPhrase, field.prefix);
    if (field.kind == FieldKind::kMoment) {
      result_.notes.push_back(fmt::format(
          "`{}`: ask for times with after: and before:; searched as text", piece.whole));
      return add_text(piece.whole, 1);
    }
    if (piece.excluded) {
      return add_part({PartKind::kExcluded,
                       std::string(piece.whole),
                       {facet_term(field.prefix, piece.text)},
                       std::string(field.name),
                       1,
                       1});
    }
    result_.request.filters[std::string(field.name)].emplace_back(piece.text);
    add_part({PartKind::kFilter, std::string(piece.whole), {}, std::string(field.name), 1, 1});
  }

  void add_prefix(const Piece& piece) {
    const std::string begin = fold(piece.text.substr(0, piece.text.size() - 1));
    add_part({PartKind::kPrefix, std::string(piece.whole), {begin}, "", 1, 1});
  }

  /// Words that must (or, excluded, must not) stand together. With a field prefix they must all
  /// occur in that field.
  void add_phrase(const Piece& piece, PartKind kind, std::string_view prefix) {
    QuestionPart part{piece.excluded ? PartKind::kExcluded : kind,
                      std::string(piece.whole),
                      {},
                      std::string(piece.field),
                      1,
                      1};
    const std::vector<Token> tokens = word_by_word(tokenizer_.tokenize(piece.text).tokens);
    if (tokens.empty()) {
      result_.ignored.push_back({std::string(piece.whole), "no word that is indexed"});
      return;
    }
    for (const Token& token : tokens) {
      part.terms.push_back(prefix.empty() ? token.term : exact_term(prefix, token.term));
    }
    part.span = tokens.back().position - tokens.front().position + 1;
    add_part(std::move(part));
  }

  /// The last word may be the beginning of a longer one.
  void complete_last_word(std::string_view text) {
    const Tokens tokens = tokenizer_.tokenize(text);
    if (tokens.tokens.empty() || tokens.tokens.back().end != text.size()) return;
    const Token& last = tokens.tokens.back();
    const std::string begin = fold(text.substr(last.begin));
    if (begin.size() < kShortestPrefix) return;
    add_part({PartKind::kPrefix, std::string(text.substr(last.begin)), {begin}, "", 1, 1});
  }

  void add_text(std::string_view text, unsigned weight) {
    const Tokens tokens = tokenizer_.tokenize(text);
    for (const Token& token : tokens.tokens) add_token(token, text, weight);
    for (const IgnoredPart& ignored : tokens.ignored) {
      const std::string piece(text.substr(ignored.begin, ignored.end - ignored.begin));
      if (ignored_.insert(piece).second) {
        result_.ignored.push_back({piece, std::string(name_of(ignored.reason))});
      }
    }
  }

  void add_token(const Token& token, std::string_view text, unsigned weight) {
    const auto [entry, is_new] = by_term_.try_emplace(token.term, result_.parts.size());
    if (!is_new) {
      result_.parts[entry->second].count += weight;
      return;
    }
    const std::string_view own = text.substr(token.begin, token.end - token.begin);
    add_part({part_kind(token.kind), std::string(trim(own)), {token.term}, "", weight, 1});
  }

  void add_part(QuestionPart part) { result_.parts.push_back(std::move(part)); }

  Tokenizer& tokenizer_;
  ParsedQuestion result_;
  std::unordered_map<std::string, std::size_t> by_term_;
  std::unordered_set<std::string> ignored_;
};

}  // namespace

std::string_view name_of(PartKind kind) {
  switch (kind) {
    case PartKind::kWord: return "word";
    case PartKind::kIdentifier: return "identifier";
    case PartKind::kLine: return "line";
    case PartKind::kPhrase: return "phrase";
    case PartKind::kPrefix: return "prefix";
    case PartKind::kFilter: return "filter";
    case PartKind::kExcluded: return "excluded";
  }
  return "";
}

ParsedQuestion parse_question(const Question& question, Tokenizer& tokenizer) {
  return Parser(question, tokenizer).parse();
}

}  // namespace dejavu
