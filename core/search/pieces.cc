// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/search/pieces.h"

#include <algorithm>
#include <utility>

#include "core/index/schema.h"
#include "core/search/ranges.h"

namespace dejavu {
namespace {

/// `-n`, `-rf` and `-v` are options of commands.
constexpr std::size_t kShortestExclusion = 3;

bool is_blank(char c) { return c == ' ' || c == '\t'; }

bool is_plain_word(std::string_view text) {
  return text.size() >= kShortestExclusion && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
         });
}

bool is_word_beginning(std::string_view text) {
  if (text.size() <= kShortestPrefix || text.back() != '*') return false;
  return std::all_of(text.begin(), text.end() - 1, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0x80;
  });
}

/// The role of a value of a field; kText when the field cannot take it.
PieceRole role_of_value(const Piece& piece) {
  if (piece.text.empty() || (!piece.quoted && piece.text.ends_with('*'))) return PieceRole::kText;
  const Field* field = find_field(piece.field);
  if (field == nullptr) {
    const bool date = !piece.excluded && date_span(piece.text);
    return date ? PieceRole::kDate : PieceRole::kText;
  }
  switch (field->kind) {
    case FieldKind::kText: return PieceRole::kTextField;
    case FieldKind::kFacet: return PieceRole::kFacet;
    case FieldKind::kMoment:
    case FieldKind::kDuration:
      return parse_range(*field, piece.text) ? PieceRole::kRange : PieceRole::kText;
  }
  return PieceRole::kText;
}

PieceRole role_of(const Piece& piece) {
  if (!piece.field.empty()) return role_of_value(piece);
  if (piece.quoted || (piece.excluded && is_plain_word(piece.text))) return PieceRole::kPhrase;
  if (!piece.excluded && is_word_beginning(piece.text)) return PieceRole::kPrefix;
  return PieceRole::kText;
}

/// Gives the piece its role; what makes no sense as an operator becomes text.
Piece with_role(Piece piece) {
  piece.role = role_of(piece);
  if (piece.role == PieceRole::kPrefix) piece.text.remove_suffix(1);
  if (piece.role != PieceRole::kText) return piece;
  return {.role = PieceRole::kText, .whole = piece.whole, .field = {}, .text = piece.whole};
}

class Splitter {
 public:
  explicit Splitter(std::string_view line) : line_(line) {}

  std::vector<Piece> split() {
    std::vector<Piece> pieces;
    while (at_ < line_.size()) {
      if (is_blank(line_[at_])) {
        ++at_;
      } else {
        pieces.push_back(with_role(next()));
      }
    }
    return pieces;
  }

 private:
  Piece next() {
    Piece piece;
    const std::size_t begin = at_;
    if (line_[at_] == '-' && at_ + 1 < line_.size() && !is_blank(line_[at_ + 1])) {
      piece.excluded = true;
      ++at_;
    }
    const std::size_t blank = std::min(line_.find_first_of(" \t", at_), line_.size());
    const std::size_t colon = line_.substr(0, blank).find(':', at_);
    if (colon != std::string_view::npos && colon + 1 < blank) {
      const std::string_view name = line_.substr(at_, colon - at_);
      if (is_field_name(name)) {
        piece.field = name;
        at_ = colon + 1;
      }
    }
    const std::size_t close = line_[at_] == '"' ? line_.find('"', at_ + 1) : line_.npos;
    piece.quoted = close != line_.npos;
    const std::size_t from = piece.quoted ? at_ + 1 : at_;
    piece.text = line_.substr(from, (piece.quoted ? close : blank) - from);
    at_ = piece.quoted ? close + 1 : blank;
    piece.whole = line_.substr(begin, at_ - begin);
    return piece;
  }

  std::string_view line_;
  std::size_t at_ = 0;
};

bool is_joint(const Piece& piece) {
  return piece.role == PieceRole::kText && (piece.whole == "OR" || piece.whole == "AND");
}

bool joins(const std::vector<Piece>& pieces, std::size_t i) {
  return is_joint(pieces[i]) && i > 0 && i + 1 < pieces.size() && !is_joint(pieces[i - 1]) &&
         !is_joint(pieces[i + 1]);
}

/// `a OR b`, `a AND b AND c`: nothing but pieces with a joint between each two.
bool alternates(const std::vector<Chain>& chains) {
  const bool joined = chains.size() > 1 || chains.front().pieces.size() > 1;
  return joined && std::all_of(chains.begin() + 1, chains.end(),
                               [](const Chain& chain) { return chain.after_and; });
}

}  // namespace

bool is_filter(PieceRole role) {
  switch (role) {
    case PieceRole::kFacet:
    case PieceRole::kRange:
    case PieceRole::kDate: return true;
    case PieceRole::kText:
    case PieceRole::kPhrase:
    case PieceRole::kPrefix:
    case PieceRole::kTextField: return false;
  }
  return false;
}

bool is_wanted(const Piece& piece) { return !piece.excluded && !is_filter(piece.role); }

bool can_join(const Chain& chain) {
  const Piece& first = chain.pieces.front();
  return std::all_of(chain.pieces.begin(), chain.pieces.end(), [&](const Piece& piece) {
    if (is_wanted(first)) return is_wanted(piece);
    return piece.role == PieceRole::kFacet && !piece.excluded && !first.excluded &&
           piece.field == first.field;
  });
}

bool is_field_name(std::string_view name) {
  return find_field(name) != nullptr || name == "after" || name == "before";
}

std::vector<Chain> split_chains(std::string_view line) {
  const std::vector<Piece> pieces = Splitter(line).split();
  std::vector<Chain> chains;
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (joins(pieces, i)) continue;
    const bool joined = i > 0 && joins(pieces, i - 1);
    if (joined && pieces[i - 1].whole == "OR") {
      chains.back().pieces.push_back(pieces[i]);
      continue;
    }
    if (joined) chains.back().before_and = true;
    chains.push_back({{pieces[i]}, joined, false});
  }
  return chains;
}

bool is_prose(std::string_view line) {
  return line.find_first_of("=(){}[]<>/\\;|@#$%&") == std::string_view::npos;
}

bool is_query(std::string_view line, const std::vector<Chain>& chains) {
  if (chains.empty()) return false;
  const bool prose = is_prose(line);
  std::vector<Piece> pieces;
  for (const Chain& chain : chains) {
    pieces.insert(pieces.end(), chain.pieces.begin(), chain.pieces.end());
  }
  const bool sure = std::any_of(pieces.begin(), pieces.end(), [&](const Piece& piece) {
    return !piece.field.empty() || (prose && (piece.quoted || piece.role == PieceRole::kPrefix));
  });
  if (sure || (prose && alternates(chains))) return true;
  // Exclusions alone make a query only at its end: in its middle they are options of a pasted
  // command (`java -jar app.jar`).
  const auto is_excluded = [](const Piece& piece) { return piece.excluded; };
  const auto first = std::find_if(pieces.begin(), pieces.end(), is_excluded);
  return first != pieces.begin() && first != pieces.end() &&
         std::all_of(first, pieces.end(), is_excluded);
}

}  // namespace dejavu
