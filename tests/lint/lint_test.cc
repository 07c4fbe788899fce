// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/lint/lint.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "core/lint/codes.h"
#include "core/postmortem/parse.h"

namespace dejavu {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

Findings check(std::string_view text, const LintSettings& settings = {}) {
  return Lint(settings).check(parse_postmortem("2026-02-03-checkout.md", text), text);
}

std::vector<std::string> codes(const Findings& findings) {
  std::vector<std::string> codes;
  for (const Finding& finding : findings) codes.push_back(finding.diagnostic.code);
  return codes;
}

/// A postmortem without any fault; each test adds or takes away one thing.
struct Draft {
  std::string facts =
      "started_at: 2026-02-03T09:10Z\n"
      "detected_by: customer\n"
      "seen_before: no\n"
      "action_items:\n"
      "  - {text: Renew by itself, type: prevent, owner: Bo, due: 2026-03-01}\n";
  std::string title = "Checkout refused every card";
  std::string body =
      "## Summary\nCards were refused.\n\n"
      "## Resolution\nA new certificate.\n\n"
      "## Prevention\nAn alert two weeks before the end.\n";

  std::string text() const { return fmt::format("---\ntitle: {}\n{}---\n{}", title, facts, body); }
};

TEST(Lint, AWholePostmortemHasNoFindings) { EXPECT_THAT(codes(check(Draft().text())), IsEmpty()); }

TEST(Lint, EachOfTheFourQuestionsIsAsked) {
  EXPECT_THAT(codes(check("---\ntitle: Checkout refused cards\nstarted_at: 2026-02-03\n---\n")),
              testing::IsSupersetOf({"unanswered-problem", "unanswered-fix",
                                     "unanswered-prevention", "unanswered-improvement"}));
}

TEST(Lint, TextBelowTheTitleAnswersWhatTheProblemWas) {
  const auto found = codes(check("# Checkout refused cards\n\nCards were refused for an hour.\n"));
  EXPECT_THAT(found, Not(Contains("unanswered-problem")));
  EXPECT_THAT(found, Contains("unanswered-fix"));
}

TEST(Lint, APreventActionAnswersHowItCouldHaveBeenPrevented) {
  Draft draft;
  draft.body = "## Summary\nCards.\n\n## Resolution\nA new one.\n";
  EXPECT_THAT(codes(check(draft.text())), IsEmpty());
}

TEST(Lint, APlaceholderIsNoAnswer) {
  Draft draft;
  draft.body = "## Summary\nCards.\n\n## Resolution\nTBD\n\n## Prevention\nx y\n";
  EXPECT_THAT(codes(check(draft.text())), ElementsAre("unanswered-fix", "section-empty"));
}

TEST(Lint, AnHtmlCommentIsNoAnswer) {
  Draft draft;
  draft.body = "## Summary\nCards.\n\n## Resolution\n<!-- Which steps? -->\n";
  EXPECT_THAT(codes(check(draft.text())), ElementsAre("unanswered-fix", "section-empty"));
}

TEST(Lint, AHeadingThatOnlyGroupsIsNotEmpty) {
  Draft draft;
  draft.body = "## Summary\n### Impact\nCards.\n\n## Resolution\nA new one.\n";
  EXPECT_THAT(codes(check(draft.text())), IsEmpty());
}

TEST(Lint, ADraftIsOnlyRemindedOfWhatIsMissing) {
  Draft draft;
  draft.facts += "status: draft\n";
  draft.body = "## Summary\n";
  const Findings findings = check(draft.text());
  EXPECT_THAT(codes(findings), testing::IsSupersetOf({"unanswered-problem", "section-empty"}));
  for (const Finding& finding : findings) {
    EXPECT_EQ(finding.diagnostic.level, DiagnosticLevel::kNote) << finding.diagnostic.code;
  }
}

TEST(Lint, DetectionAndSeenBeforeAreAskedFor) {
  Draft draft;
  draft.facts =
      "started_at: 2026-02-03T09:10Z\n"
      "action_items: [{text: x y, type: prevent, owner: Bo, due: 2026-03-01}]\n";
  EXPECT_THAT(codes(check(draft.text())), ElementsAre("detection-missing", "seen-before-missing"));
}

TEST(Lint, AnOpenActionNeedsOwnerDueDateAndType) {
  Draft draft;
  draft.facts =
      "started_at: 2026-02-03T09:10Z\ndetected_by: alert\nseen_before: no\n"
      "action_items:\n"
      "  - {text: Renew by itself}\n";
  const Findings findings = check(draft.text());
  EXPECT_THAT(codes(findings),
              ElementsAre("action-without-owner", "action-without-due", "action-without-type"));
  EXPECT_EQ(findings[0].diagnostic.line, 7);
  EXPECT_THAT(findings[0].diagnostic.message, HasSubstr("AI-1"));
}

TEST(Lint, AFinishedActionIsAskedWhoVerifiedIt) {
  Draft draft;
  draft.facts += "  - {text: Alert, status: done, done_at: 2026-02-04}\n";
  EXPECT_THAT(codes(check(draft.text())), ElementsAre("action-unverified"));
  draft.facts += "  - {text: Alert, status: done, done_at: 2026-02-04, verified_by: Ann}\n";
  EXPECT_THAT(codes(check(draft.text())), ElementsAre("action-unverified"));
}

TEST(Lint, AnActionDoneBeforeTheIncidentIsDoubted) {
  Draft draft;
  draft.facts += "  - {text: Alert, status: done, done_at: 2025-02-04, verified_by: Ann}\n";
  EXPECT_THAT(codes(check(draft.text())), ElementsAre("action-done-before-start"));
}

TEST(Lint, TimesThatContradictEachOtherAreNamedOnce) {
  Draft draft;
  draft.facts +=
      "known_at: 2026-02-03T10:00Z\nraised_at: 2026-02-03T09:30Z\n"
      "mitigated_at: 2026-02-03T08:00Z\nresolved_at: 2026-02-03T07:00Z\n";
  EXPECT_THAT(
      codes(check(draft.text())),
      testing::UnorderedElementsAre("times-contradict", "times-contradict", "times-out-of-order"));
}

TEST(Lint, ADayDoesNotContradictAMinuteOfIt) {
  Draft draft;
  draft.facts += "mitigated_at: 2026-02-03T10:00Z\nresolved_at: 2026-02-03\n";
  EXPECT_THAT(codes(check(draft.text())), IsEmpty());
}

TEST(Lint, ATitleOfEmptyWordsIsVague) {
  for (const char* title :
       {"Incident", "Production outage 2026-02-03", "Post-mortem of the incident"}) {
    Draft draft;
    draft.title = fmt::format("\"{}\"", title);
    EXPECT_THAT(codes(check(draft.text())), ElementsAre("title-vague")) << title;
  }
}

TEST(Lint, BlameHasLineColumnAndSuggestion) {
  Draft draft;
  draft.body += "\nThe cards failed. **The engineer** forgot\nto renew it.\n";
  const std::string text = draft.text();
  const Findings findings = check(text);
  ASSERT_THAT(codes(findings), ElementsAre("blame-person"));
  const Diagnostic& diagnostic = findings[0].diagnostic;
  EXPECT_EQ(diagnostic.line, 18);
  EXPECT_EQ(diagnostic.column, 25);
  EXPECT_THAT(diagnostic.message, HasSubstr("\"engineer forgot\""));
  EXPECT_THAT(findings[0].hint, HasSubstr("what made it easy to miss"));
}

TEST(Lint, CodeAndQuotesBlameNobody) {
  Draft draft;
  draft.body +=
      "\n```\nthe engineer forgot\n```\n\n> the engineer forgot\n\n`the engineer forgot`\n";
  EXPECT_THAT(codes(check(draft.text())), IsEmpty());
}

TEST(Lint, ACodeCanBeSwitchedOff) {
  Draft draft;
  draft.body += "\nThe engineer forgot it. It was human error.\n";
  EXPECT_THAT(codes(check(draft.text(), {.off = {"blame-person"}})), ElementsAre("blame-word"));
}

TEST(Lint, FindingsStandInTheOrderOfTheFile) {
  Draft draft;
  draft.body = "## Summary\nIt was human error.\n\n## Resolution\n";
  const Findings findings = check(draft.text());
  EXPECT_TRUE(std::is_sorted(findings.begin(), findings.end(), [](const auto& a, const auto& b) {
    return a.diagnostic.line < b.diagnostic.line;
  }));
  EXPECT_EQ(findings.size(), 3U);
}

TEST(Lint, WhatIsNoIncidentIsNotAskedTheFourQuestions) {
  const std::string text = "# How to write\n\nIt was human error.\n";
  const auto found = codes(Lint({}).check(parse_postmortem("README.md", text), text));
  EXPECT_THAT(found, ElementsAre("file-is-no-incident", "blame-word"));
}

TEST(Lint, BytesThatAreNoTextGiveFindingsToo) {
  const std::string bytes = "\xff\xfeHe forgot" + std::string(200, '\x01');
  EXPECT_THAT(codes(check(bytes)), Not(IsEmpty()));
}

RC_GTEST_PROP(Lint, AnyBytesGiveFindingsWithinTheFile, (const std::string& bytes)) {
  static const Lint kLint({});
  const auto lines = static_cast<int>(std::count(bytes.begin(), bytes.end(), '\n')) +
                     static_cast<int>(std::count(bytes.begin(), bytes.end(), '\r')) + 1;
  const std::string text = "# Incident\n\n## Summary\n" + bytes + " the engineer forgot it.\n";
  for (const Finding& finding : kLint.check(parse_postmortem("a.md", text), text)) {
    RC_ASSERT(finding.diagnostic.line >= 1);
    RC_ASSERT(finding.diagnostic.line <= lines + 3);
    RC_ASSERT(finding.diagnostic.column >= 1);
  }
}

TEST(Lint, EveryCodeSaysWhatItMeansAndWhatToDo) {
  for (const LintCode& row : lint_codes()) {
    EXPECT_TRUE(row.meaning.ends_with('.')) << row.code;
    EXPECT_TRUE(row.hint.ends_with('.')) << row.code;
  }
}

}  // namespace
}  // namespace dejavu
