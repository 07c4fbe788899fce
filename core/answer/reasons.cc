// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/answer/reasons.h"

#include <algorithm>
#include <string_view>

namespace dejavu {
namespace {

std::string_view feature_of(const PartMatch& match, const QuestionPart& part) {
  switch (part.kind) {
    case PartKind::kLine: return "log lines";
    case PartKind::kConcept: return "synonyms";
    case PartKind::kPhrase: return "phrases";
    default: break;
  }
  if ((match.sections & set_of(SectionGroup::kTitle)) != 0) return "title words";
  return part.kind == PartKind::kIdentifier ? "identifiers" : "words";
}

class Collector {
 public:
  void add(std::string_view feature, double contribution, const Evidence& evidence) {
    auto reason = std::find_if(reasons_.begin(), reasons_.end(),
                               [&](const Reason& one) { return one.feature == feature; });
    if (reason == reasons_.end()) {
      reason = reasons_.insert(reason, Reason{std::string(feature), 0, {}});
    }
    reason->contribution += contribution;
    // "000" of "380,000" counts, and tells nobody anything.
    if (evidence.text.find_first_not_of('0') == std::string::npos) return;
    const bool known = std::any_of(reason->evidence.begin(), reason->evidence.end(),
                                   [&](const Evidence& one) { return one.text == evidence.text; });
    if (!known && reason->evidence.size() < kEvidenceShown) reason->evidence.push_back(evidence);
  }

  std::vector<Reason> take() {
    const auto empty = [](const Reason& reason) { return reason.contribution <= 0; };
    reasons_.erase(std::remove_if(reasons_.begin(), reasons_.end(), empty), reasons_.end());
    std::stable_sort(reasons_.begin(), reasons_.end(), [](const Reason& a, const Reason& b) {
      return a.contribution > b.contribution;
    });
    return std::move(reasons_);
  }

 private:
  std::vector<Reason> reasons_;
};

bool has(const Hit& hit, std::size_t part) {
  return std::any_of(hit.parts.begin(), hit.parts.end(),
                     [&](const PartMatch& match) { return match.part == part; });
}

/// The hit has a synonym of the word.
bool said_otherwise(const Hit& hit, const std::vector<RatedPart>& parts, const QuestionPart& word) {
  return std::any_of(hit.parts.begin(), hit.parts.end(), [&](const PartMatch& match) {
    const std::vector<std::string>& said = parts[match.part].part.said;
    return !word.terms.empty() &&
           std::find(said.begin(), said.end(), word.terms.front()) != said.end();
  });
}

}  // namespace

std::vector<Reason> reasons_for(const Hit& hit, const std::vector<RatedPart>& parts) {
  Collector collector;
  std::vector<PartMatch> matches = hit.parts;
  std::stable_sort(matches.begin(), matches.end(), [](const PartMatch& a, const PartMatch& b) {
    return a.contribution > b.contribution;
  });
  const auto contribution = [&](Feature feature) {
    return hit.features[static_cast<std::size_t>(feature)];
  };
  const double title_found = contribution(Feature::kTitleFound);
  for (const PartMatch& match : matches) {
    const QuestionPart& part = parts[match.part].part;
    const Evidence evidence = {part.text, match.sections};
    collector.add(feature_of(match, part), match.contribution, evidence);
    if (part.in_title > 0 && title_found > 0) collector.add("words of your title", 0, evidence);
  }
  collector.add("words of your title", title_found, {});
  collector.add("titles alike", contribution(Feature::kTitleShape), {});
  collector.add("recent", contribution(Feature::kRecency), {});
  return collector.take();
}

std::vector<std::string> only_in(const Hit& hit, const std::vector<RatedPart>& parts) {
  std::vector<const RatedPart*> rare;
  for (const PartMatch& match : hit.parts) {
    const RatedPart& rated = parts[match.part];
    const PartKind kind = rated.part.kind;
    const bool shown = kind == PartKind::kWord || kind == PartKind::kIdentifier;
    if (shown && rated.documents == 1) rare.push_back(&rated);
  }
  const auto rank = [](const RatedPart* rated) {
    return std::pair(rated->part.kind == PartKind::kIdentifier, rated->weight);
  };
  std::stable_sort(rare.begin(), rare.end(),
                   [&](const RatedPart* a, const RatedPart* b) { return rank(a) > rank(b); });
  std::vector<std::string> only;
  for (const RatedPart* rated : rare) {
    if (only.size() == kMissingShown) break;
    const bool held = std::any_of(only.begin(), only.end(), [&](const std::string& text) {
      return text.find(rated->part.text) != std::string::npos;
    });
    if (!held) only.push_back(rated->part.text);
  }
  return only;
}

std::vector<std::string> missing_in(const Hit& hit, const std::vector<RatedPart>& parts) {
  std::vector<const RatedPart*> lacking;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const PartKind kind = parts[i].part.kind;
    const bool shown = kind == PartKind::kWord || kind == PartKind::kIdentifier;
    if (shown && !has(hit, i) && !said_otherwise(hit, parts, parts[i].part)) {
      lacking.push_back(&parts[i]);
    }
  }
  std::stable_sort(lacking.begin(), lacking.end(),
                   [](const RatedPart* a, const RatedPart* b) { return a->weight > b->weight; });
  std::vector<std::string> missing;
  for (const RatedPart* rated : lacking) {
    if (missing.size() == kMissingShown) break;
    if (std::find(missing.begin(), missing.end(), rated->part.text) == missing.end()) {
      missing.push_back(rated->part.text);
    }
  }
  return missing;
}

std::vector<std::string> section_names(SectionSet sections) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < kSectionGroups; ++i) {
    const auto group = static_cast<SectionGroup>(i);
    if ((sections & set_of(group)) != 0) names.emplace_back(name_of(group));
  }
  return names;
}

}  // namespace dejavu
