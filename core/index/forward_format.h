// SPDX-License-Identifier: GPL-2.0-or-later
// What stands in the files of the forward index. All of them only grow; a commit of the engine
// names the ends up to which they are valid.
#pragma once

#include <bit>
#include <chrono>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "core/index/record_store.h"

namespace dejavu {

/// Parts of a postmortem that an explanation and a `field:` of a question tell apart.
enum class SectionGroup : std::uint8_t {
  kTitle,
  kSummary,   // summary, and text before the first heading
  kSymptoms,  // impact, detection, escalation, signatures of the front matter
  kCause,     // trigger, contributing factors
  kFix,       // resolution, first check
  kTimeline,
  kLessons,  // prevention, action items, lessons, surprise, wrong turns
  kOther,    // sections of no known meaning, and the facts of the front matter
};

inline constexpr std::size_t kSectionGroups = 8;

std::string_view name_of(SectionGroup group);  // "title", "summary", …

/// A set of SectionGroup, one bit each.
using SectionSet = std::uint8_t;
constexpr SectionSet set_of(SectionGroup group) {
  return static_cast<SectionSet>(1U << static_cast<unsigned>(group));
}

/// A term by its hash: two terms of one document that share it are counted together, which happens
/// to one document in a hundred thousand.
struct ForwardTerm {
  std::uint32_t hash = 0;
  std::uint8_t count = 0;  // at most 255
  SectionSet sections = 0;

  bool operator==(const ForwardTerm&) const = default;
};

/// XXH3 of the term with its prefix, lower half.
std::uint32_t term_hash(std::string_view term);

inline constexpr std::int64_t kNoTime = std::numeric_limits<std::int64_t>::min();
inline constexpr std::int32_t kNoDuration = -1;

/// One document in the file of facts. Fixed size; the file has one for each document number.
struct DocumentFacts {
  RecordRef record;
  std::uint64_t terms_offset = 0;     // bytes
  std::int64_t started_at = kNoTime;  // seconds since 1970, UTC
  std::uint32_t terms_count = 0;
  std::uint32_t facets_begin = 0;  // number of the first one in the file of facets
  std::uint16_t facets_count = 0;
  std::uint8_t kind = 0;         // FileKind
  std::uint8_t title_bytes = 0;  // of its title_shape
  std::int32_t blind_gap_s = kNoDuration;
  std::int32_t silence_gap_s = kNoDuration;
  std::int32_t duration_s = kNoDuration;
  std::uint32_t order_entries = 0;  // of its WordOrder
  std::uint32_t unused = 0;         // no padding: rows are written as they are

  bool operator==(const DocumentFacts&) const = default;
};
static_assert(sizeof(DocumentFacts) == 64 && std::is_trivially_copyable_v<DocumentFacts>);

/// Ends of the files, in bytes, headers included.
struct ForwardEnds {
  std::uint64_t facts = 0;
  std::uint64_t lengths = 0;
  std::uint64_t terms = 0;
  std::uint64_t facets = 0;
  std::uint64_t facet_values = 0;
  std::uint64_t words = 0;
  std::uint64_t moves = 0;

  bool operator==(const ForwardEnds&) const = default;
};

/// What the forward index takes in for one postmortem; made by make_document.
struct ForwardDocument {
  std::vector<ForwardTerm> terms;  // by hash, unique
  std::string title_shape;         // core/index/title_shape.h
  std::string order;               // bits of its WordOrder, core/index/word_order.h
  DocumentFacts facts;             // without what the writer fills in: record, offsets, counts
  std::uint32_t length = 0;        // what DLH calls the document's length: concepts not counted
  std::vector<std::pair<std::uint8_t, std::string>> facets;  // (Field::facet, value as written)
  /// Folded, sorted, unique; without those that its tokenizer has given to an earlier document,
  /// since the index lists each word once.
  std::vector<std::string> words;

  bool operator==(const ForwardDocument&) const = default;
};

}  // namespace dejavu
