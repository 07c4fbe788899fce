// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "core/index/reader.h"
#include "core/search/question.h"

namespace dejavu {

/// A document that matches, best first.
struct Hit {
  DocId doc = 0;
  double score = 0;                // DLH, title words counted thrice; comparable within an answer
  std::vector<std::size_t> parts;  // indexes into SearchResult::parts that this document has

  bool operator==(const Hit&) const = default;
};

/// A part of the question with what the index knows of it.
struct RatedPart {
  QuestionPart part;
  std::size_t documents = 0;  // in how many documents it stands
  double weight = 0;  // its share of what the question says, by rarity; the weights sum to 1

  bool operator==(const RatedPart&) const = default;
};

struct FacetCount {
  std::string value;
  std::size_t count = 0;

  bool operator==(const FacetCount&) const = default;
};

struct SearchResult {
  std::vector<Hit> hits;
  std::vector<RatedPart> parts;
  std::vector<IgnoredText> ignored;
  std::vector<std::string> notes;
  std::size_t total = 0;  // matching documents, exact up to kCountedMatches
  std::map<std::string, std::vector<FacetCount>> facets;  // most frequent first, at most 20 each
};

/// Above this many matches totals and facet counts are estimates: counting means visiting.
inline constexpr std::size_t kCountedMatches = 20'000;

/// At most this many terms of a paste are looked for, the rarest ones that it says most often:
/// more add time and no quality (docs/RANKING.md).
inline constexpr std::size_t kMaxTerms = 80;

struct SearchOptions {
  bool with_facets = true;
};

/// Answers from the reader's current revision. With no part to look for (only filters, or nothing)
/// the newest incidents that pass the filters come first, with score 0.
SearchResult search(Reader& reader, const ParsedQuestion& question, SearchOptions options);

}  // namespace dejavu
