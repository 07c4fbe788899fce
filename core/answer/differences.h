// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/index/card.h"
#include "core/index/forward_index.h"
#include "core/index/thesaurus.h"
#include "core/search/search.h"

namespace dejavu {

/// What the question says of itself, as far as it can be known.
struct Asked {
  std::vector<std::string> services;   // as written; from an incident, or named in the text
  std::string trigger;                 // only when a whole incident asks
  std::vector<QuestionPart> symptoms;  // the kConcept parts
  bool whole_incident = false;

  bool operator==(const Asked&) const = default;
};

/// `values` are those of ForwardIndex::facet_values(): a text names a service when it has its name
/// as a word or an identifier.
Asked asked_by(const Question& question, const std::vector<RatedPart>& parts,
               const std::vector<FacetValue>& values);

/// How the incident is another one than the question's: "other service: billing (yours:
/// checkout)", "other trigger: …", "other symptom: no “certificate expired”", "other cause: …".
/// At most kDifferencesShown. `thesaurus` may be nullptr.
std::vector<std::string> differences(const Asked& asked, const Card& card,
                                     const ForwardTerms& terms, const Thesaurus* thesaurus);

inline constexpr std::size_t kDifferencesShown = 4;

}  // namespace dejavu
