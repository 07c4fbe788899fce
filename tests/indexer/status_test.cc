// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/status.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>

#include "core/base/error.h"
#include "core/git/indexed_commit.h"
#include "indexer/build.h"
#include "tests/cli/program.h"
#include "tests/indexer/corpus_fixture.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;

TEST(StatusLag, CountsWhatChangedSinceTheLastUpdate) {
  const CorpusFixture corpus;
  for (const char* name : {"a.md", "b.md", "c.md"}) {
    corpus.write(name, incident(std::string("PM-") + name, "Disk full", "2024-03-01"));
  }
  corpus.build();
  EXPECT_EQ(read_status(corpus.job().settings).lag->files(), 0U);
  corpus.write("a.md", incident("PM-a.md", "Disk was full", "2024-03-01"));
  corpus.write("d.md", incident("PM-d.md", "New", "2024-03-01"));
  corpus.remove("c.md");
  const Status status = read_status(corpus.job().settings);
  ASSERT_TRUE(status.lag);
  EXPECT_THAT(status.lag->added, ElementsAre("d.md"));
  EXPECT_THAT(status.lag->changed, ElementsAre("a.md"));
  EXPECT_THAT(status.lag->removed, ElementsAre("c.md"));
  EXPECT_GT(status.disk_bytes, 1000U);
}

TEST(StatusLag, AFileThatWasOnlyTouchedIsNotBehind) {
  const CorpusFixture corpus;
  corpus.write("a.md", incident("PM-1", "Disk full", "2024-03-01"));
  corpus.build();
  fs::last_write_time(corpus.root() / "a.md",
                      fs::file_time_type::clock::now() + std::chrono::hours(24));
  EXPECT_EQ(read_status(corpus.job().settings).lag->files(), 0U);
}

TEST(StatusLag, IsUnknownForAnotherCorpus) {
  const CorpusFixture corpus;
  corpus.write("a.md", incident("PM-1", "Disk full", "2024-03-01"));
  corpus.build();
  Settings settings = corpus.job().settings;
  settings.corpus = corpus.scratch();
  EXPECT_FALSE(read_status(settings).lag);
}

TEST(StatusHook, CountsCommitsThatNoHookHasIndexed) {
  if (!is_installed("git")) GTEST_SKIP() << "skipped: git is not installed";
  const CorpusFixture corpus;
  const auto git = [&](std::vector<std::string> words) {
    words.insert(words.begin(), {"git", "-C", corpus.root(), "-c", "user.name=T", "-c",
                                 "user.email=t@example.com"});
    return run_program(
        {.words = std::move(words),
         .settings = {"GIT_CONFIG_GLOBAL=/dev/null", "GIT_CONFIG_SYSTEM=/dev/null"}});
  };
  corpus.write("a.md", incident("PM-1", "Disk full", "2024-03-01"));
  corpus.build();
  EXPECT_FALSE(read_status(corpus.job().settings).hook);
  git({"init", "-q"});
  git({"commit", "-q", "--allow-empty", "-m", "one"});
  const std::string commit = git({"rev-parse", "HEAD"}).output.substr(0, 40);
  note_indexed_commit(corpus.index(), commit);
  EXPECT_EQ(read_status(corpus.job().settings).hook->commits_since, 0);
  git({"commit", "-q", "--allow-empty", "-m", "two"});
  git({"commit", "-q", "--allow-empty", "-m", "three"});
  const Status status = read_status(corpus.job().settings);
  EXPECT_EQ(status.hook->commit, commit);
  EXPECT_EQ(status.hook->commits_since, 2);
}

}  // namespace
}  // namespace dejavu
