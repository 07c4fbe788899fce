// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/postmortem/postmortem.h"

namespace dejavu {

/// Version of the terms and values below. One line of history for each number:
///   1  first format
inline constexpr int kSchemaVersion = 1;

enum class FieldKind {
  kText,    // words: `title:certificate`, phrases in quotes
  kFacet,   // whole values, folded: `service:payments`
  kMoment,  // a time: `started:>2025-01-31`
};

inline constexpr std::uint32_t kNoSlot = 0xffffffff;

/// Value slots that are no field of a question.
inline constexpr std::uint32_t kPathSlot = 0;
inline constexpr std::uint32_t kContentHashSlot = 1;
inline constexpr std::uint32_t kWantedIdSlot = 2;
inline constexpr std::uint32_t kIdSlot = 3;

/// Prefixes of boolean terms that are no field of a question.
inline constexpr std::string_view kIdPrefix = "Q";         // unique
inline constexpr std::string_view kPathPrefix = "XP";      // one a document
inline constexpr std::string_view kWantedIdPrefix = "XW";  // several documents when ids collide
inline constexpr std::string_view kLinePrefix = "XL";      // line signatures
inline constexpr std::string_view kTitlePrefix = "S";

/// Title words count this often, in the index and in a question's own title: measured best of
/// 1 to 5 on labelled duplicate reports (docs/RANKING.md).
inline constexpr std::uint32_t kTitleWeight = 3;

/// One row describes a field for indexing, query parsing, filters, JSON, help and docs/QUERY.md.
struct Field {
  std::string_view name;    // what people type
  std::string_view prefix;  // of its terms; empty for kMoment
  std::uint32_t slot;       // kNoSlot when there is none
  FieldKind kind;
  std::string_view help;
  std::string_view example;
  /// The field's values in a postmortem: facet values, or texts to take words from.
  std::vector<std::string> (*values)(const Postmortem&);
};

extern const std::array<Field, 15> kFields;

/// The row of a name; nullptr when there is none.
const Field* find_field(std::string_view name);

/// A boolean term: prefix, ':' where Xapian's convention wants it, and the folded value; values
/// over kMaxTermBytes are cut and made unique by their hash.
std::string facet_term(std::string_view prefix, std::string_view value);

/// Like facet_term, but exact bytes: ids and paths are not folded.
std::string exact_term(std::string_view prefix, std::string_view value);

/// Bytes that sort like the time, for value slots.
std::string sortable(Instant at);

/// Facet values of one document in a slot: joined by kFacetSeparator, as written.
inline constexpr char kFacetSeparator = '\x1f';

}  // namespace dejavu
