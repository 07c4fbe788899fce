// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <array>
#include <optional>
#include <string>

#include "core/base/text.h"
#include "core/postmortem/sections.h"

namespace dejavu {
namespace {

/// A heading of more words that only begins like a section's name is a sentence.
constexpr std::ptrdiff_t kMaxWordsBehindName = 5;

enum class Match { kWhole, kBegin };

struct SectionName {
  std::string_view name;
  SectionKind kind;
  Match match = Match::kWhole;
};

/// The table of aliases. docs/POSTMORTEM.md lists them; "Begin" rows also match longer headings
/// ("Timeline (all times PST) …", "Root cause of the outage").
constexpr SectionName kSectionNames[] = {
    {"summary", SectionKind::kSummary, Match::kBegin},
    {"overview", SectionKind::kSummary},
    {"tl dr", SectionKind::kSummary},
    {"tldr", SectionKind::kSummary},
    {"what happened", SectionKind::kSummary},
    {"background", SectionKind::kSummary},
    {"description", SectionKind::kSummary},
    {"abstract", SectionKind::kSummary},
    {"synopsis", SectionKind::kSummary},
    {"at a glance", SectionKind::kSummary},
    {"issue", SectionKind::kSummary},

    {"impact", SectionKind::kImpact, Match::kBegin},
    {"problem", SectionKind::kImpact},
    {"problem statement", SectionKind::kImpact},
    {"what was the problem", SectionKind::kImpact},
    {"customer impact", SectionKind::kImpact, Match::kBegin},
    {"user impact", SectionKind::kImpact, Match::kBegin},
    {"business impact", SectionKind::kImpact, Match::kBegin},
    {"symptoms", SectionKind::kImpact},
    {"who was affected", SectionKind::kImpact},
    {"what was affected", SectionKind::kImpact},

    {"timeline", SectionKind::kTimeline, Match::kBegin},
    {"time line", SectionKind::kTimeline},
    {"events timeline", SectionKind::kTimeline},
    {"events", SectionKind::kTimeline},
    {"chronology", SectionKind::kTimeline},
    {"sequence of events", SectionKind::kTimeline},

    {"detection", SectionKind::kDetection, Match::kBegin},
    {"how was it detected", SectionKind::kDetection},
    {"how it was detected", SectionKind::kDetection},
    {"how we noticed", SectionKind::kDetection},
    {"discovery", SectionKind::kDetection},

    {"escalation", SectionKind::kEscalation, Match::kBegin},
    {"communication", SectionKind::kEscalation},
    {"communications", SectionKind::kEscalation},
    {"raising the alarm", SectionKind::kEscalation},

    {"trigger", SectionKind::kTrigger},
    {"triggers", SectionKind::kTrigger},
    {"what triggered it", SectionKind::kTrigger},
    {"triggering event", SectionKind::kTrigger},

    {"contributing factor", SectionKind::kContributingFactors},
    {"contributing factors", SectionKind::kContributingFactors, Match::kBegin},
    {"root cause", SectionKind::kContributingFactors, Match::kBegin},
    {"root causes", SectionKind::kContributingFactors, Match::kBegin},
    {"root cause analysis", SectionKind::kContributingFactors},
    {"cause", SectionKind::kContributingFactors},
    {"causes", SectionKind::kContributingFactors},
    {"identified cause", SectionKind::kContributingFactors},
    {"underlying cause", SectionKind::kContributingFactors},
    {"what caused it", SectionKind::kContributingFactors},
    {"why", SectionKind::kContributingFactors},
    {"why did it happen", SectionKind::kContributingFactors},
    {"why it happened", SectionKind::kContributingFactors},
    {"why did this happen", SectionKind::kContributingFactors},
    {"five whys", SectionKind::kContributingFactors},
    {"5 whys", SectionKind::kContributingFactors},
    {"rca", SectionKind::kContributingFactors},

    {"remediation items", SectionKind::kActionItems},
    {"remediation actions", SectionKind::kActionItems},
    {"resolution", SectionKind::kResolution, Match::kBegin},
    {"resolution and recovery", SectionKind::kResolution},
    {"recovery", SectionKind::kResolution, Match::kBegin},
    {"steps taken", SectionKind::kResolution},
    {"actions taken", SectionKind::kResolution},
    {"which steps fixed it", SectionKind::kResolution},
    {"remediation", SectionKind::kResolution, Match::kBegin},
    {"mitigation", SectionKind::kResolution, Match::kBegin},
    {"mitigations", SectionKind::kResolution},
    {"how we fixed it", SectionKind::kResolution},
    {"how it was fixed", SectionKind::kResolution},
    {"how was it fixed", SectionKind::kResolution},
    {"what fixed it", SectionKind::kResolution},
    {"fix", SectionKind::kResolution},
    {"fixed by", SectionKind::kResolution},
    {"solution", SectionKind::kResolution},
    {"workaround", SectionKind::kResolution},
    {"short term fix", SectionKind::kResolution},

    {"prevention", SectionKind::kPrevention, Match::kBegin},
    {"how it could have been prevented", SectionKind::kPrevention},
    {"how could it have been prevented", SectionKind::kPrevention},
    {"how could this have been prevented", SectionKind::kPrevention},
    {"how to prevent", SectionKind::kPrevention, Match::kBegin},
    {"corrective and preventative measure", SectionKind::kPrevention},
    {"corrective and preventative measures", SectionKind::kPrevention},
    {"corrective and preventive measures", SectionKind::kPrevention},
    {"corrective and preventive actions", SectionKind::kPrevention},
    {"corrective and preventative actions", SectionKind::kPrevention},
    {"preventive measures", SectionKind::kPrevention},
    {"preventative measures", SectionKind::kPrevention},
    {"long term solution", SectionKind::kPrevention},
    {"long term fix", SectionKind::kPrevention},

    {"action item", SectionKind::kActionItems},
    {"action items", SectionKind::kActionItems, Match::kBegin},
    {"action plan", SectionKind::kActionItems},
    {"action points", SectionKind::kActionItems},
    {"actions", SectionKind::kActionItems},
    {"follow up", SectionKind::kActionItems},
    {"follow ups", SectionKind::kActionItems},
    {"followup", SectionKind::kActionItems},
    {"followups", SectionKind::kActionItems},
    {"follow up actions", SectionKind::kActionItems},
    {"follow up items", SectionKind::kActionItems},
    {"follow up tasks", SectionKind::kActionItems},
    {"corrective action", SectionKind::kActionItems},
    {"corrective actions", SectionKind::kActionItems},
    {"outcomes corrective actions", SectionKind::kActionItems},
    {"next steps", SectionKind::kActionItems},
    {"recommendations", SectionKind::kActionItems},
    {"improvements", SectionKind::kActionItems},
    {"suggested improvements", SectionKind::kActionItems},
    {"planned improvements", SectionKind::kActionItems},
    {"what will be improved", SectionKind::kActionItems},
    {"what we will improve", SectionKind::kActionItems},
    {"to do", SectionKind::kActionItems},
    {"todo", SectionKind::kActionItems},
    {"todos", SectionKind::kActionItems},

    {"lessons", SectionKind::kLessons, Match::kBegin},
    {"lessons learned", SectionKind::kLessons},
    {"lessons learnt", SectionKind::kLessons},
    {"learnings", SectionKind::kLessons},
    {"what we learned", SectionKind::kLessons},
    {"what we learnt", SectionKind::kLessons},
    {"what went well", SectionKind::kLessons},
    {"what went wrong", SectionKind::kLessons},
    {"what went badly", SectionKind::kLessons},
    {"what went poorly", SectionKind::kLessons},
    {"what could have gone better", SectionKind::kLessons},
    {"went well", SectionKind::kLessons},
    {"went wrong", SectionKind::kLessons},
    {"where we got lucky", SectionKind::kLessons},
    {"takeaways", SectionKind::kLessons},
    {"key takeaways", SectionKind::kLessons},

    {"surprise", SectionKind::kSurprise},
    {"surprises", SectionKind::kSurprise},
    {"why surprised", SectionKind::kSurprise},
    {"what surprised us", SectionKind::kSurprise},

    {"wrong turns", SectionKind::kWrongTurns},
    {"wrong turn", SectionKind::kWrongTurns},
    {"what did not work", SectionKind::kWrongTurns},
    {"what didn t work", SectionKind::kWrongTurns},
    {"red herrings", SectionKind::kWrongTurns},
    {"dead ends", SectionKind::kWrongTurns},

    {"first check", SectionKind::kFirstCheck},
    {"first checks", SectionKind::kFirstCheck},
    {"next time look here first", SectionKind::kFirstCheck},
    {"look here first", SectionKind::kFirstCheck},
    {"what to check first", SectionKind::kFirstCheck},
};

/// Words before a name that change nothing.
constexpr std::array<std::string_view, 10> kEmptyWords = {
    "the",   "our",       "incident", "issue",      "outage",
    "event", "executive", "detailed", "postmortem", "possible"};

/// A heading longer than any name with its supplement is not folded at all.
constexpr std::size_t kMaxHeadingBytes = 160;

/// Without brackets, punctuation, emoji and numbering; folded.
std::string normal_heading(std::string_view heading) {
  std::string plain;
  int depth = 0;
  for (const char c : truncate_utf8(heading, kMaxHeadingBytes)) {
    if (c == '(' || c == '[') ++depth;
    if (depth == 0) plain += c;
    if ((c == ')' || c == ']') && depth > 0) --depth;
  }
  std::string words = slug(fold(plain));
  std::ranges::replace(words, '-', ' ');
  std::string_view rest = words;
  while (!rest.empty() && (rest.front() == ' ' || (rest.front() >= '0' && rest.front() <= '9'))) {
    rest.remove_prefix(1);
  }
  if (rest == "whys") return "5 whys";
  return std::string(rest);
}

struct Found {
  SectionKind kind;
  bool whole;
};

std::optional<Found> look_up(std::string_view heading) {
  for (const SectionName& row : kSectionNames) {
    if (heading == row.name) return Found{row.kind, true};
  }
  for (const SectionName& row : kSectionNames) {
    if (row.match != Match::kBegin || !heading.starts_with(row.name)) continue;
    const std::string_view behind = heading.substr(row.name.size());
    if (!behind.starts_with(' ')) continue;
    const bool is_short = std::ranges::count(behind, ' ') <= kMaxWordsBehindName;
    if (is_short || row.kind == SectionKind::kTimeline) return Found{row.kind, false};
  }
  return std::nullopt;
}

std::optional<Found> find_section(std::string_view heading) {
  const std::string normal = normal_heading(heading);
  std::string_view rest = normal;
  while (!rest.empty()) {
    if (const auto found = look_up(rest)) return found;
    const std::size_t blank = rest.find(' ');
    const std::string_view first = rest.substr(0, blank);
    if (blank == std::string_view::npos ||
        std::ranges::find(kEmptyWords, first) == kEmptyWords.end()) {
      return std::nullopt;
    }
    rest.remove_prefix(blank + 1);
  }
  return std::nullopt;
}

}  // namespace

SectionKind section_kind_of(std::string_view heading) {
  const auto found = find_section(heading);
  return found ? found->kind : SectionKind::kOther;
}

bool is_section_name(std::string_view heading) {
  const auto found = find_section(heading);
  return found && found->whole;
}

}  // namespace dejavu
