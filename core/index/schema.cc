// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/schema.h"

#include <algorithm>

#include "core/base/files.h"
#include "core/base/text.h"
#include "core/index/tokens.h"

namespace dejavu {
namespace {

using Values = std::vector<std::string>;

Values one(const std::string& value) { return value.empty() ? Values{} : Values{value}; }

Values month_or_year(const Postmortem& postmortem, std::size_t length) {
  if (!postmortem.started_at) return {};
  return {format_day(postmortem.started_at->at).substr(0, length)};
}

Values none(const Postmortem&) { return {}; }

}  // namespace

const std::array<Field, 19> kFields = {{
    {"title",
     FieldKind::kText,
     set_of(SectionGroup::kTitle),
     {},
     "words of the title",
     "title:certificate",
     none},
    {"symptom",
     FieldKind::kText,
     set_of(SectionGroup::kSymptoms),
     {},
     "words of impact, detection and signatures",
     "symptom:502",
     none},
    {"cause",
     FieldKind::kText,
     set_of(SectionGroup::kCause),
     {},
     "words of trigger and contributing factors",
     "cause:dns",
     none},
    {"fix",
     FieldKind::kText,
     set_of(SectionGroup::kFix),
     {},
     "words of what resolved it or is to be checked first",
     "fix:rollback",
     none},
    {"service",
     FieldKind::kFacet,
     0,
     {0, true},
     "an affected service",
     "service:payments",
     [](const Postmortem& p) { return p.services; }},
    {"severity",
     FieldKind::kFacet,
     0,
     {1, true},
     "sev1 to sev4",
     "severity:sev1",
     [](const Postmortem& p) { return one(p.severity); }},
    {"tag",
     FieldKind::kFacet,
     0,
     {2, true},
     "a tag",
     "tag:dns",
     [](const Postmortem& p) { return p.tags; }},
    {"team",
     FieldKind::kFacet,
     0,
     {3, true},
     "a team",
     "team:storage",
     [](const Postmortem& p) { return p.teams; }},
    {"trigger",
     FieldKind::kFacet,
     0,
     {4, true},
     "what set it off",
     "trigger:config_push",
     [](const Postmortem& p) { return one(p.trigger); }},
    {"company",
     FieldKind::kFacet,
     0,
     {5, true},
     "whose incident it was",
     "company:GitLab",
     [](const Postmortem& p) { return one(p.company); }},
    {"year",
     FieldKind::kFacet,
     0,
     {6, true},
     "the year it started",
     "year:2024",
     [](const Postmortem& p) { return month_or_year(p, 4); }},
    {"month",
     FieldKind::kFacet,
     0,
     {7, false},
     "the month it started",
     "month:2024-03",
     [](const Postmortem& p) { return month_or_year(p, 7); }},
    {"status",
     FieldKind::kFacet,
     0,
     {8, false},
     "draft, in_review or final",
     "status:draft",
     [](const Postmortem& p) { return one(p.status); }},
    {"detected_by",
     FieldKind::kFacet,
     0,
     {9, false},
     "who or what noticed first",
     "detected_by:customer",
     [](const Postmortem& p) { return one(p.detected_by); }},
    {"environment",
     FieldKind::kFacet,
     0,
     {10, false},
     "where it happened",
     "environment:production",
     [](const Postmortem& p) { return one(p.environment); }},
    {"started",
     FieldKind::kMoment,
     0,
     {},
     "when it began; also after: and before:",
     "started:2024-01..2024-03",
     none},
    {"blind_gap",
     FieldKind::kDuration,
     0,
     {},
     "from its beginning until somebody knew",
     "blind_gap:>1h",
     none},
    {"silence_gap",
     FieldKind::kDuration,
     0,
     {},
     "from knowing until the alarm was raised",
     "silence_gap:>=15m",
     none},
    {"duration",
     FieldKind::kDuration,
     0,
     {},
     "from its beginning until it was over",
     "duration:30m..2h",
     none},
}};

const Field* find_field(std::string_view name) {
  const auto row = std::find_if(kFields.begin(), kFields.end(),
                                [&](const Field& field) { return field.name == name; });
  return row == kFields.end() ? nullptr : &*row;
}

std::string exact_term(std::string_view prefix, std::string_view value) {
  std::string term(prefix);
  // Xapian's convention: a ':' parts a long prefix from a value that begins with a capital.
  if (prefix.size() > 1) term += ':';
  constexpr std::size_t kHashBytes = 32;
  if (term.size() + value.size() <= kMaxTermBytes) return term.append(value);
  const std::size_t room = kMaxTermBytes - kHashBytes - term.size();
  return term.append(truncate_utf8(value, room)).append(content_hash(value));
}

std::string folded_value(std::string_view value) { return fold(collapse_blanks(value)); }

}  // namespace dejavu
