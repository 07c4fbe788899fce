// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/index/reader.h"
#include "core/index/tokens.h"
#include "core/search/question.h"

namespace dejavu {

/// What a score is made of; core/search/weights.h has the weight of each and the evidence.
enum class Feature {
  kWords,       // DLH of the question's parts in the whole document, by part in Hit::parts
  kTitleShape,  // the titles share pieces of words
  kTitleFound,  // words of the question's title stand anywhere in the document
  kRecency,     // it happened not long before
};
inline constexpr std::size_t kFeatures = 4;

/// What a part of the question adds to a hit's score, and where the hit has it.
struct PartMatch {
  std::size_t part = 0;  // index into SearchResult::parts
  double contribution = 0;
  SectionSet sections = 0;

  bool operator==(const PartMatch&) const = default;
};

/// How a document stands among all that match, recency left out: what a verdict looks at.
struct Standing {
  double words = 0;  // DLH of the question here, in bits
  double gap = 0;    // its score less the mean of the kFollowers next ones, half its own if missing
  double behind = 0;            // the best score less its own
  bool same_signature = false;  // one of its `signatures` is a line of the question

  bool operator==(const Standing&) const = default;
};

/// A document that matches, best first.
struct Hit {
  DocId doc = 0;
  double score = 0;                          // the sum of `features`
  std::array<double, kFeatures> features{};  // contributions; that of kWords is the sum of `parts`
  std::vector<PartMatch> parts;              // by part
  Standing standing;

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
  /// The best without recency, on this page or not: what a verdict is about. An incident; another
  /// kind of file where no incident was scored; absent when nothing was.
  std::optional<Hit> best;
  double own_words = 0;  // DLH of the question with itself: what `words` is a share of
  std::vector<RatedPart> parts;
  std::vector<IgnoredText> ignored;
  std::vector<std::string> notes;
  std::size_t total =
      0;  // documents that match; of long questions, those that its rarest parts find
  std::map<std::string, std::vector<FacetCount>> facets;  // most frequent first, at most 20 each
};

inline constexpr std::size_t kFollowers = 5;

struct SearchOptions {
  bool with_facets = true;
  Instant now{};  // what recency counts from when the question has no `before`
};

/// Answers from the reader's current revision. Few parts find documents, all parts score them
/// (docs/RANKING.md). With no part to look for (only filters, or nothing) the newest incidents that
/// pass the filters come first, with score 0.
SearchResult search(Reader& reader, Tokenizer& tokenizer, const ParsedQuestion& question,
                    const SearchOptions& options);

/// In how many documents a term stands.
std::size_t document_frequency(Reader& reader, const std::string& term);

}  // namespace dejavu
