// SPDX-License-Identifier: GPL-2.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "core/postmortem/parse.h"

namespace dejavu {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

// Cut in two, so that the scanners of others do not stop at this file.
const std::string kToken = std::string("ghp_") + "q8JtV0dR1wPlMn4rTszX7vN3kQ8cJtV0dR1w";
const std::string kHook = std::string("https://hooks.slack.com/") +
                          "services/T0Q8JTV0D/B1WPLMN4R/q8JtV0dR1wPlMn4rTszX7vN3";

std::vector<Diagnostic> secrets_of(const Postmortem& postmortem) {
  std::vector<Diagnostic> found;
  std::ranges::copy_if(postmortem.diagnostics, std::back_inserter(found),
                       [](const Diagnostic& one) { return one.code == "secret-masked"; });
  return found;
}

TEST(SecretsOfAFile, AreAnErrorWithTheirLineAndNeverThemselves) {
  const Postmortem postmortem =
      parse_postmortem("a.md", "---\ntitle: T\n---\n# T\n\nUsed " + kToken + " here.\n");
  const std::vector<Diagnostic> found = secrets_of(postmortem);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].line, 6);
  EXPECT_EQ(found[0].column, 6);
  EXPECT_EQ(found[0].level, DiagnosticLevel::kError);
  EXPECT_THAT(found[0].message, Not(HasSubstr(kToken.substr(4))));
  EXPECT_THAT(postmortem.sections.at(0).text, HasSubstr("Used [masked: github-token] here."));
}

TEST(SecretsOfAFile, InFrontMatterLeaveTheOtherFieldsReadable) {
  const std::vector<std::string> lines = {"webhook: " + kHook, "token: " + kToken,
                                          "db_password: hunter2",
                                          "notes: psql postgres://basket:q8JtV0dR@db-3/basket"};
  for (const std::string& line : lines) {
    const Postmortem postmortem = parse_postmortem(
        "a.md", "---\nid: PM-7\nservices: [basket]\n" + line + "\nseverity: sev2\n---\n# T\n");
    EXPECT_EQ(secrets_of(postmortem).size(), 1U) << line;
    EXPECT_EQ(postmortem.id, "PM-7") << line;
    EXPECT_EQ(postmortem.severity, "sev2") << line;
    EXPECT_THAT(postmortem.services, ElementsAre("basket")) << line;
  }
}

TEST(SecretsOfAFile, OfAllowedFingerprintsStay) {
  const std::string text = "# T\n\nUsed " + kToken + " here.\n";
  const std::string message = secrets_of(parse_postmortem("a.md", text)).at(0).message;
  const std::string fingerprint = message.substr(message.find("fingerprint ") + 12, 12);
  const std::vector<std::string> allowed = {fingerprint};
  const Postmortem postmortem = parse_postmortem("a.md", text, allowed);
  EXPECT_TRUE(secrets_of(postmortem).empty());
  EXPECT_THAT(postmortem.sections.at(0).text, HasSubstr(kToken));
}

TEST(SecretsOfAFile, InUtf16AreFoundToo) {
  std::string text = "\xFF\xFE";
  for (const char c : "# T\n\nUsed " + kToken + " here.\n") text += {c, '\0'};
  EXPECT_EQ(secrets_of(parse_postmortem("a.md", text)).size(), 1U);
}

TEST(SecretsOfAFile, OfWhichThereAreManyAreCounted) {
  std::string text = "# T\n\n";
  for (int i = 0; i < 100; ++i) text += "- " + kToken + "\n";
  const std::vector<Diagnostic> found = secrets_of(parse_postmortem("a.md", text));
  EXPECT_EQ(found.size(), 20U);
  EXPECT_THAT(found.back().message, HasSubstr("80 more"));
}

}  // namespace
}  // namespace dejavu
