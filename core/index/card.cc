// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/card.h"

#include <algorithm>

#include "core/base/text.h"

namespace dejavu {
namespace {

std::string card_field(const Postmortem& postmortem, SectionKind kind) {
  return excerpt(collapse_blanks(section_text(postmortem, kind)), kCardFieldBytes);
}

/// Sections in the order in which a reader under stress wants a passage from them.
constexpr SectionKind kProseOrder[] = {
    SectionKind::kSummary,
    SectionKind::kImpact,
    SectionKind::kDetection,
    SectionKind::kTrigger,
    SectionKind::kContributingFactors,
    SectionKind::kResolution,
    SectionKind::kOther,
    SectionKind::kTimeline,
};

std::string prose(const Postmortem& postmortem) {
  std::string text;
  for (const SectionKind kind : kProseOrder) {
    if (text.size() >= kCardProseBytes) break;
    const std::string section = section_text(postmortem, kind);
    if (section.empty()) continue;
    if (!text.empty()) text += '\n';
    text += truncate_utf8(section, kCardProseBytes - std::min(kCardProseBytes, text.size()));
  }
  return excerpt(text, kCardProseBytes);
}

}  // namespace

Card make_card(const Postmortem& p) {
  Card card{.id = p.id,
            .path = p.path,
            .kind = p.kind,
            .title = p.title,
            .started_at = p.started_at,
            .resolved_at = p.resolved_at,
            .severity = p.severity,
            .trigger = p.trigger,
            .company = p.company,
            .services = p.services,
            .teams = p.teams,
            .tags = p.tags,
            .fixed_by = card_field(p, SectionKind::kResolution),
            .first_check = card_field(p, SectionKind::kFirstCheck),
            .wrong_turns = card_field(p, SectionKind::kWrongTurns),
            .prose = prose(p),
            .relations = p.relations,
            .open_prevent_actions = {},
            .action_items = static_cast<int>(p.action_items.size()),
            .problems = 0};
  for (const ActionItem& item : p.action_items) {
    if (item.type == ActionType::kPrevent && item.status == ActionStatus::kOpen) {
      card.open_prevent_actions.push_back(item);
    }
  }
  card.problems = static_cast<int>(std::count_if(
      p.diagnostics.begin(), p.diagnostics.end(),
      [](const Diagnostic& diagnostic) { return diagnostic.level != DiagnosticLevel::kNote; }));
  return card;
}

}  // namespace dejavu
