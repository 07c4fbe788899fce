// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/index/forward_format.h"
#include "core/postmortem/postmortem.h"

namespace dejavu {

/// Version of the terms and values below. One line of history for each number:
///   1  first format
///   2  forward index; facets, times and words of sections left the engine's terms and values
///   3  lines that an author declares
///   4  no positions: phrases are looked for in the forward index
inline constexpr int kSchemaVersion = 4;

enum class FieldKind {
  kText,      // words of some sections: `title:certificate`, `cause:"leap second"`
  kFacet,     // whole values, compared folded: `service:payments`
  kMoment,    // a time: `started:>2025-01-31`, `started:2024-01..2024-03`
  kDuration,  // `blind_gap:>1h`, `duration:30m..2h`
};

/// Value slots that are no field of a question.
inline constexpr std::uint32_t kPathSlot = 0;
inline constexpr std::uint32_t kContentHashSlot = 1;
inline constexpr std::uint32_t kWantedIdSlot = 2;
inline constexpr std::uint32_t kIdSlot = 3;

/// Prefixes of terms; words, identifiers and numbers have none.
inline constexpr std::string_view kIdPrefix = "Q";          // unique
inline constexpr std::string_view kPathPrefix = "XP";       // one a document
inline constexpr std::string_view kWantedIdPrefix = "XW";   // several documents when ids collide
inline constexpr std::string_view kLinePrefix = "XL";       // line signatures
inline constexpr std::string_view kConceptPrefix = "XC";    // groups of the thesaurus
inline constexpr std::string_view kSignaturePrefix = "XD";  // lines that an author declares

/// Title words count this often, in the index and in a question's own title: measured best of
/// 1 to 5 on labelled duplicate reports (docs/RANKING.md).
inline constexpr std::uint32_t kTitleWeight = 3;

/// Facet::number of fields that are none.
inline constexpr std::uint8_t kNoFacet = 0xff;

/// How a field of whole values stands in the forward index.
struct Facet {
  std::uint8_t number = kNoFacet;  // stored: never changes, never used again for another field
  bool shown = false;              // whether answers count its values
};

/// One row describes a field for indexing, query parsing, filters, JSON, help and docs/QUERY.md.
struct Field {
  std::string_view name;  // what people type
  FieldKind kind;
  SectionSet sections;  // kText: where its words may stand
  Facet facet;          // kFacet
  std::string_view help;
  std::string_view example;
  /// kFacet: the field's values in a postmortem; else empty.
  std::vector<std::string> (*values)(const Postmortem&);
};

extern const std::array<Field, 19> kFields;

/// The row of a name; nullptr when there is none.
const Field* find_field(std::string_view name);

/// A term that only identifies: prefix, ':' where Xapian's convention wants it, and the exact
/// value; values over kMaxTermBytes are cut and made unique by their hash.
std::string exact_term(std::string_view prefix, std::string_view value);

/// Facet values are the same when their folded forms are.
std::string folded_value(std::string_view value);

}  // namespace dejavu
