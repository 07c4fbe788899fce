// SPDX-License-Identifier: GPL-2.0-or-later
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/base/files.h"
#include "tests/cli/incidents.h"

namespace dejavu {
namespace {

using nlohmann::json;
using Words = std::vector<std::string>;

/// A corpus in a Git repository of its own, with two branches to merge.
class VerdictsOfTwoBranches : public testing::Test {
 protected:
  VerdictsOfTwoBranches() { incidents_.build(); }

  Outcome git(const Words& words) const {
    ProgramStart start{.words = {"git", "-C", incidents_.corpus()}};
    start.words.insert(start.words.end(), words.begin(), words.end());
    start.settings = {"GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null",
                      "GIT_AUTHOR_NAME=T",           "GIT_AUTHOR_EMAIL=t@example.com",
                      "GIT_COMMITTER_NAME=T",        "GIT_COMMITTER_EMAIL=t@example.com"};
    return run_program(start);
  }

  Outcome verdicts(const std::string& verb, const Words& words) const {
    ProgramStart start{.words = {DEJAVU_PROGRAM, "verdicts", verb, "--corpus", incidents_.corpus(),
                                 "--index", incidents_.index()}};
    start.words.insert(start.words.end(), words.begin(), words.end());
    start.settings = {"GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null"};
    return run_program(start);
  }

  Outcome decide(const std::string& kind, const std::string& from, const std::string& to) const {
    return verdicts(
        "add", {"--kind", kind, "--from", from, "--to", to, "--reason", "because", "--by", "Ada"});
  }

  json recurrences() const { return json::parse(incidents_.ask("recurrences", {"--json"}).output); }

  std::string file(const std::string& name) const {
    return read_file(incidents_.corpus() + "/" + name, 1 << 20);
  }

  void commit(const std::string& message) const {
    git({"add", "-A"});
    ASSERT_EQ(git({"commit", "-q", "-m", message}).status, 0);
  }

  Incidents incidents_;
};

TEST_F(VerdictsOfTwoBranches, AreMergedByGitAndBothHold) {
  if (!is_installed("git")) GTEST_SKIP() << "skipped: git is not installed";
  incidents_.write(".gitattributes", "verdicts.jsonl merge=union\n");
  ASSERT_EQ(git({"init", "-q", "-b", "main"}).status, 0);
  ASSERT_EQ(decide("lookalike_of", "PM-2024-003", "PM-2023-011").status, 0);
  commit("first");
  git({"checkout", "-q", "-b", "other"});
  ASSERT_EQ(decide("not_recurrence_of", "PM-2024-019", "PM-2024-003").status, 0);
  commit("theirs");
  git({"checkout", "-q", "main"});
  ASSERT_EQ(decide("recurrence_of", "PM-2024-019", "PM-2023-011").status, 0);
  commit("ours");
  const Outcome merge = git({"merge", "-q", "other", "-m", "merge"});
  ASSERT_EQ(merge.status, 0) << merge.output << merge.errors;
  const json answer = recurrences();
  EXPECT_EQ(answer["pairs"].size(), 3U)
      << answer.dump(1, ' ', false, json::error_handler_t::replace);
  EXPECT_EQ(answer["families"].size(), 1U);
  EXPECT_TRUE(answer["problems"].empty());
  const Outcome list = verdicts("list", {});
  EXPECT_EQ(list.status, 0);
  EXPECT_NE(list.output.find("PM-2024-019 → PM-2024-003"), std::string::npos) << list.output;
}

TEST_F(VerdictsOfTwoBranches, ConflictMarkersAreReportedAndNothingIsLost) {
  ASSERT_EQ(decide("lookalike_of", "PM-2024-003", "PM-2023-011").status, 0);
  const std::string line = file("verdicts.jsonl");
  incidents_.write("verdicts.jsonl", "<<<<<<< HEAD\n" + line + "=======\n>>>>>>> other\n");
  const Outcome list = verdicts("list", {"--json"});
  EXPECT_EQ(list.status, 1);
  const json answer = json::parse(list.output);
  EXPECT_EQ(answer["verdicts"].size(), 1U);
  EXPECT_EQ(answer["problems"].size(), 3U);
  EXPECT_EQ(answer["problems"][0]["line"], 1);
}

TEST_F(VerdictsOfTwoBranches, WhoDecidesIsAskedOfGitAndThenRequired) {
  if (!is_installed("git")) GTEST_SKIP() << "skipped: git is not installed";
  const Words words = {"--kind", "lookalike_of", "--from", "PM-2024-003", "--to", "PM-2023-011"};
  const Outcome nobody = verdicts("add", words);
  EXPECT_EQ(nobody.status, 2);
  EXPECT_NE(nobody.errors.find("git config user.name"), std::string::npos) << nobody.errors;
  git({"init", "-q"});
  git({"config", "user.name", "Bo from Git"});
  EXPECT_EQ(verdicts("add", words).status, 0);
  EXPECT_NE(file("verdicts.jsonl").find("Bo from Git"), std::string::npos);
}

TEST_F(VerdictsOfTwoBranches, WrongOnesChangeNothing) {
  EXPECT_EQ(decide("recurrence_of", "PM-2024-003", "PM-0").status, 3);
  EXPECT_EQ(decide("recurrence_of", "PM-2023-011", "PM-2024-003").status, 2);
  EXPECT_EQ(decide("sure", "PM-2024-003", "PM-2023-011").status, 2);
  EXPECT_THROW(file("verdicts.jsonl"), std::exception);
}

TEST_F(VerdictsOfTwoBranches, ApplyWritesThemIntoTheFilesAndThenThereIsNothingLeft) {
  ASSERT_EQ(decide("recurrence_of", "PM-2024-019", "PM-2023-011").status, 0);
  const std::string before = file("2024-08-20-dns.md");
  const Outcome apply = verdicts("apply", {});
  EXPECT_EQ(apply.status, 0) << apply.output << apply.errors;
  EXPECT_NE(file("2024-08-20-dns.md").find("recurrence_of:\n  - {id: PM-2023-011, confirmed_by: "),
            std::string::npos);
  EXPECT_GT(file("2024-08-20-dns.md").size(), before.size());
  ASSERT_EQ(incidents_.update().status, 0);
  EXPECT_EQ(verdicts("apply", {}).output, "nothing to apply\n");
  const json pair = recurrences()["pairs"][0];
  EXPECT_EQ(pair["source"], "front_matter");
  EXPECT_EQ(pair["by"], "Ada");
}

TEST_F(VerdictsOfTwoBranches, RecurrencesAreReadableText) {
  ASSERT_EQ(decide("recurrence_of", "PM-2024-019", "PM-2023-011").status, 0);
  const Outcome text = incidents_.ask("recurrences", {});
  EXPECT_EQ(text.status, 0);
  EXPECT_NE(text.output.find("1 recurrence confirmed in 1 family"), std::string::npos)
      << text.output;
  EXPECT_NE(text.output.find("[again of PM-2023-011]"), std::string::npos) << text.output;
}

TEST_F(VerdictsOfTwoBranches, CooldownComesFromTheSettings) {
  incidents_.write("dejavu.toml", "[recurrence]\ncooldown = \"3650d\"\n");
  ASSERT_EQ(decide("recurrence_of", "PM-2024-019", "PM-2023-011").status, 0);
  const json answer = recurrences();
  EXPECT_EQ(answer["cooldown_s"], 3650 * 24 * 3600);
  EXPECT_EQ(answer["pairs"][0]["state"], "duplicate");
  EXPECT_EQ(answer["problems"][0]["code"], "recurrence-inside-cooldown");
}

}  // namespace
}  // namespace dejavu
