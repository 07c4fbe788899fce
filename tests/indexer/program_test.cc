// SPDX-License-Identifier: GPL-2.0-or-later
// dejavu-index as people and scripts run it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <unistd.h>

#include <csignal>
#include <fstream>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/index/layout.h"
#include "core/index/reader.h"
#include "indexer/commands.h"
#include "tests/cli/program.h"
#include "tests/indexer/corpus_fixture.h"

namespace dejavu {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

Outcome run(const CorpusFixture& corpus, std::vector<std::string> words) {
  words.insert(words.begin(), DEJAVU_INDEX_PROGRAM);
  words.insert(words.end(), {"--corpus", corpus.root(), "--index", corpus.index()});
  return run_program({.words = words});
}

TEST(Program, BuildsUpdatesAndTellsItsStatus) {
  const CorpusFixture corpus;
  corpus.write("a.md", incident("PM-1", "Disk full", "2024-03-01"));
  const Outcome build = run(corpus, {"build"});
  EXPECT_EQ(build.status, kExitAnswered);
  EXPECT_THAT(build.output, StartsWith("indexed 1, unchanged 0, renamed 0, removed 0"));
  EXPECT_THAT(build.errors, IsEmpty()) << "no progress bar in a pipe";
  corpus.write("b.md", "---\nid: PM-2\nvisibility: restricted\n---\n");
  EXPECT_EQ(run(corpus, {"update", "b.md"}).status, kExitAnswered);
  EXPECT_THAT(run(corpus, {"status"}).output, HasSubstr("b.md: restricted: not indexed"));
  const auto status = nlohmann::json::parse(run(corpus, {"status", "--json"}).output);
  EXPECT_EQ(status["documents"], 1);
  EXPECT_EQ(status["unread"][0]["path"], "b.md");
}

TEST(Program, VerbosePrintsEachDiagnosticWithItsPlace) {
  const CorpusFixture corpus;
  corpus.write("a.md", incident("PM-1", "One", "2024-03-01"));
  corpus.write("b.md", incident("PM-1", "Two", "2024-03-01"));
  EXPECT_THAT(run(corpus, {"build", "--verbose"}).output,
              HasSubstr("b.md:1:1: warning: The id 'PM-1' belongs to a.md"));
}

TEST(Program, ExitCodesTellWhatWentWrong) {
  const CorpusFixture corpus;
  EXPECT_EQ(run(corpus, {"status"}).status, kExitNotFound);
  EXPECT_EQ(run(corpus, {"gc"}).status, kExitNotFound);
  EXPECT_EQ(run(corpus, {"look"}).status, kExitUsage);
  EXPECT_EQ(run(corpus, {"build", "--jobs", "0"}).status, kExitUsage);
  EXPECT_EQ(run_program({.words = {DEJAVU_INDEX_PROGRAM}}).status, kExitUsage);
  EXPECT_EQ(run_program({.words = {DEJAVU_INDEX_PROGRAM, "--help"}}).status, kExitAnswered);
  EXPECT_EQ(run(corpus, {"build"}).status, kExitAnswered);
  EXPECT_EQ(run(corpus, {"update", "/etc/hostname"}).status, kExitUsage);
  std::ofstream(corpus.index() / "CURRENT") << "..";
  const Outcome damaged = run(corpus, {"status"});
  EXPECT_EQ(damaged.status, kExitCorrupt);
  EXPECT_THAT(damaged.errors, AllOf(HasSubstr("dejavu-index: "), HasSubstr("hint: Rebuild")));
}

TEST(Program, AMisspeltCorpusIsSaidAndNotMade) {
  const CorpusFixture corpus;
  const std::string misspelt = corpus.root().string() + "-typo";
  for (const char* verb : {"build", "update"}) {
    const Outcome outcome =
        run_program({.words = {DEJAVU_INDEX_PROGRAM, verb, "--corpus", misspelt}});
    EXPECT_EQ(outcome.status, kExitNotFound) << verb;
    EXPECT_THAT(outcome.errors, HasSubstr("is no folder"));
    EXPECT_FALSE(std::filesystem::exists(misspelt));
  }
}

TEST(Program, SettingsErrorNamesTheLine) {
  const CorpusFixture corpus;
  corpus.write("dejavu.toml", "\nexclud = []\n");
  const Outcome outcome = run(corpus, {"build"});
  EXPECT_EQ(outcome.status, kExitUsage);
  EXPECT_THAT(outcome.errors, HasSubstr("dejavu.toml:2: unknown key 'exclud'"));
  EXPECT_THAT(outcome.errors, HasSubstr("Did you mean 'exclude'?"));
}

TEST(Program, GcRemovesWhatAKilledBuildLeft) {
  const CorpusFixture corpus;
  corpus.build();
  const Generation left = create_generation(corpus.index(), corpus.job().now);
  EXPECT_THAT(run(corpus, {"gc"}).output, HasSubstr(left.name()));
  EXPECT_FALSE(std::filesystem::exists(left.folder()));
  EXPECT_THAT(run(corpus, {"gc"}).output, HasSubstr("nothing to remove"));
}

TEST(Program, CtrlCLeavesTheOldIndexAndCleansUp) {
  const CorpusFixture corpus;
  corpus.write("a.md", incident("PM-1", "Disk full", "2024-03-01"));
  corpus.build();
  const std::string generation = current_generation(corpus.index())->name();
  for (int i = 0; i < 3000; ++i) {
    corpus.write(std::to_string(i) + ".md", incident("PM-" + std::to_string(i), "Down", ""));
  }
  RunningProgram build({.words = {DEJAVU_INDEX_PROGRAM, "build", "--corpus", corpus.root(),
                                  "--index", corpus.index()}});
  const std::filesystem::path generations = corpus.index() / "generations";
  const auto count = [&] {
    const std::filesystem::directory_iterator entries(generations);
    return std::distance(begin(entries), end(entries));
  };
  for (int wait = 0; count() < 2 && wait < 1000; ++wait) ::usleep(1000);
  const Outcome outcome = build.stop(SIGINT);
  EXPECT_EQ(outcome.status, kExitInterrupted);
  EXPECT_THAT(outcome.errors, HasSubstr("Interrupted"));
  EXPECT_EQ(current_generation(corpus.index())->name(), generation);
  EXPECT_EQ(count(), 1);
  EXPECT_EQ(Reader(corpus.index()).info().documents, 1U);
}

TEST(Program, FindsItsCorpusFromInside) {
  const CorpusFixture corpus;
  corpus.write("dejavu.toml", "exclude = [\"drafts/*\"]\n");
  corpus.write("2024/a.md", incident("PM-1", "Disk full", "2024-03-01"));
  corpus.write("drafts/b.md", incident("PM-2", "Draft", ""));
  const std::string inside = corpus.root() / "2024";
  const Outcome outcome = run_program({.words = {"sh", "-c", "cd \"$1\" && exec \"$2\" build", "sh",
                                                 inside, DEJAVU_INDEX_PROGRAM}});
  EXPECT_EQ(outcome.status, kExitAnswered) << outcome.errors;
  EXPECT_EQ(Reader(corpus.root() / ".dejavu").info().documents, 1U);
}

}  // namespace
}  // namespace dejavu
