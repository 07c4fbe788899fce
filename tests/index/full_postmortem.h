// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/postmortem/postmortem.h"

namespace dejavu {

/// One with something in every kind of member.
inline Postmortem full_postmortem() {
  Postmortem p;
  p.path = "2024/payments.md";
  p.kind = FileKind::kIncident;
  p.id = "PM-2024-003";
  p.id_source = IdSource::kFrontMatter;
  p.title = "Payments failed after a certificate expired";
  p.status = "final";
  p.severity = "sev2";
  p.severity_text = "SEV 2";
  p.started_at = parse_moment("2024-03-01T09:10Z");
  p.resolved_at = parse_moment("~2024-03-01T10:00Z/2024-03-01T10:30Z");
  p.detected_by = "customer";
  p.trigger = "config_push";
  p.services = {"payments", "ledger"};
  p.tags = {"tls"};
  p.signatures = {"x509: certificate has expired"};
  p.contributing_factors = {{"Nobody watched the expiry date", "software"}};
  p.relations = {{.kind = RelationKind::kLookalikeOf,
                  .id = "PM-2023-001",
                  .by = "on-call",
                  .at = parse_moment("2024-03-02"),
                  .tell_apart = "the other one has a full disk"}};
  p.action_items = {{.id = "AI-1",
                     .text = "Alert 30 days before expiry",
                     .type = ActionType::kPrevent,
                     .owner = "storage team",
                     .due = parse_moment("2024-04-01")}};
  p.timeline = {
      {.at = parse_moment("2024-03-01T09:10Z"), .time_text = "09:10", .text = "It began"}};
  p.extra = {{"cost.eur", "1200"}};
  p.sections = {{.kind = SectionKind::kResolution,
                 .heading = "How we fixed it",
                 .level = 2,
                 .line = 7,
                 .markdown = "We *renewed* it.",
                 .text = "We renewed it.",
                 .html = "<p>We <em>renewed</em> it.</p>"}};
  p.diagnostics = {{.line = 3, .column = 5, .code = "date-ambiguous", .message = "Which day?"}};
  return p;
}

}  // namespace dejavu
