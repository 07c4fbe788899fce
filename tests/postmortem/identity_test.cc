// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/postmortem/identity.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/postmortem/parsed.h"

namespace dejavu {
namespace {

using testing::ElementsAre;

std::string id_of(std::string_view path) { return derive_id(read_path(path)).id; }
std::string title_of(std::string_view text) {
  return parse_postmortem("a/file-name.md", text).title;
}

TEST(Ids, ComeFromTheFileNameOrThePath) {
  EXPECT_EQ(id_of("x/PM2021-005 - All services.md"), "PM2021-005");
  EXPECT_EQ(id_of("INC-123.md"), "INC-123");
  EXPECT_EQ(id_of("inc-77-db.md"), "inc-77");
  EXPECT_EQ(id_of("PM-2026-007_pool.md"), "PM-2026-007");
  EXPECT_EQ(derive_id(read_path("INC-123.md")).source, IdSource::kFileName);
  EXPECT_EQ(id_of("2021-05-26-website-outage.md"), "2021-05-26-website-outage");
  EXPECT_EQ(id_of("Rust-1.22.md"), "rust-1-22");
  EXPECT_EQ(id_of("team/2024-01-02/index.md"), "2024-01-02-index");
  EXPECT_EQ(id_of("services/_index.md"), "services-index");
  EXPECT_EQ(id_of("README.md"), "readme");
  EXPECT_EQ(id_of("störung 支払い.md"), "störung-支払い");
  EXPECT_NE(id_of("💥.md"), "");
  EXPECT_LE(id_of(std::string(5000, 'n') + ".md").size(), 200U);
}

TEST(Ids, AnotherIncidentsIdInTheTextIsNotTaken) {
  const Postmortem postmortem =
      parse_postmortem("PM2019-010 - x.md", "# x\n\nSee PM2019-009.\n\n[PM2019-009]: y\n");
  EXPECT_EQ(postmortem.id, "PM2019-010");
}

TEST(Ids, ALongOneIsCutAndReported) {
  const Postmortem postmortem = parsed("---\nid: " + std::string(5000, 'P') + "\n---\n");
  EXPECT_EQ(postmortem.id.size(), 200U);
  EXPECT_TRUE(has_code(postmortem, "id-too-long"));
}

TEST(Titles, ComeFromTheFirstPlaceThatHasOne) {
  EXPECT_EQ(title_of("---\ntitle: Front\n---\n# Head\n"), "Front");
  EXPECT_EQ(title_of("## Sub\n\n# Head\n"), "Head");
  EXPECT_EQ(title_of("## Checkout down\n\n## Summary\n"), "Checkout down");
  EXPECT_EQ(title_of("# Title:\n### Builds fail\n\n# Cause\n"), "Builds fail");
  EXPECT_EQ(title_of("## Owner: @a\n# Overview\ntext\n# Notes to the owner\n"), "file name");
  EXPECT_EQ(title_of("no heading"), "file name");
  EXPECT_EQ(title_of(""), "file name");
  EXPECT_EQ(parse_postmortem("002-cloudflare-migration.md", "").title, "cloudflare migration");
}

TEST(Titles, ALeadingDateIdOrKindIsCutOnlyWhenSomethingIsLeft) {
  EXPECT_EQ(clean_title("2018-02-12, Hub Launch Fail"), "Hub Launch Fail");
  EXPECT_EQ(clean_title("Oct 31 2021 Dust Storm"), "Dust Storm");
  EXPECT_EQ(clean_title("Post-mortem: INC-123 - Pool ran dry"), "Pool ran dry");
  EXPECT_EQ(clean_title("incident date: 2019-02-20, kubectl logs unavailable"),
            "kubectl logs unavailable");
  EXPECT_EQ(clean_title("2017-09-29, 504"), "504");
  EXPECT_EQ(clean_title("2024-01-02"), "2024-01-02");
  EXPECT_EQ(clean_title("Postmortem:"), "Postmortem:");
  EXPECT_EQ(clean_title("PM2021-005"), "PM2021-005");
  EXPECT_LE(clean_title(std::string(100'000, 'w')).size(), 300U);
}

TEST(Kinds, NamesAndPlaceholdersTellWhatIsNoIncident) {
  const auto kind = [](std::string_view path, std::string_view text) {
    return parse_postmortem(path, text).kind;
  };
  EXPECT_EQ(kind("README.md", "# Postmortems\n\n## Timeline\n"), FileKind::kOther);
  EXPECT_EQ(kind("docs/_index.md", ""), FileKind::kOther);
  EXPECT_EQ(kind("index.md", "# Reports\n"), FileKind::kOther);
  EXPECT_EQ(kind("2024-01-02-outage/index.md", "# Outage\n"), FileKind::kIncident);
  EXPECT_EQ(kind("template.md", "# ISSUE NAME\n"), FileKind::kTemplate);
  EXPECT_EQ(kind("PMyyyy-nnn - Postmortem template.md", "# Incident Title\n"), FileKind::kTemplate);
  EXPECT_EQ(kind("new.md", "# {{ incident date }}, {{ name }}\n"), FileKind::kTemplate);
  EXPECT_EQ(kind("2024-01-02-broken-template.md", "# Template broke the page\n"),
            FileKind::kIncident);
  EXPECT_EQ(kind("a.md", "# Helm renders {{ .Values }} wrongly\n\nOn 2024-01-02.\n"),
            FileKind::kTemplate);  // a title with tags: better shown as template than trusted
  EXPECT_TRUE(has_code(parse_postmortem("README.md", "x"), "file-is-no-incident"));
}

TEST(PlainMetadata, HeadingsLinesListsAndTablesStateFacts) {
  const Postmortem postmortem = parsed(
      "# Expired certificate\n\nSeverity: P2\nDuration: 2h\n\n## Date\nStart: Wednesday, "
      "2018-08-22\n"
      "End: Thursday, 2018-08-23\n\n## Authors\nAron, Bo\n\n## Status\nResolved\n\n## Stats\n\n"
      "- Category: Kubernetes\n- Time to detection: 8 minutes\n- Anything: kept\n\n## Metadata\n\n"
      "| Service | payments, cart |\n|---|---|\n| **Team** | core |\n");
  EXPECT_EQ(postmortem.severity, "sev2");
  EXPECT_EQ(shown(postmortem.started_at), "2018-08-22");
  EXPECT_EQ(shown(postmortem.resolved_at), "2018-08-23");
  EXPECT_THAT(postmortem.authors, ElementsAre("Aron", "Bo"));
  EXPECT_EQ(postmortem.status, "Resolved");
  EXPECT_THAT(postmortem.tags, ElementsAre("Kubernetes"));
  EXPECT_THAT(postmortem.services, ElementsAre("payments", "cart"));
  EXPECT_THAT(postmortem.teams, ElementsAre("core"));
  EXPECT_EQ(extra(postmortem, "Duration"), "2h");
  EXPECT_EQ(extra(postmortem, "Time to detection"), "8 minutes");
  EXPECT_EQ(extra(postmortem, "Anything"), "kept");
}

TEST(PlainMetadata, AQuotedCommitDatesNothing) {
  const Postmortem postmortem = parsed(
      "# Wiki attack\n\n## Commits\n\ncommit 9b3a\nAuthor: Somebody\nDate: 2021-05-10 19:03\n");
  EXPECT_TRUE(postmortem.authors.empty());
  EXPECT_FALSE(postmortem.started_at);
}

TEST(Start, IsDerivedFromTheNearestPlaceAndSaid) {
  const auto start = [](std::string_view path, std::string_view text) {
    const Postmortem postmortem = parse_postmortem(path, text);
    EXPECT_TRUE(has_code(postmortem, "start-derived")) << path;
    return shown(postmortem.started_at);
  };
  EXPECT_EQ(start("2024-05-01-a.md", "# 2024-04-30, a\n"), "2024-04-30");
  EXPECT_EQ(start("2024-05-01-a.md", "# a\n"), "2024-05-01");
  EXPECT_EQ(start("2024/05/01/a.md", "# a\n"), "2024-05-01");
  EXPECT_EQ(start("a.md",
                  "# a\n\nReviewed on: 2023-11-20\nResolved: 2023-11-15\n\n## Summary\n\n"
                  "End users saw errors on November 14th, 2023.\n"),
            "2023-11-14");
  EXPECT_EQ(start("a.md", "+++\npath = \"2022/01/20/cve\"\n+++\n"), "2022-01-20");
  EXPECT_EQ(start("a.md", "## Overview\n\nMonday, Nov. 13, 2017\n"), "2017-11-13");
}

TEST(Start, AFileNameThatSaysAnotherDayIsReported) {
  EXPECT_TRUE(has_code(parse_postmortem("2024-05-01-a.md", "---\ndate: 2024-05-03\n---\n"),
                       "date-differs-from-file-name"));
  EXPECT_FALSE(has_code(parse_postmortem("2024-05-03-a.md", "---\ndate: 2024-05-03T10:00Z\n---\n"),
                        "date-differs-from-file-name"));
}

}  // namespace
}  // namespace dejavu
