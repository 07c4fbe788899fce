// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace dejavu {

enum class PieceRole {
  kText,       // words, and what only looks like an operator
  kPhrase,     // "quoted words", or one word that is excluded
  kPrefix,     // begin*
  kTextField,  // title:certificate
  kFacet,      // service:payments
  kRange,      // duration:>1h
  kDate,       // after:2024, before:2024
};

/// What stands between two blanks of a line in the question language. Views into the line.
struct Piece {
  PieceRole role = PieceRole::kText;
  std::string_view whole;  // as typed
  std::string_view field;  // name of the last four roles, without the colon; else empty
  std::string_view text;   // without minus, field, quotes and star; that of kText is the whole
  bool excluded = false;
  bool quoted = false;

  bool operator==(const Piece&) const = default;
};

/// Pieces with OR between them; mostly one alone.
struct Chain {
  std::vector<Piece> pieces;
  bool after_and = false;  // AND stands before it
  bool before_and = false;

  bool operator==(const Chain&) const = default;
};

/// Whether the role demands something of a document's facts, not of its words.
bool is_filter(PieceRole role);

/// Words that are looked for: no filter and no exclusion.
bool is_wanted(const Piece& piece);

/// Whether OR can join the pieces: words, or values of one facet, none of them excluded.
bool can_join(const Chain& chain);

/// Splits a line at blanks outside quotes. A quote that never closes is an ordinary character. OR
/// and AND that lack a piece on one side are text, and so is what cannot be read as an operator.
std::vector<Chain> split_chains(std::string_view line);

/// Whether a line is meant as a query (docs/decisions/0007-query-or-paste.md).
bool is_query(std::string_view line, const std::vector<Chain>& chains);

/// Whether the line has none of the signs that code and logs are full of.
bool is_prose(std::string_view line);

/// Whether a colon behind this name makes a field: one of the schema, `after` or `before`.
bool is_field_name(std::string_view name);

/// One letter stands for half of the index.
inline constexpr std::size_t kShortestPrefix = 2;

}  // namespace dejavu
