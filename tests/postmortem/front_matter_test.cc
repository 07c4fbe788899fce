// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/postmortem/front_matter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/postmortem/parsed.h"

namespace dejavu {
namespace {

using testing::ElementsAre;

TEST(FrontMatter, EveryLanguageSaysTheSame) {
  const std::string body = "\n# Other heading\n\ntext\n";
  const std::string toml =
      "title = \"Pool ran dry\"\nservices = [\"payments\", \"cart\"]\n"
      "date = 2024-04-03T19:32:00Z\n";
  for (const std::string& text : {
           "---\ntitle: Pool ran dry\nservices: [payments, cart]\ndate: "
           "2024-04-03T19:32:00Z\n---\n" +
               body,
           "+++\n" + toml + "+++\n" + body,
           "```toml\n" + toml + "```\n" + body,
           "{\"title\": \"Pool ran dry\", \"services\": [\"payments\", \"cart\"],\n"
           " \"date\": \"2024-04-03T19:32:00Z\"}\n" +
               body,
           "<!-- licence: {none}\n -->\n\n---\ntitle: Pool ran dry\nservices:\n  - payments\n  - "
           "cart\n"
           "date: 2024-04-03T19:32:00Z\n...\n" +
               body,
       }) {
    const Postmortem postmortem = parsed(text);
    EXPECT_EQ(postmortem.title, "Pool ran dry") << text;
    EXPECT_THAT(postmortem.services, ElementsAre("payments", "cart")) << text;
    EXPECT_EQ(shown(postmortem.started_at), "2024-04-03T19:32:00Z") << text;
    EXPECT_THAT(postmortem.diagnostics, testing::IsEmpty()) << text;
    ASSERT_EQ(postmortem.sections.size(), 1U) << text;
    EXPECT_EQ(postmortem.sections[0].text, "text");
  }
}

TEST(FrontMatter, LinesOfTheBodyAreLinesOfTheFile) {
  const Postmortem postmortem = parsed("---\ntitle: x\n# comment\n---\n\n## Summary\n\ntext\n");
  ASSERT_EQ(postmortem.sections.size(), 1U);
  EXPECT_EQ(postmortem.sections[0].line, 6);
}

TEST(FrontMatter, InvalidYamlIsReadLineByLineAndReported) {
  const Postmortem postmortem = parsed(
      "---\ntitle: {{ .Name | title }} broke\nid: PM-9\nservices:\n  - payments\n  - \"cart\"\n"
      "tags: [a, 'b']\n---\n");
  EXPECT_EQ(postmortem.title, "{{ .Name | title }} broke");
  EXPECT_EQ(postmortem.id, "PM-9");
  EXPECT_THAT(postmortem.services, ElementsAre("payments", "cart"));
  EXPECT_THAT(postmortem.tags, ElementsAre("a", "b"));
  EXPECT_TRUE(has_code(postmortem, "front-matter-invalid"));
  EXPECT_EQ(postmortem.kind, FileKind::kTemplate);
}

TEST(FrontMatter, DiagnosticsNameLineAndColumn) {
  const Postmortem postmortem = parsed("---\ntitle: x\nstarted_at: 2021-07-56\n---\n");
  ASSERT_TRUE(has_code(postmortem, "date-impossible"));
  EXPECT_EQ(postmortem.diagnostics[0].line, 3);
  EXPECT_EQ(postmortem.diagnostics[0].column, 13);
  EXPECT_EQ(extra(postmortem, "started_at"), "2021-07-56");
}

TEST(FrontMatter, AliasesAreRefusedBeforeTheyGrow) {
  const Postmortem bomb =
      parsed("---\ntitle: Bomb\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n---\n\ntext\n");
  EXPECT_TRUE(has_code(bomb, "yaml-alias"));
  EXPECT_EQ(bomb.title, "Bomb");
}

TEST(FrontMatter, WhatIsTooDeepOrTooLargeIsReportedAndTheTitleKept) {
  const std::string open(5000, '[');
  const std::string close(5000, ']');
  EXPECT_EQ(parsed("---\ntitle: T\nx: " + open + close + "\n---\n").title, "T");
  const Postmortem toml = parsed("+++\ntitle = \"T\"\nx = " + open + close + "\n+++\n");
  EXPECT_EQ(toml.title, "T");
  std::string dotted = "a";
  for (int i = 0; i < 100'000; ++i) dotted += ".a";
  EXPECT_EQ(parsed("+++\ntitle = \"T\"\n" + dotted + " = 1\n+++\n").title, "T");
  EXPECT_TRUE(has_code(parsed("+++\n" + dotted + " = 1\n+++\n"), "front-matter-too-deep"));
  std::string many = "---\ntitle: T\n";
  for (int i = 0; i < 20'000; ++i) many += "k" + std::to_string(i) + ": v\n";
  const Postmortem large = parsed(many + "---\n");
  EXPECT_EQ(large.title, "T");
  EXPECT_TRUE(has_code(large, "front-matter-too-large"));
}

TEST(FrontMatter, ARuleAtTheBeginningIsNoFrontMatter) {
  const Postmortem postmortem = parsed("---\n\nJust a rule above prose.\n\n---\n\nMore prose.\n");
  EXPECT_EQ(section_text(postmortem, SectionKind::kOther),
            "Just a rule above prose.\n\nMore prose.");
}

TEST(FrontMatter, OneThatIsNeverClosedEndsAtTheBlankLine) {
  const Postmortem postmortem = parsed("---\ntitle: Open\nseverity: P1\n\n# Heading\n\ntext\n");
  EXPECT_EQ(postmortem.title, "Open");
  EXPECT_EQ(postmortem.severity, "sev1");
  EXPECT_TRUE(has_code(postmortem, "front-matter-unclosed"));
  EXPECT_EQ(section_text(postmortem, SectionKind::kOther), "text");
}

TEST(FrontMatter, UnknownKeysAreKeptDottedAndInOrder) {
  const Postmortem postmortem = parsed(
      "---\nzeta: 1\nservices: a\nextra: {team_url: u, n: [2, {deep: 3}]}\nalpha: true\n---\n");
  using Pair = std::pair<std::string, std::string>;
  EXPECT_THAT(postmortem.extra,
              ElementsAre(Pair("zeta", "1"), Pair("extra.team_url", "u"), Pair("extra.n", "2"),
                          Pair("extra.n.deep", "3"), Pair("alpha", "true")));
}

}  // namespace
}  // namespace dejavu
