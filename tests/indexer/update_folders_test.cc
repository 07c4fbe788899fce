// SPDX-License-Identifier: GPL-2.0-or-later
// What `update` does with folders and settings, when only some files are named.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "indexer/build.h"
#include "indexer/scan.h"
#include "indexer/update.h"
#include "tests/indexer/corpus_fixture.h"

namespace dejavu {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Key;

/// As the programs have it: with what dejavu.toml says.
IndexJob job_of(const CorpusFixture& corpus) {
  IndexJob job = corpus.job();
  job.settings = load_settings({.working_dir = corpus.scratch(),
                                .flag_corpus = corpus.root().string(),
                                .flag_index = corpus.index().string()});
  return job;
}

Summary update(const CorpusFixture& corpus, const std::vector<std::string>& names) {
  const IndexJob job = job_of(corpus);
  return update_files(job, corpus_paths(job.settings, corpus.scratch(), names));
}

/// Three files in two folders, one beside them; indexed.
void fill(const CorpusFixture& corpus) {
  corpus.write("old/a.md", incident("PM-1", "Disk full", "2024-03-01"));
  corpus.write("old/deep/b.md", incident("PM-2", "Queue stuck", "2024-03-02"));
  corpus.write("older.md", incident("PM-3", "Cache cold", "2024-03-03"));
  build_index(job_of(corpus));
}

/// The index is what a build of the same files would be.
void expect_equal_to_a_build(const CorpusFixture& corpus) {
  const auto updated = contents(corpus.index());
  build_index(job_of(corpus));
  EXPECT_THAT(differing(updated, contents(corpus.index())), IsEmpty());
}

TEST(UpdateFolder, ReadsWhatIsInItAndNothingElse) {
  const CorpusFixture corpus;
  fill(corpus);
  corpus.write("old/deep/new.md", incident("PM-4", "Lock held", "2024-03-04"));
  corpus.write("elsewhere.md", incident("PM-5", "Not looked at", "2024-03-05"));
  const Summary summary = update(corpus, {"old/"});
  EXPECT_EQ(summary.indexed, 1U);
  EXPECT_EQ(summary.unchanged, 2U);
  EXPECT_EQ(ids_by_path(corpus.index()).count("elsewhere.md"), 0U);
  std::filesystem::remove(corpus.root() / "elsewhere.md");
  expect_equal_to_a_build(corpus);
}

TEST(UpdateFolder, OneThatIsGoneTakesItsFilesAlong) {
  const CorpusFixture corpus;
  fill(corpus);
  std::filesystem::remove_all(corpus.root() / "old");
  EXPECT_EQ(update(corpus, {"old"}).removed, 2U);
  EXPECT_THAT(ids_by_path(corpus.index()), ElementsAre(Key("older.md")));
  expect_equal_to_a_build(corpus);
}

TEST(UpdateFolder, RenamedOneKeepsTheIdsOfItsFiles) {
  const CorpusFixture corpus;
  fill(corpus);
  const std::string id = ids_by_path(corpus.index()).at("old/deep/b.md");
  std::filesystem::rename(corpus.root() / "old", corpus.root() / "new");
  const Summary summary = update(corpus, {"old", "new"});
  EXPECT_EQ(summary.renamed, 2U);
  EXPECT_EQ(summary.indexed, 0U);
  EXPECT_EQ(ids_by_path(corpus.index()).at("new/deep/b.md"), id);
  expect_equal_to_a_build(corpus);
}

TEST(UpdateFolder, OneWithALinkNeedsAllFiles) {
  const CorpusFixture corpus;
  fill(corpus);
  std::filesystem::create_symlink("../older.md", corpus.root() / "old/link.md");
  EXPECT_THAT(update(corpus, {"old"}).all_read_because, HasSubstr("a link in old"));
  expect_equal_to_a_build(corpus);
}

TEST(UpdateFolder, WhatIsExcludedOrHiddenStaysOut) {
  const CorpusFixture corpus;
  corpus.write("dejavu.toml", "exclude = [\"old/drafts/*\"]\n");
  fill(corpus);
  corpus.write("old/drafts/c.md", incident("PM-4", "Draft", "2024-03-04"));
  corpus.write("old/.cache/d.md", incident("PM-5", "Hidden", "2024-03-04"));
  update(corpus, {"old"});
  EXPECT_EQ(ids_by_path(corpus.index()).size(), 3U);
  expect_equal_to_a_build(corpus);
}

TEST(UpdateFolder, TheCorpusItselfIsAllFiles) {
  const CorpusFixture corpus;
  fill(corpus);
  corpus.write("more.md", incident("PM-6", "More", "2024-03-06"));
  EXPECT_EQ(update(corpus, {"."}).indexed, 1U);
  expect_equal_to_a_build(corpus);
}

TEST(UpdateSettings, NamedSettingsFileComparesAllAndSaysWhy) {
  const CorpusFixture corpus;
  fill(corpus);
  corpus.write("dejavu.toml", "exclude = [\"old/*\"]\n");
  const Summary summary = update(corpus, {"dejavu.toml"});
  EXPECT_EQ(summary.all_read_because, "dejavu.toml has changed");
  EXPECT_EQ(summary.removed, 2U);
  EXPECT_EQ(summary.rebuilt_because, "");
  expect_equal_to_a_build(corpus);
}

TEST(UpdateSettings, ThatAreNewerThanTheIndexAreNoticedThoughAnotherFileIsNamed) {
  const CorpusFixture corpus;
  fill(corpus);
  corpus.write("dejavu.toml", "exclude = [\"old/*\"]\n");
  const Summary summary = update(corpus, {"older.md"});
  EXPECT_EQ(summary.all_read_because, "dejavu.toml has changed");
  EXPECT_EQ(summary.removed, 2U);
}

TEST(UpdateSettings, OneThatIsRemovedIsNoticedWhenNamed) {
  const CorpusFixture corpus;
  corpus.write("dejavu.toml", "exclude = [\"old/*\"]\n");
  fill(corpus);
  EXPECT_EQ(ids_by_path(corpus.index()).size(), 1U);
  corpus.remove("dejavu.toml");
  EXPECT_EQ(update(corpus, {"dejavu.toml"}).indexed, 2U);
  expect_equal_to_a_build(corpus);
}

}  // namespace
}  // namespace dejavu
