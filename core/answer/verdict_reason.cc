// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/answer/verdict_reason.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <string_view>

namespace dejavu {
namespace {

/// A score that is so much ahead of the next five decides by itself, or hardly at all.
constexpr double kFarAhead = 3;
constexpr double kHardlyAhead = 0.5;

/// A hit with so little of the question shares what incidents of any kind share.
constexpr double kCommonWordsOnly = 0.35;

constexpr std::size_t kWordsNamed = 3;

const Reason* find_reason(const HitAnswer& hit, std::string_view feature) {
  const auto found = std::find_if(hit.why.begin(), hit.why.end(),
                                  [&](const Reason& reason) { return reason.feature == feature; });
  return found == hit.why.end() ? nullptr : &*found;
}

std::string quoted(const std::vector<std::string>& words) {
  std::vector<std::string> named;
  for (std::size_t i = 0; i < std::min(words.size(), kWordsNamed); ++i) {
    named.push_back(fmt::format("“{}”", words[i]));
  }
  return fmt::format("{}", fmt::join(named, ", "));
}

/// What it has in common with the question, the strongest sign first.
std::string in_common(const HitAnswer& best) {
  if (const Reason* lines = find_reason(best, "log lines")) {
    const std::size_t count = lines->evidence.size();
    return count == 1 ? "the same error line" : fmt::format("the same {} error lines", count);
  }
  std::vector<std::string> words;
  for (const std::string_view feature :
       {"phrases", "identifiers", "title words", "words", "synonyms"}) {
    const Reason* reason = find_reason(best, feature);
    if (reason == nullptr) continue;
    for (const Evidence& evidence : reason->evidence) {
      if (words.size() < kWordsNamed) words.push_back(evidence.text);
    }
  }
  return fmt::format("“{}” has {:.0f} % of what was asked, by rarity of the words ({})",
                     best.card.title, best.covered * 100, quoted(words));
}

std::string_view distance(const Standing& standing, std::size_t total) {
  if (total == 1) return "nothing else matches";
  if (standing.gap >= kFarAhead) return "the runners-up are far behind";
  return standing.gap < kHardlyAhead ? "others are about as near" : "";
}

/// Words that stand in one postmortem alone are worth a look, whatever the chance.
std::string why_not(const HitAnswer& best) {
  const std::string share = fmt::format("{:.0f} % of what was asked", best.covered * 100);
  if (!best.only_here.empty()) {
    return fmt::format("the nearest, alone of all, has {}, but only {}", quoted(best.only_here),
                       share);
  }
  if (best.covered < kCommonWordsOnly) return "only common words matched";
  return fmt::format("the nearest has {}, and nothing that only it has", share);
}

std::string joined(const std::string& first, std::string_view second) {
  return second.empty() ? first : fmt::format("{}; {}", first, second);
}

}  // namespace

std::string reason_for(VerdictAnswer answer, const HitAnswer& best, const Standing& standing,
                       std::size_t total) {
  if (answer != VerdictAnswer::kNo) return joined(in_common(best), distance(standing, total));
  std::string reason = why_not(best);
  if (best.missing.empty()) return reason;
  return fmt::format("{}; a yes would need {} too", reason, quoted(best.missing));
}

std::string reason_for_nothing(const Question& question, const std::vector<RatedPart>& parts) {
  const auto is_scored = [](const RatedPart& rated) {
    return rated.part.kind != PartKind::kFilter && rated.part.kind != PartKind::kExcluded;
  };
  const bool asked = std::any_of(parts.begin(), parts.end(), is_scored);
  const bool known = std::any_of(parts.begin(), parts.end(), [&](const RatedPart& rated) {
    return is_scored(rated) && rated.documents > 0;
  });
  if (known) return "no incident that the filters and exclusions leave has these words";
  if (asked) return "none of the words asked for stands in any postmortem";
  const bool filtered = !question.filters.empty() || question.before || question.after;
  if (filtered) return "no incident passes the filters";
  return "there is nothing to look for: the question has no word that is indexed";
}

}  // namespace dejavu
