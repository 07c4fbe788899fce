// SPDX-License-Identifier: GPL-2.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/base/text.h"
#include "core/postmortem/parse.h"
#include "tests/cli/incidents.h"

namespace dejavu {
namespace {

using testing::ContainsRegex;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr std::size_t kMaxBytes = std::size_t{1} << 20;

/// A corpus in a temporary folder, and `dejavu new` in it.
class New : public testing::Test {
 protected:
  Outcome run(std::vector<std::string> words, const std::vector<std::string>& settings = {}) {
    ProgramStart start{.words = {DEJAVU_PROGRAM, "new", "--corpus", folder_.path().string()},
                       .settings = settings};
    start.words.insert(start.words.end(), words.begin(), words.end());
    return run_program(start);
  }

  std::string written(std::vector<std::string> words) {
    const Outcome outcome = run(std::move(words));
    EXPECT_EQ(outcome.status, kExitAnswered) << outcome.errors;
    return std::string(trim(outcome.output));
  }

  static Postmortem read(const std::string& path) {
    return parse_postmortem(std::filesystem::path(path).filename().string(),
                            read_file(path, kMaxBytes));
  }

  TemporaryFolder folder_;
};

TEST_F(New, WritesWhatCheckHasNoWarningAbout) {
  const std::string path = written({"Checkout refused every card: \"5xx\" # again"});
  const Postmortem postmortem = read(path);
  EXPECT_EQ(postmortem.title, "Checkout refused every card: \"5xx\" # again");
  EXPECT_EQ(postmortem.kind, FileKind::kIncident);
  EXPECT_EQ(postmortem.status, "draft");
  EXPECT_THAT(postmortem.diagnostics, IsEmpty());
  const Outcome check = run_dejavu({"check", "--strict", path});
  EXPECT_EQ(check.status, kExitAnswered) << check.output;
  EXPECT_THAT(check.output, HasSubstr("note: "));
  EXPECT_THAT(check.output, Not(HasSubstr("warning: ")));
}

TEST_F(New, TheFourQuestionsAreStillOpen) {
  const Outcome check = run_dejavu({"check", written({"Checkout down"})});
  for (const char* code : {"unanswered-problem", "unanswered-fix", "unanswered-prevention",
                           "unanswered-improvement", "seen-before-missing"}) {
    EXPECT_THAT(check.output, HasSubstr(code));
  }
}

TEST_F(New, TheNextFreeNumberOfTheYearIsTaken) {
  const std::string first = read(written({"Checkout down"})).id;
  EXPECT_THAT(first, ContainsRegex("^PM-[0-9]+-001$"));
  const std::string year = first.substr(0, first.size() - 3);
  folder_.write("old/x.md", "---\nid: " + year + "041\n---\n# Search down\n");
  EXPECT_EQ(read(written({"Mail down"})).id, year + "042");
  folder_.write("y.md", "# Search down\n\nSee " + year + "0050, on another branch.\n");
  EXPECT_EQ(read(written({"Mail down again"})).id, year + "051");
}

TEST_F(New, TheFileIsNamedAfterIdAndTitle) {
  const std::string path = written({"--id", "INC/7", "Checkout refused every card, again & again"});
  EXPECT_THAT(path, EndsWith("/INC-7-checkout-refused-every-card-again-again.md"));
  EXPECT_EQ(read(path).id, "INC/7");
}

TEST_F(New, WordsOfATitleNeedNoQuotes) {
  EXPECT_EQ(read(written({"Checkout", "down"})).title, "Checkout down");
}

TEST_F(New, NothingIsOverwritten) {
  const std::string path = folder_.write("PM-1-mail-down.md", "mine").string();
  const Outcome outcome = run({"--id", "PM-1", "Mail down"});
  EXPECT_EQ(outcome.status, kExitUsage);
  EXPECT_EQ(read_file(path, kMaxBytes), "mine");
}

TEST_F(New, AnIdThatAFileHasIsRefused) {
  folder_.write("x.md", "---\nid: PM-5\n---\n# Search down\n");
  const Outcome outcome = run({"--id", "PM-5", "Mail down"});
  EXPECT_EQ(outcome.status, kExitUsage);
  EXPECT_THAT(outcome.errors, HasSubstr("x.md"));
}

TEST_F(New, AnEmptyTitleIsRefused) { EXPECT_EQ(run({"  "}).status, kExitUsage); }

TEST_F(New, TheCorpusMayHaveATemplateOfItsOwn) {
  folder_.write("template.md",
                "+++\nid = {{id}}\ntitle = {{title}}\n+++\n# {{title}} ({{date}})\n");
  const std::string path = written({"--id", "PM-7", "Mail \"down\""});
  EXPECT_THAT(read_file(path, kMaxBytes),
              testing::StartsWith("+++\nid = \"PM-7\"\ntitle = \"Mail \\\"down\\\"\"\n+++\n"
                                  "# Mail \"down\" (20"));
}

TEST_F(New, ATemplateMayHaveTheQuotesAlready) {
  folder_.write("template.md", "---\nid: \"{{id}}\"\ntitle: \"{{title}}\"\n---\n\n\"{{title}}\"\n");
  const std::string path = written({"--id", "PM-7", "Mail \"down\""});
  EXPECT_THAT(read_file(path, kMaxBytes),
              testing::StartsWith("---\nid: \"PM-7\"\ntitle: \"Mail \\\"down\\\"\"\n---\n\n"
                                  "\"Mail \"down\"\"\n"));
}

TEST_F(New, AnotherFolderIsMade) {
  const std::string dir = (folder_.path() / "2026/q4").string();
  EXPECT_THAT(written({"--dir", dir, "Mail down"}), testing::StartsWith(dir));
}

TEST_F(New, TheAuthorIsWhoGitSays) {
  if (!is_installed("git")) GTEST_SKIP() << "skipped: git is not installed";
  const std::string config =
      folder_.write("git/config", "[user]\n\tname = Ann \"A\" Lee\n").string();
  const Outcome outcome = run({"Mail down"}, {"GIT_CONFIG_GLOBAL=" + config});
  ASSERT_EQ(outcome.status, kExitAnswered) << outcome.errors;
  EXPECT_THAT(read(std::string(trim(outcome.output))).authors, ElementsAre("Ann A Lee"));
}

}  // namespace
}  // namespace dejavu
