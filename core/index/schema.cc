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

Values sections(const Postmortem& postmortem, std::initializer_list<SectionKind> kinds) {
  Values texts;
  for (const Section& section : postmortem.sections) {
    if (std::find(kinds.begin(), kinds.end(), section.kind) != kinds.end()) {
      texts.push_back(section.text);
    }
  }
  return texts;
}

Values month_or_year(const Postmortem& postmortem, std::size_t length) {
  if (!postmortem.started_at) return {};
  return {format_day(postmortem.started_at->at).substr(0, length)};
}

}  // namespace

const std::array<Field, 15> kFields = {{
    {"title", kTitlePrefix, kNoSlot, FieldKind::kText, "words of the title", "title:certificate",
     [](const Postmortem& p) { return one(p.title); }},
    {"cause", "XCA", kNoSlot, FieldKind::kText, "words of trigger and contributing factors",
     "cause:dns",
     [](const Postmortem& p) {
       Values texts = sections(p, {SectionKind::kTrigger, SectionKind::kContributingFactors});
       for (const ContributingFactor& factor : p.contributing_factors) texts.push_back(factor.text);
       return texts;
     }},
    {"fix", "XFX", kNoSlot, FieldKind::kText, "words of what resolved it", "fix:rollback",
     [](const Postmortem& p) { return sections(p, {SectionKind::kResolution}); }},
    {"service", "XSV", 10, FieldKind::kFacet, "an affected service", "service:payments",
     [](const Postmortem& p) { return p.services; }},
    {"severity", "XSE", 11, FieldKind::kFacet, "sev1 to sev4", "severity:sev1",
     [](const Postmortem& p) { return one(p.severity); }},
    {"tag", "K", 12, FieldKind::kFacet, "a tag", "tag:dns",
     [](const Postmortem& p) { return p.tags; }},
    {"team", "XTE", 13, FieldKind::kFacet, "a team", "team:storage",
     [](const Postmortem& p) { return p.teams; }},
    {"trigger", "XTR", 14, FieldKind::kFacet, "what set it off", "trigger:config_push",
     [](const Postmortem& p) { return one(p.trigger); }},
    {"company", "XCO", 15, FieldKind::kFacet, "whose incident it was", "company:GitLab",
     [](const Postmortem& p) { return one(p.company); }},
    {"year", "XY", 16, FieldKind::kFacet, "the year it started", "year:2024",
     [](const Postmortem& p) { return month_or_year(p, 4); }},
    {"month", "XM", kNoSlot, FieldKind::kFacet, "the month it started", "month:2024-03",
     [](const Postmortem& p) { return month_or_year(p, 7); }},
    {"status", "XST", kNoSlot, FieldKind::kFacet, "draft, in_review or final", "status:draft",
     [](const Postmortem& p) { return one(p.status); }},
    {"detected_by", "XDB", kNoSlot, FieldKind::kFacet, "who or what noticed first",
     "detected_by:customer", [](const Postmortem& p) { return one(p.detected_by); }},
    {"environment", "XEN", kNoSlot, FieldKind::kFacet, "where it happened",
     "environment:production", [](const Postmortem& p) { return one(p.environment); }},
    {"started", "", 20, FieldKind::kMoment, "when it began; also after: and before:",
     "after:2024-01-01", [](const Postmortem&) { return Values{}; }},
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

std::string facet_term(std::string_view prefix, std::string_view value) {
  return exact_term(prefix, fold(collapse_blanks(value)));
}

std::string sortable(Instant at) {
  // Shifted so that times before 1970 sort below those after it, then big-endian.
  constexpr std::uint64_t kShift = std::uint64_t{1} << 62;
  std::uint64_t number = kShift + static_cast<std::uint64_t>(at.time_since_epoch().count());
  std::string bytes(8, '\0');
  for (std::size_t i = bytes.size(); i-- > 0; number >>= 8) {
    bytes[i] = static_cast<char>(number & 0xff);
  }
  return bytes;
}

}  // namespace dejavu
