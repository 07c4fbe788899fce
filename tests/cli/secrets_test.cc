// SPDX-License-Identifier: GPL-2.0-or-later
// A secret goes in at every door, and comes out of none.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/base/files.h"
#include "tests/cli/incidents.h"

namespace dejavu {
namespace {

using testing::HasSubstr;
using testing::Not;

// Cut in two, so that the scanners of others do not stop at this file.
const std::string kRest = "q8JtV0dR1wPlMn4rTszX7vN3kQ8cJtV0dR1w";
const std::string kToken = "ghp_" + kRest;

const std::string kFile =
    "---\nid: PM-2025-001\ntitle: Deploy stopped\nstarted_at: 2025-01-02T10:00:00Z\n---\n\n"
    "# Deploy stopped\n\n## Summary\nThe careless use of " +
    kToken + " was refused by the code host.\n";

class Secrets : public testing::Test {
 protected:
  void SetUp() override {
    path_ = incidents_.write("deploy.md", kFile);
    ASSERT_EQ(incidents_.build().status, kExitAnswered);
  }

  void expect_masked(const Outcome& outcome) const {
    EXPECT_THAT(outcome.output, HasSubstr("masked"));
    EXPECT_THAT(outcome.output, Not(HasSubstr(kRest)));
    EXPECT_THAT(outcome.errors, Not(HasSubstr(kRest)));
  }

  Incidents incidents_;
  std::string path_;
};

TEST_F(Secrets, OfAFileAreShownByNoAnswer) {
  expect_masked(incidents_.ask("show", {"PM-2025-001"}));
  expect_masked(incidents_.ask("show", {"PM-2025-001", "--json"}));
  expect_masked(incidents_.ask("search", {"deploy", "refused", "by", "the", "code", "host"}));
}

TEST_F(Secrets, OfAFileAreAnErrorOfCheckInEveryFormat) {
  for (const char* format : {"text", "json", "sarif"}) {
    const Outcome outcome = incidents_.ask("check", {path_, "--format", format});
    EXPECT_EQ(outcome.status, kExitAnsweredNo) << format;
    EXPECT_THAT(outcome.output, HasSubstr("secret-masked")) << format;
    expect_masked(outcome);
  }
}

TEST_F(Secrets, OfAQuestionAreNotRepeated) {
  const Outcome text = incidents_.ask("search", {"fatal: could not read with " + kToken});
  EXPECT_THAT(text.output, HasSubstr("held what looks like a secret"));
  expect_masked(text);
  expect_masked(incidents_.ask("search", {"--json", "fatal: could not read with " + kToken}));
}

TEST_F(Secrets, OfADraftAreNotRepeated) {
  const std::string draft = incidents_.write("../draft.md", kFile);
  expect_masked(incidents_.ask("similar", {draft, "--json"}));
}

TEST_F(Secrets, ThatTheSettingsAllowStay) {
  const Outcome checked = incidents_.ask("check", {path_});
  const std::size_t at = checked.output.find("fingerprint ") + 12;
  incidents_.write("dejavu.toml",
                   "[secrets]\nallow = [\"" + checked.output.substr(at, 12) + "\"]\n");
  EXPECT_EQ(incidents_.ask("check", {path_}).status, kExitAnswered);
  EXPECT_THAT(incidents_.update().output, HasSubstr("masked as a secret has changed"));
  EXPECT_THAT(incidents_.ask("show", {"PM-2025-001"}).output, HasSubstr(kRest));
}

TEST_F(Secrets, OfAReasonDoNotStandInTheLedger) {
  const Outcome outcome =
      run_dejavu({"verdicts", "add", "--corpus", incidents_.corpus(), "--index", incidents_.index(),
                  "--kind", "not_recurrence_of", "--from", "PM-2025-001", "--to", "PM-2024-003",
                  "--by", "Ada", "--reason", "another token: " + kToken});
  EXPECT_EQ(outcome.status, kExitAnswered) << outcome.errors;
  const std::string ledger = read_file(incidents_.corpus() + "/verdicts.jsonl", 1 << 20);
  EXPECT_THAT(ledger, HasSubstr("[masked: github-token]"));
  EXPECT_THAT(ledger, Not(HasSubstr(kRest)));
}

}  // namespace
}  // namespace dejavu
