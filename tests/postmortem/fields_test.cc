// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/postmortem/fields.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/postmortem/field_table.h"
#include "core/postmortem/vocabulary.h"
#include "tests/postmortem/parsed.h"

namespace dejavu {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Postmortem with_yaml(const std::string& yaml) { return parsed("---\n" + yaml + "---\n"); }

TEST(Fields, EveryFieldOfTheFormatIsRead) {
  const Postmortem postmortem = with_yaml(R"(
id: PM-2026-007
title: Checkout refused cards
status: final
severity: SEV-2
visibility: restricted
started_at: 2026-02-03T09:10Z
detected_at: 2026-02-03T09:12Z
known_at: 2026-02-03T09:30Z
raised_at: 2026-02-03T09:41Z
acknowledged_at: 2026-02-03T09:42Z
mitigated_at: 2026-02-03T10:00Z
resolved_at: 2026-02-03T11:10Z
detected_by: customer
environment: production
trigger: config_push
facilitator: Ann
seen_before: unsure
company: Example
services: [checkout, cards]
teams: [payments]
tags: [tls]
authors: [Bo]
signatures: ["CardDeclined{gateway}", "x509: certificate has expired"]
fixed_in: [v2.3.1]
sources: [https://example.org/a]
contributing_factors: [{text: Expired certificate, category: process}, nobody watched]
)");
  EXPECT_THAT(postmortem.diagnostics, IsEmpty());
  EXPECT_EQ(postmortem.id, "PM-2026-007");
  EXPECT_EQ(postmortem.id_source, IdSource::kFrontMatter);
  EXPECT_EQ(postmortem.title, "Checkout refused cards");
  EXPECT_EQ(postmortem.status, "final");
  EXPECT_EQ(postmortem.severity, "sev2");
  EXPECT_EQ(postmortem.severity_text, "SEV-2");
  EXPECT_TRUE(postmortem.restricted);
  for (const MomentField& field : kMomentFields) {
    EXPECT_EQ(shown(postmortem.*field.member).substr(0, 11), "2026-02-03T") << field.name;
  }
  EXPECT_EQ(postmortem.detected_by, "customer");
  EXPECT_EQ(postmortem.environment, "production");
  EXPECT_EQ(postmortem.trigger, "config_push");
  EXPECT_EQ(postmortem.facilitator, "Ann");
  EXPECT_EQ(postmortem.seen_before, "unsure");
  EXPECT_EQ(postmortem.company, "Example");
  EXPECT_THAT(postmortem.services, ElementsAre("checkout", "cards"));
  EXPECT_THAT(postmortem.teams, ElementsAre("payments"));
  EXPECT_THAT(postmortem.tags, ElementsAre("tls"));
  EXPECT_THAT(postmortem.authors, ElementsAre("Bo"));
  EXPECT_THAT(postmortem.signatures,
              ElementsAre("CardDeclined{gateway}", "x509: certificate has expired"));
  EXPECT_THAT(postmortem.fixed_in, ElementsAre("v2.3.1"));
  EXPECT_THAT(postmortem.sources, ElementsAre("https://example.org/a"));
  EXPECT_THAT(postmortem.contributing_factors,
              ElementsAre(ContributingFactor{"Expired certificate", "process"},
                          ContributingFactor{"nobody watched", ""}));
  EXPECT_THAT(postmortem.extra, IsEmpty());
  EXPECT_EQ(blind_gap(postmortem), std::chrono::minutes{20});
  EXPECT_EQ(silence_gap(postmortem), std::chrono::minutes{11});
  EXPECT_EQ(duration(postmortem), std::chrono::hours{2});
}

TEST(Fields, KeysOfOtherToolsMeanTheSame) {
  const Postmortem postmortem = with_yaml(
      "title: T\ndate: 2024-04-03 19:32:00 UTC\nresolvedWhen: 2024-04-03T20:00:00-00:00\nresolved: "
      "true\n"
      "declared_at: 2024-04-03T19:40Z\naffected: payments, cart\ncategories: a\npriority: P1\n");
  EXPECT_EQ(shown(postmortem.started_at), "2024-04-03T19:32:00Z");
  EXPECT_EQ(shown(postmortem.resolved_at), "2024-04-03T20:00:00Z");
  EXPECT_EQ(shown(postmortem.raised_at), "2024-04-03T19:40Z");
  EXPECT_THAT(postmortem.services, ElementsAre("payments", "cart"));
  EXPECT_THAT(postmortem.tags, ElementsAre("a"));
  EXPECT_EQ(postmortem.severity, "sev1");
  EXPECT_EQ(extra(postmortem, "resolved"), "true");
  EXPECT_THAT(postmortem.diagnostics, IsEmpty());
}

TEST(Fields, TheOwnNameWinsOverAnAliasAndNothingIsLost) {
  const Postmortem postmortem = with_yaml("date: 2024-05-01\nstarted_at: 2024-04-03\n");
  EXPECT_EQ(shown(postmortem.started_at), "2024-04-03");
  EXPECT_EQ(extra(postmortem, "date"), "2024-05-01");
  EXPECT_TRUE(has_code(postmortem, "field-repeated"));
}

TEST(Fields, AClockBehindADateIsNoSecondTime) {
  const Postmortem postmortem = parsed(
      "# Down\n\n**Date:** 2024-04-03\n**Start time:** 10:52 PM PT\n**End time:** 1:05 AM PT\n");
  EXPECT_EQ(shown(postmortem.started_at), "2024-04-04T05:52Z");
  EXPECT_EQ(shown(postmortem.resolved_at), "2024-04-04T08:05Z");
  EXPECT_THAT(postmortem.diagnostics, IsEmpty());
  EXPECT_EQ(shown(with_yaml("date: 2024-04-03\nstart: 2024-04-03 06:52 UTC\n").started_at),
            "2024-04-03T06:52Z");
  // What the author calls the start is not made more exact by the time of publication.
  EXPECT_EQ(shown(with_yaml("date: 2024-04-03 15:12 UTC\nstarted_at: 2024-04-03\n").started_at),
            "2024-04-03");
}

TEST(Fields, ShortFormsAreAcceptedWhereLongOnesAre) {
  const Postmortem postmortem = with_yaml(
      "services: payments\ntags:\nrecurrence_of: PM-2024-003\naction_items: [Fix it, Test it]\n");
  EXPECT_THAT(postmortem.services, ElementsAre("payments"));
  EXPECT_THAT(postmortem.tags, IsEmpty());
  ASSERT_EQ(postmortem.relations.size(), 1U);
  EXPECT_EQ(postmortem.relations[0].id, "PM-2024-003");
  EXPECT_EQ(postmortem.relations[0].kind, RelationKind::kRecurrenceOf);
  ASSERT_EQ(postmortem.action_items.size(), 2U);
  EXPECT_EQ(postmortem.action_items[1].text, "Test it");
  EXPECT_EQ(postmortem.action_items[1].id, "AI-2");
}

TEST(Fields, RelationsKeepWhoDecidedAndWhy) {
  const Postmortem postmortem = with_yaml(
      "recurrence_of:\n  - {id: A, class: R2, confirmed_by: Ann, confirmed_at: 2026-03-01, "
      "evidence: same stack}\nnot_recurrence_of: [{id: B, by: Bo, at: 2026-03-02, reason: other "
      "cause}]\nlookalike_of: {id: C, tell_apart: no errors in the log}\nduplicate_of: {reason: "
      "x}\n");
  ASSERT_EQ(postmortem.relations.size(), 3U);
  const Relation& again = postmortem.relations[0];
  EXPECT_EQ(again.recurrence_class + again.by + shown(again.at) + again.reason,
            "R2Ann2026-03-01same stack");
  EXPECT_EQ(again.line, 3);
  EXPECT_EQ(postmortem.relations[1].kind, RelationKind::kNotRecurrenceOf);
  EXPECT_EQ(postmortem.relations[1].reason, "other cause");
  EXPECT_EQ(postmortem.relations[2].tell_apart, "no errors in the log");
  EXPECT_TRUE(has_code(postmortem, "relation-without-id"));
}

TEST(Fields, ActionItemsKeepEveryPart) {
  const Postmortem postmortem = with_yaml(
      "action_items:\n  - {id: AI-7, text: Rotate keys, type: prevent, owner: ann, due: "
      "2026-03-01, "
      "status: done, done_at: 2026-02-20, verified_by: bo, link: https://example.org/7}\n");
  ASSERT_EQ(postmortem.action_items.size(), 1U);
  const ActionItem& action = postmortem.action_items[0];
  EXPECT_EQ(action.id, "AI-7");
  EXPECT_EQ(action.type, ActionType::kPrevent);
  EXPECT_EQ(action.status, ActionStatus::kDone);
  EXPECT_EQ(action.owner + action.verified_by, "annbo");
  EXPECT_EQ(shown(action.due) + shown(action.done_at), "2026-03-012026-02-20");
  EXPECT_EQ(action.link, "https://example.org/7");
}

TEST(Fields, ValuesOfTheWrongShapeAreReportedAndKept) {
  const Postmortem postmortem = with_yaml("id: [1, 2]\nresolved_at: {a: b}\nstarted_at: soon\n");
  EXPECT_EQ(postmortem.id, "notes");
  EXPECT_EQ(extra(postmortem, "id"), "1");
  EXPECT_EQ(extra(postmortem, "resolved_at.a"), "b");
  EXPECT_EQ(extra(postmortem, "started_at"), "soon");
  EXPECT_TRUE(has_code(postmortem, "value-unexpected"));
  EXPECT_TRUE(has_code(postmortem, "date-unreadable"));
}

TEST(Fields, AnEndBeforeTheStartIsKeptAndReported) {
  const Postmortem postmortem = with_yaml("date: 2024-06-04T20:00Z\nend: 2024-05-06T17:35Z\n");
  EXPECT_EQ(shown(postmortem.resolved_at), "2024-05-06T17:35Z");
  EXPECT_TRUE(has_code(postmortem, "times-contradict"));
  EXPECT_FALSE(duration(postmortem));
}

TEST(Fields, TheTableNamesNoKeyTwice) {
  std::vector<std::string> keys;
  for (const FieldRow& row : kFieldTable) {
    EXPECT_EQ(find_field_row(row.name), &row) << row.name;
    EXPECT_EQ(normal_key(row.name), row.name);
  }
  EXPECT_EQ(normal_key("resolvedWhen"), "resolved_when");
  EXPECT_EQ(normal_key(" Affected services"), "affected_services");
}

TEST(Severity, EveryVocabularyIsMapped) {
  for (const char* text :
       {"sev1", "SEV-1", "P0", "p1", "1", "Critical", "down", "Severity 1", "S1 (all users)",
        "critical - all regions", "🔴 P1", "~severity::1", "[SEV-1]"}) {
    EXPECT_EQ(severity_from(text), "sev1") << text;
  }
  for (const char* text : {"major", "High", "P2", "disrupted"}) {
    EXPECT_EQ(severity_from(text), "sev2") << text;
  }
  EXPECT_EQ(severity_from("minor"), "sev3");
  EXPECT_EQ(severity_from("notice"), "sev4");
  EXPECT_EQ(severity_from("P5"), "sev4");
  EXPECT_EQ(severity_from("Purple"), "purple");
  EXPECT_EQ(severity_from("10"), "10");
  EXPECT_EQ(severity_from("高"), "高");
}

}  // namespace
}  // namespace dejavu
