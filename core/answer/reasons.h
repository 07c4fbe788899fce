// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/search/search.h"

namespace dejavu {

/// The user's own words, and where the incident says them.
struct Evidence {
  std::string text;
  SectionSet sections = 0;

  bool operator==(const Evidence&) const = default;
};

/// One reason why a hit matched. The contributions of all reasons of a hit add up to its score.
struct Reason {
  std::string feature;  // "log lines", "identifiers", "title words", "words", "synonyms", …
  double contribution = 0;
  std::vector<Evidence> evidence;  // those that contribute most first, at most kEvidenceShown

  bool operator==(const Reason&) const = default;
};

/// What a tired reader takes in.
inline constexpr std::size_t kEvidenceShown = 12;
inline constexpr std::size_t kMissingShown = 6;

/// The largest contribution first; reasons that add nothing are left out.
std::vector<Reason> reasons_for(const Hit& hit, const std::vector<RatedPart>& parts);

/// The question's weightiest words that the hit lacks.
std::vector<std::string> missing_in(const Hit& hit, const std::vector<RatedPart>& parts);

/// The question's weightiest words that stand in the hit and in no other postmortem; of several
/// that one identifier holds, the identifier.
std::vector<std::string> only_in(const Hit& hit, const std::vector<RatedPart>& parts);

/// "title, cause": the names of the sections, in the order of SectionGroup.
std::vector<std::string> section_names(SectionSet sections);

}  // namespace dejavu
