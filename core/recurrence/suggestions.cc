// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/recurrence/suggestions.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "core/answer/search_answer.h"
#include "core/base/text.h"

namespace dejavu {
namespace {

/// What a person takes in before the two keys.
constexpr std::size_t kReasonsShown = 3;
constexpr std::size_t kWordsShown = 5;
constexpr std::string_view kOwnTitle = "words of your title";

std::size_t count_words(std::string_view text) {
  std::size_t words = 0;
  bool inside = false;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n' || c == '\t' || c == '\r';
    words += !blank && !inside ? 1U : 0U;
    inside = !blank;
  }
  return words;
}

void add_shared(std::vector<std::string>& same, std::string_view what,
                const std::vector<std::string>& names) {
  if (!names.empty()) same.push_back(fmt::format("same {}: {}", what, fmt::join(names, ", ")));
}

std::vector<std::string> what_is_same(const IncidentFacts& later, const Card& earlier,
                                      const std::vector<Reason>& why) {
  std::vector<std::string> same;
  add_shared(same, "service", shared_names(later.services, earlier.services));
  // "other" is no trigger that two incidents could share.
  const bool same_trigger = !later.trigger.empty() && later.trigger != "other" &&
                            fold(later.trigger) == fold(earlier.trigger);
  if (same_trigger) same.push_back(fmt::format("same trigger: {}", later.trigger));
  std::size_t shown = 0;
  for (const Reason& reason : why) {
    if (shown == kReasonsShown) break;
    std::vector<std::string> words;
    for (const Evidence& evidence : reason.evidence) {
      if (words.size() < kWordsShown) words.push_back(evidence.text);
    }
    // The words of its own title are among the others already.
    if (words.empty() || reason.feature == kOwnTitle) continue;
    same.push_back(fmt::format("{}: {}", reason.feature, fmt::join(words, ", ")));
    ++shown;
  }
  return same;
}

using IdPair = std::pair<std::string, std::string>;

IdPair unordered(const std::string& a, const std::string& b) {
  return a < b ? IdPair(a, b) : IdPair(b, a);
}

/// What stands in the way of a suggestion.
class Decided {
 public:
  Decided(const std::vector<IncidentFacts>& incidents, const std::vector<SettledPair>& settled) {
    for (const SettledPair& pair : settled) pairs_.insert(unordered(pair.from, pair.to));
    for (const Family& family : families(incidents, settled)) {
      for (const std::string& id : family.incidents) family_of_.emplace(id, family.id);
    }
    for (const SettledPair& pair : settled) {
      const bool no = pair.state == PairState::kRejected || pair.state == PairState::kLookalike;
      if (no) turned_down_.insert(unordered(family_of(pair.from), family_of(pair.to)));
    }
  }

  bool has(const std::string& a, const std::string& b) const {
    const std::string& of_a = family_of(a);
    const std::string& of_b = family_of(b);
    return pairs_.count(unordered(a, b)) > 0 || of_a == of_b ||
           turned_down_.count(unordered(of_a, of_b)) > 0;
  }

  /// An incident of no family is one by itself.
  const std::string& family_of(const std::string& id) const {
    const auto found = family_of_.find(id);
    return found == family_of_.end() ? id : found->second;
  }

 private:
  std::set<IdPair> pairs_;
  std::set<IdPair> turned_down_;  // families: a no to one member is a no to the mechanism
  std::unordered_map<std::string, std::string> family_of_;
};

}  // namespace

bool is_worth_asking(double confidence, std::size_t words) {
  if (confidence >= 1) return true;
  const double odds = confidence / (1 - confidence);
  const auto length = static_cast<double>(std::clamp(words, kFewestWords, kMostWords));
  return odds * length / 100 >= kLeastOdds;
}

AskedIncident ask_incident(Reader& reader, Tokenizer& tokenizer, const IncidentFacts& incident) {
  AskedIncident asked{.record = incident.record, .candidates = {}};
  if (incident.kind != FileKind::kIncident || !incident.started_at) return asked;
  Question question = question_from(reader.postmortem(incident.doc));
  question.before = incident.started_at->at;
  question.recency = false;
  question.limit = kCandidates;
  const std::size_t words = count_words(question.title) + count_words(question.text);
  const SearchAnswer answer =
      answer_search(reader, tokenizer, question, {.now = {}, .with_facets = false});
  for (const HitAnswer& hit : answer.hits) {
    const double confidence = hit.confidence.value_or(0);
    const bool is_incident = hit.card.kind == FileKind::kIncident;
    if (!is_incident || !is_worth_asking(confidence, words)) continue;
    asked.candidates.push_back({.id = hit.card.id,
                                .confidence = confidence,
                                .same = what_is_same(incident, hit.card, hit.why),
                                .differs = hit.differs});
  }
  return asked;
}

std::vector<Suggestion> suggest(const std::vector<AskedIncident>& asked,
                                const std::vector<IncidentFacts>& incidents,
                                const std::vector<SettledPair>& settled,
                                std::chrono::seconds cooldown) {
  std::unordered_map<std::uint64_t, const IncidentFacts*> by_record;
  std::unordered_map<std::string, const IncidentFacts*> by_id;
  for (const IncidentFacts& incident : incidents) {
    by_record.emplace(incident.record, &incident);
    by_id.emplace(incident.id, &incident);
  }
  const Decided decided(incidents, settled);
  std::vector<std::pair<const IncidentFacts*, Suggestion>> found;
  for (const AskedIncident& one : asked) {
    const auto later = by_record.find(one.record);
    if (later == by_record.end()) continue;
    std::set<std::string> suggested_families;
    for (const Candidate& candidate : one.candidates) {
      const auto earlier = by_id.find(candidate.id);
      if (earlier == by_id.end() || decided.has(later->second->id, candidate.id)) continue;
      if (!is_after_cooldown(*later->second, *earlier->second, cooldown)) continue;
      if (!suggested_families.insert(decided.family_of(candidate.id)).second) continue;
      found.emplace_back(
          later->second,
          Suggestion{later->second->id, candidate.id, candidate.confidence, candidate.same,
                     candidate.differs, propose_class(*later->second, *earlier->second)});
    }
  }
  std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
    const Instant a_at = a.first->started_at ? a.first->started_at->at : Instant();
    const Instant b_at = b.first->started_at ? b.first->started_at->at : Instant();
    return std::tie(b_at, b.second.confidence, a.second.from, a.second.to) <
           std::tie(a_at, a.second.confidence, b.second.from, b.second.to);
  });
  std::vector<Suggestion> suggestions;
  for (auto& [later, suggestion] : found) suggestions.push_back(std::move(suggestion));
  return suggestions;
}

}  // namespace dejavu
