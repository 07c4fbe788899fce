// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/answer/differences.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <unordered_set>

#include "core/base/text.h"
#include "core/index/schema.h"
#include "core/search/score.h"

namespace dejavu {
namespace {

/// Two are enough to see that it is another story.
constexpr std::size_t kSymptomsShown = 2;
constexpr std::size_t kCausesShown = 2;

/// Groups of everyday words (core/index/thesaurus.txt) name no symptom and no cause.
bool is_everyday(const std::string& concept_term) {
  return concept_term.starts_with(std::string(kConceptPrefix) + "said_");
}

bool shares_value(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& one) {
    return std::any_of(b.begin(), b.end(), [&](const std::string& other) {
      return folded_value(one) == folded_value(other);
    });
  });
}

std::vector<std::string> services_named(const std::vector<RatedPart>& parts,
                                        const std::vector<FacetValue>& values) {
  std::unordered_set<std::string> words;
  for (const RatedPart& rated : parts) {
    const PartKind kind = rated.part.kind;
    if (kind == PartKind::kWord || kind == PartKind::kIdentifier) {
      words.insert(folded_value(rated.part.text));
    }
  }
  const std::uint8_t service = find_field("service")->facet.number;
  std::vector<std::string> named;
  for (const FacetValue& value : values) {
    if (value.facet == service && words.count(folded_value(value.value)) > 0) {
      named.push_back(value.value);
    }
  }
  return named;
}

/// What the question calls a symptom and the incident does not, in none of the groups that the same
/// words belong to.
std::vector<std::string> other_symptoms(const Asked& asked, const ForwardTerms& terms) {
  const auto speaks_of = [&](const std::string& text) {
    return std::any_of(asked.symptoms.begin(), asked.symptoms.end(), [&](const auto& part) {
      return part.text == text && sections_of(terms, term_hash(part.terms.front())) != 0;
    });
  };
  std::vector<std::string> symptoms;
  for (const QuestionPart& part : asked.symptoms) {
    if (symptoms.size() == kSymptomsShown) break;
    const bool known = std::find(symptoms.begin(), symptoms.end(), part.text) != symptoms.end();
    if (known || is_everyday(part.terms.front()) || speaks_of(part.text)) continue;
    symptoms.push_back(part.text);
  }
  return symptoms;
}

/// Groups of the thesaurus that stand among the incident's causes and that the question lacks.
std::vector<std::string> other_causes(const Asked& asked, const ForwardTerms& terms,
                                      const Thesaurus& thesaurus) {
  std::vector<std::string> causes;
  for (const std::string& term : thesaurus.terms()) {
    if (causes.size() == kCausesShown) break;
    const SectionSet sections = sections_of(terms, term_hash(term));
    const bool asked_for =
        std::any_of(asked.symptoms.begin(), asked.symptoms.end(),
                    [&](const QuestionPart& part) { return part.terms.front() == term; });
    if (asked_for || is_everyday(term) || (sections & set_of(SectionGroup::kCause)) == 0) continue;
    causes.emplace_back(thesaurus.phrases(term).front());
  }
  return causes;
}

}  // namespace

Asked asked_by(const Question& question, const std::vector<RatedPart>& parts,
               const std::vector<FacetValue>& values) {
  Asked asked;
  if (question.incident) {
    asked.services = question.incident->services;
    asked.trigger = question.incident->trigger;
    asked.whole_incident = true;
  } else {
    asked.services = services_named(parts, values);
  }
  for (const RatedPart& rated : parts) {
    if (rated.part.kind == PartKind::kConcept) asked.symptoms.push_back(rated.part);
  }
  return asked;
}

std::vector<std::string> differences(const Asked& asked, const Card& card,
                                     const ForwardTerms& terms, const Thesaurus* thesaurus) {
  std::vector<std::string> found;
  if (!asked.services.empty() && !card.services.empty() &&
      !shares_value(asked.services, card.services)) {
    found.push_back(fmt::format("other service: {} (yours: {})", fmt::join(card.services, ", "),
                                fmt::join(asked.services, ", ")));
  }
  if (!asked.trigger.empty() && !card.trigger.empty() &&
      folded_value(asked.trigger) != folded_value(card.trigger)) {
    found.push_back(fmt::format("other trigger: {} (yours: {})", card.trigger, asked.trigger));
  }
  for (const std::string& symptom : other_symptoms(asked, terms)) {
    found.push_back(fmt::format("other symptom: it does not speak of “{}”", symptom));
  }
  if (asked.whole_incident && thesaurus != nullptr) {
    const std::vector<std::string> causes = other_causes(asked, terms, *thesaurus);
    if (!causes.empty()) {
      found.push_back(fmt::format("other cause: {}", fmt::join(causes, ", ")));
    }
  }
  if (found.size() > kDifferencesShown) found.resize(kDifferencesShown);
  return found;
}

}  // namespace dejavu
