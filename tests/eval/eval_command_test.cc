// SPDX-License-Identifier: GPL-2.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "tests/base/temporary_folder.h"
#include "tests/cli/program.h"

namespace dejavu {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// A corpus of three files, two questions that it answers and one that it does not.
class EvalCommand : public testing::Test {
 protected:
  EvalCommand() {
    folder_.write("corpus/disk.md",
                  "---\nid: PM-1\nstarted_at: 2024-03-01\n---\n# Disk of the database full\n\n"
                  "Writes were refused because the volume had no space left.\n");
    folder_.write("corpus/certificate.md",
                  "---\nid: PM-2\nstarted_at: 2023-01-01\n---\n# Gateway certificate expired\n\n"
                  "Nobody had renewed the TLS certificate.\n");
    folder_.write("corpus/queue.md", "# Mail queue stuck on a poison message\n");
    folder_.write("questions.jsonl",
                  "{\"id\": \"q1\", \"question\": \"no space left on the volume\"}\n"
                  "{\"id\": \"q2\", \"question\": \"certificate of the gateway has expired\"}\n"
                  "{\"id\": \"q3\", \"question\": \"zebra xylophone\"}\n");
    folder_.write("judgements.qrels", "q1 0 PM-1 1\nq2 0 PM-2 1\n");
  }

  ProgramStart start(const std::vector<std::string>& words) const {
    ProgramStart start{.words = {DEJAVU_PROGRAM, "eval", "--corpus", path("corpus"), "--questions",
                                 path("questions.jsonl"), "--judgements",
                                 path("judgements.qrels")}};
    start.words.insert(start.words.end(), words.begin(), words.end());
    start.settings = {"TMPDIR=" + path("scratch")};
    std::filesystem::create_directories(path("scratch"));
    return start;
  }

  Outcome eval(const std::vector<std::string>& words) const { return run_program(start(words)); }

  std::string path(const std::string& name) const { return (folder_.path() / name).string(); }

  TemporaryFolder folder_;
};

TEST_F(EvalCommand, MeasuresTheEngineBesideFts5OverACorpusWithoutAnIndex) {
  const Outcome outcome = eval({});
  EXPECT_EQ(outcome.status, kExitAnswered) << outcome.errors;
  EXPECT_THAT(outcome.output, HasSubstr("2 questions with an answer, 1 without; 3 documents"));
  EXPECT_THAT(outcome.output, HasSubstr("FTS5-best"));
  EXPECT_THAT(outcome.output, testing::ContainsRegex("Hit@1 +1.000 .1.00, 1.00. +1.000"));
  EXPECT_THAT(outcome.errors, IsEmpty());  // no progress in a pipe
}

TEST_F(EvalCommand, LeavesNeitherAnIndexNorScratchFilesBehind) {
  ASSERT_EQ(eval({}).status, kExitAnswered);
  EXPECT_FALSE(std::filesystem::exists(path("corpus/.dejavu")));
  EXPECT_TRUE(std::filesystem::is_empty(path("scratch")));
}

TEST_F(EvalCommand, JsonHasTheSameFigures) {
  const Outcome outcome = eval({"--json", "--per-question", "--no-recency"});
  ASSERT_EQ(outcome.status, kExitAnswered) << outcome.errors;
  const json object = json::parse(outcome.output);
  EXPECT_EQ(object.at("measures").at("mrr").at("engine").at("value"), 1);
  EXPECT_EQ(object.at("per_question").size(), 3U);
  EXPECT_EQ(object.at("per_question").at(2).at("verdict"), "no");
}

TEST_F(EvalCommand, TwoRunsPrintTheSame) {
  EXPECT_EQ(eval({"--per-question"}).output, eval({"--per-question"}).output);
}

TEST_F(EvalCommand, NegativesAreAskedToo) {
  const std::string negatives =
      folder_.write("negatives.jsonl", "{\"id\": \"n1\", \"question\": \"left-handed otters\"}\n")
          .string();
  EXPECT_THAT(eval({"--negatives", negatives}).output, HasSubstr("2 without"));
}

TEST_F(EvalCommand, ATerminalSeesHowFarItIs) {
  const bool can_make_one =
      run_program({.words = {"script", "-qec", "true", "/dev/null"}}).status == 0;
  if (!can_make_one) GTEST_SKIP() << "skipped: script is not there, or /dev/pts";
  std::string command;
  for (const std::string& word : start({}).words) command += "'" + word + "' ";
  const Outcome outcome = run_program({.words = {"script", "-qec", command, "/dev/null"}});
  EXPECT_THAT(outcome.output, HasSubstr("dejavu: question 3 of 3"));
  EXPECT_THAT(outcome.output, HasSubstr("FTS5: question 3 of 3"));
}

TEST_F(EvalCommand, AWrongLineIsSaidWithItsPlace) {
  folder_.write("judgements.qrels", "q1 0 PM-1 1\nq2 PM-2\n");
  const Outcome outcome = eval({});
  EXPECT_EQ(outcome.status, kExitUsage);
  EXPECT_THAT(outcome.errors, HasSubstr("judgements.qrels:2: 2 words"));
  EXPECT_THAT(outcome.output, IsEmpty());
}

TEST_F(EvalCommand, JudgedDocumentsThatAreNotThereAreAWarning) {
  folder_.write("judgements.qrels", "q1 0 PM-1 1\nq2 0 PM-22 1\n");
  const Outcome outcome = eval({});
  EXPECT_EQ(outcome.status, kExitAnswered);
  EXPECT_THAT(outcome.output, HasSubstr("1 judged documents are not in the corpus: PM-22"));
}

TEST_F(EvalCommand, AnIndexThatIsNamedIsUsedAndNeverBuilt) {
  const Outcome outcome = eval({"--index", path("none")});
  EXPECT_EQ(outcome.status, kExitNotFound);
  EXPECT_FALSE(std::filesystem::exists(path("none")));
}

TEST_F(EvalCommand, ACorpusThatIsNoFolderIsNotFound) {
  std::filesystem::remove_all(path("corpus"));
  const Outcome outcome = eval({});
  EXPECT_EQ(outcome.status, kExitNotFound);
  EXPECT_THAT(outcome.errors, Not(IsEmpty()));
}

}  // namespace
}  // namespace dejavu
