// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/server/answers.h"

namespace dejavu {

Instant test_now() { return parse_moment("2026-11-21T12:00:00Z")->at; }

Moment day(std::string_view text) { return parse_moment(text).value(); }

HitAnswer full_hit(const std::string& id) {
  HitAnswer hit;
  hit.card = {.id = id,
              .path = id + ".md",
              .title = "Primary database directory removed",
              .started_at = day("2017-01-31T18:00Z"),
              .severity = "sev1",
              .company = "GitLab",
              .services = {"postgres", "web"},
              .fixed_by = "Copied the data back from staging.",
              .first_check = "Look at the replication lag.",
              .wrong_turns = "The backups were empty.",
              .prose = "The directory was removed."};
  hit.card.relations = {{.kind = RelationKind::kLookalikeOf,
                         .id = "other/incident",
                         .tell_apart = "there the disk was full"}};
  hit.score = 9.5;
  hit.covered = 0.8;
  hit.likely = true;
  hit.confidence = 0.83;
  hit.differs = {"other service: postgres (yours: mysql)"};
  hit.snippet = {{"The ", false}, {"directory", true}, {" was removed.", false}};
  const SectionSet title = set_of(SectionGroup::kTitle);
  hit.why = {{"title words", 6.5, {{"directory", title}, {"removed", title}}},
             {"words", 2.0, {{"database", set_of(SectionGroup::kCause)}}},
             {"recent", 1.0, {}}};
  hit.missing = {"kubernetes"};
  hit.open_prevent_actions = {
      {{.id = "AI-1", .text = "Test the backups", .due = day("2026-10-11")}, 41}};
  return hit;
}

SearchAnswer maybe_answer(std::vector<HitAnswer> hits) {
  SearchAnswer answer;
  answer.question = "directory removed";
  answer.verdict = {VerdictAnswer::kMaybe, 0.63, "it has 80 % of what was asked"};
  answer.total = hits.size();
  answer.hits = std::move(hits);
  answer.index.documents = 34;
  answer.index.stats.updated_at = test_now() - std::chrono::minutes(3);
  return answer;
}

IncidentAnswer full_incident() {
  IncidentAnswer answer;
  Postmortem& p = answer.postmortem;
  p.path = "2017/database.md";
  p.id = "gitlab-2017-01-31";
  p.title = "Primary database directory removed";
  p.severity = "sev1";
  p.severity_text = "S1";
  p.status = "final";
  p.started_at = day("2017-01-31T18:00Z");
  p.resolved_at = day("2017-02-01T18:00Z");
  p.company = "GitLab";
  p.trigger = "other";
  p.services = {"postgres", "web"};
  p.tags = {"backup"};
  p.signatures = {"FATAL: no such file"};
  p.sources = {"https://example.org/report", "javascript:alert(1)"};
  p.contributing_factors = {{"Backups were never restored", "process"}};
  p.relations = full_hit("x").card.relations;
  p.action_items = {{.id = "AI-1",
                     .text = "Test the backups",
                     .type = ActionType::kPrevent,
                     .owner = "storage",
                     .due = day("2026-11-01"),
                     .link = "https://example.org/1"},
                    {.id = "AI-2", .text = "Rename the hosts", .status = ActionStatus::kDone}};
  p.timeline = {{day("2017-01-31T18:00Z"), "18:00", "load rises"},
                {std::nullopt, "later", "quiet"}};
  p.extra = {{"reviewed.by", "somebody"}};
  p.sections = {{.kind = SectionKind::kSummary,
                 .heading = "Summary",
                 .html = "<p>It was <em>gone</em>.</p>\n"},
                {.kind = SectionKind::kTimeline,
                 .heading = "Timeline",
                 .html = "<ul>\n<li>18:00</li>\n</ul>\n"},
                {.kind = SectionKind::kOther, .heading = "Summary", .html = "<p>Again.</p>\n"}};
  p.diagnostics = {{.line = 7,
                    .level = DiagnosticLevel::kWarning,
                    .code = "date-ambiguous",
                    .message = "read as day and month"}};
  answer.duration = std::chrono::hours(24);
  answer.blind_gap = std::chrono::minutes(125);
  answer.silence_gap = std::chrono::minutes(45);
  answer.index.documents = 34;
  return answer;
}

}  // namespace dejavu
