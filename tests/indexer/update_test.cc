// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/update.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <random>

#include "core/base/error.h"
#include "core/git/indexed_commit.h"
#include "core/index/layout.h"
#include "core/index/reader.h"
#include "core/index/thesaurus.h"
#include "indexer/build.h"
#include "indexer/status.h"
#include "tests/indexer/corpus_fixture.h"

namespace dejavu {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

/// Three incidents, indexed.
CorpusFixture& filled(CorpusFixture& corpus) {
  corpus.write("a.md", incident("PM-1", "Disk full", "2024-03-01"));
  corpus.write("b.md", incident("PM-2", "Out of memory", "2024-04-01"));
  corpus.write("sub/c.md", incident("PM-3", "Expired certificate", "2024-05-01"));
  corpus.build();
  return corpus;
}

/// Paths whose contents differ from those of a rebuild.
std::vector<std::string> differs_from_rebuild(const CorpusFixture& corpus) {
  const auto updated = contents(corpus.index());
  corpus.build();
  return differing(updated, contents(corpus.index()));
}

TEST(Update, WithoutIndexBuildsAndSaysSo) {
  const CorpusFixture corpus;
  corpus.write("a.md", incident("PM-1", "Disk full", "2024-03-01"));
  const Summary summary = corpus.update();
  EXPECT_THAT(summary.rebuilt_because, HasSubstr("no index"));
  EXPECT_EQ(summary.indexed, 1U);
}

TEST(Update, CountsWhatChangedAndEqualsARebuild) {
  CorpusFixture corpus;
  filled(corpus);
  corpus.write("a.md", incident("PM-1", "Disk full again", "2024-03-01"));
  corpus.write("d.md", incident("PM-4", "New", "2024-06-01"));
  corpus.remove("b.md");
  const Summary summary = corpus.update();
  EXPECT_EQ(summary.indexed, 2U);
  EXPECT_EQ(summary.unchanged, 1U);
  EXPECT_EQ(summary.removed, 1U);
  EXPECT_EQ(summary.renamed, 0U);
  EXPECT_EQ(summary.rebuilt_because, "");
  EXPECT_THAT(differs_from_rebuild(corpus), IsEmpty());
}

TEST(Update, SecondTimeChangesNothing) {
  CorpusFixture corpus;
  filled(corpus);
  const auto before = contents(corpus.index());
  const Summary summary = corpus.update();
  EXPECT_EQ(summary.unchanged, 3U);
  EXPECT_EQ(summary.indexed + summary.removed + summary.renamed, 0U);
  EXPECT_THAT(differing(before, contents(corpus.index())), IsEmpty());
}

TEST(Update, ReplacingADocumentDoesNotDuplicateIt) {
  CorpusFixture corpus;
  filled(corpus);
  for (int i = 0; i < 5; ++i) {
    corpus.write("a.md", incident("PM-1", "Version " + std::to_string(i), "2024-03-01"));
    corpus.update({"a.md"});
  }
  Reader reader(corpus.index());
  EXPECT_EQ(reader.info().documents, 3U);
  EXPECT_EQ(reader.card(*reader.find_id("PM-1")).title, "Version 4");
}

TEST(Update, FileThatMovedIsCountedAsRenamed) {
  CorpusFixture corpus;
  filled(corpus);
  corpus.rename("a.md", "2024/a.md");
  const Summary summary = corpus.update();
  EXPECT_EQ(summary.renamed, 1U);
  EXPECT_EQ(summary.indexed, 0U);
  EXPECT_EQ(summary.removed, 0U);
  EXPECT_EQ(Reader(corpus.index()).card(*Reader(corpus.index()).find_id("PM-1")).path, "2024/a.md");
  EXPECT_THAT(differs_from_rebuild(corpus), IsEmpty());
}

TEST(Update, NamedFilesAreAllThatIsLookedAt) {
  CorpusFixture corpus;
  filled(corpus);
  corpus.write("a.md", incident("PM-1", "Changed", "2024-03-01"));
  corpus.write("b.md", incident("PM-2", "Changed", "2024-04-01"));
  corpus.remove("sub/c.md");
  corpus.update({"a.md", "sub/c.md"});
  Reader reader(corpus.index());
  EXPECT_EQ(reader.card(*reader.find_id("PM-1")).title, "Changed");
  EXPECT_EQ(reader.card(*reader.find_id("PM-2")).title, "Out of memory");
  EXPECT_FALSE(reader.find_id("PM-3"));
  EXPECT_EQ(reader.info().documents, 2U);
}

TEST(Update, NamedFileMayBeAbsoluteOrGoneOrNeverKnown) {
  CorpusFixture corpus;
  filled(corpus);
  corpus.write("a.md", incident("PM-1", "Changed", "2024-03-01"));
  corpus.remove("b.md");
  const Summary summary = corpus.update(
      {(corpus.root() / "a.md").string(), (corpus.root() / "b.md").string(), "no.md"});
  EXPECT_EQ(summary.indexed, 1U);
  EXPECT_EQ(summary.removed, 1U);
  EXPECT_THAT(summary.stats.unread, IsEmpty());
  EXPECT_THAT(differs_from_rebuild(corpus), IsEmpty());
}

TEST(Update, NamedFileThatDoesNotBelongIsIgnored) {
  CorpusFixture corpus;
  filled(corpus);
  corpus.write("notes.txt", "text");
  corpus.write(".git/x.md", "# hidden");
  EXPECT_EQ(corpus.update({"notes.txt", ".git/x.md"}).indexed, 0U);
  EXPECT_EQ(Reader(corpus.index()).info().documents, 3U);
}

TEST(Update, FileOutsideTheCorpusIsWrongUsage) {
  CorpusFixture corpus;
  filled(corpus);
  for (const char* name : {"/etc/hostname", "../elsewhere.md"}) {
    try {
      corpus.update({name});
      ADD_FAILURE() << name << " was accepted";
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::kInvalid);
    }
  }
}

TEST(Update, LinkAmongTheNamedFilesIsReadAsAWalkReadsIt) {
  CorpusFixture corpus;
  filled(corpus);
  std::filesystem::create_symlink("a.md", corpus.root() / "link.md");
  corpus.update({"link.md"});
  EXPECT_THAT(differs_from_rebuild(corpus), IsEmpty());
}

TEST(Update, FileThatBecomesRestrictedOrUnreadableLeavesTheIndex) {
  CorpusFixture corpus;
  filled(corpus);
  corpus.write("a.md", "---\nid: PM-1\nvisibility: restricted\n---\n");
  corpus.remove("b.md");
  std::filesystem::create_symlink("/etc/hostname", corpus.root() / "b.md");
  corpus.update();
  Reader reader(corpus.index());
  EXPECT_EQ(reader.info().documents, 1U);
  EXPECT_THAT(paths_of(reader.info().stats.unread), ElementsAre("a.md", "b.md"));
  EXPECT_THAT(differs_from_rebuild(corpus), IsEmpty());
}

TEST(Update, UnreadFileThatIsMendedIsIndexedAndNoLongerListed) {
  CorpusFixture corpus;
  filled(corpus);
  corpus.write("d.md", "---\nid: PM-4\nvisibility: restricted\n---\n");
  EXPECT_THAT(paths_of(corpus.update({"d.md"}).stats.unread), ElementsAre("d.md"));
  corpus.write("e.md", "---\nid: PM-5\nvisibility: restricted\n---\n");
  EXPECT_THAT(paths_of(corpus.update({"e.md"}).stats.unread), ElementsAre("d.md", "e.md"));
  corpus.write("d.md", incident("PM-4", "Open now", ""));
  corpus.remove("e.md");
  EXPECT_THAT(paths_of(corpus.update({"d.md", "e.md"}).stats.unread), IsEmpty());
  EXPECT_TRUE(Reader(corpus.index()).find_id("PM-4"));
}

TEST(Update, OtherFormatIsRebuiltAndSaysWhy) {
  CorpusFixture corpus;
  filled(corpus);
  const Generation generation = *current_generation(corpus.index());
  std::ofstream(generation.folder() / "FORMAT") << "dejavu-index layout 0 schema 1\n";
  const Summary summary = corpus.update();
  EXPECT_THAT(summary.rebuilt_because, HasSubstr("layout 0"));
  EXPECT_EQ(Reader(corpus.index()).info().documents, 3U);
}

TEST(Update, GenerationThatIsGoneIsRebuilt) {
  CorpusFixture corpus;
  filled(corpus);
  std::filesystem::remove_all(current_generation(corpus.index())->folder());
  EXPECT_THAT(corpus.update().rebuilt_because, HasSubstr("gone"));
  EXPECT_EQ(Reader(corpus.index()).info().documents, 3U);
}

TEST(Update, DamagedIndexIsReportedAndNotDeleted) {
  CorpusFixture corpus;
  filled(corpus);
  const Generation generation = *current_generation(corpus.index());
  std::filesystem::resize_file(generation.records(), 20);
  try {
    corpus.update();
    FAIL() << "updated";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kCorrupt);
    EXPECT_THAT(error.hint(), HasSubstr("dejavu-index build"));
  }
  EXPECT_TRUE(std::filesystem::exists(generation.database()));
}

TEST(Update, OtherThesaurusIsARebuild) {
  CorpusFixture corpus;
  filled(corpus);
  IndexJob job = corpus.job();
  job.thesaurus = std::make_shared<const Thesaurus>(
      std::vector<SynonymGroup>{{"disk_full", {"disk full", "no space left on device"}}});
  EXPECT_EQ(update_files(job, {}).rebuilt_because, "the thesaurus has changed");
  EXPECT_EQ(Reader(corpus.index()).info().stats.thesaurus, job.thesaurus->fingerprint());
  corpus.write("d.md", incident("PM-9", "No space left on device", ""));
  EXPECT_EQ(update_index(job).rebuilt_because, "");
  EXPECT_EQ(corpus.update().rebuilt_because, "the thesaurus has changed");
}

TEST(Update, CorpusThatNobodyNamedDoesNotEmptyTheIndexOfAnother) {
  CorpusFixture corpus;
  filled(corpus);
  IndexJob job = corpus.job();
  job.settings.corpus = corpus.scratch() / "elsewhere";
  job.settings.corpus_was_named = false;
  std::filesystem::create_directory(job.settings.corpus);
  EXPECT_THROW(update_index(job), Error);
  EXPECT_EQ(Reader(corpus.index()).info().documents, 3U);
}

TEST(Update, InterruptedLeavesTheIndexAsItWas) {
  CorpusFixture corpus;
  filled(corpus);
  const auto before = contents(corpus.index());
  corpus.write("a.md", incident("PM-1", "Changed", "2024-03-01"));
  corpus.remove("b.md");
  for (int calls = 0;; ++calls) {
    std::atomic<int> left = calls;
    IndexJob job = corpus.job();
    job.interrupted = [&left] { return left-- <= 0; };
    if (!update_index(job).interrupted) break;
    EXPECT_THAT(differing(before, contents(corpus.index())), IsEmpty());
  }
  EXPECT_THAT(differs_from_rebuild(corpus), IsEmpty());
}

TEST(Update, WhoeverChangesTheIndexTakesTheNoteOfHooksAway) {
  const CorpusFixture corpus;
  const std::string commit(40, 'a');
  corpus.write("a.md", incident("PM-1", "Disk full", "2024-03-01"));
  corpus.build();
  note_indexed_commit(corpus.index(), commit);
  corpus.update();  // nothing has changed
  EXPECT_EQ(indexed_commit(corpus.index()), commit);
  corpus.remove("a.md");
  corpus.update();
  EXPECT_FALSE(indexed_commit(corpus.index()));
  note_indexed_commit(corpus.index(), commit);
  corpus.build();
  EXPECT_FALSE(indexed_commit(corpus.index()));
}

TEST(Update, NotesWhenTheIndexWasBroughtInLine) {
  CorpusFixture corpus;
  filled(corpus);
  IndexJob job = corpus.job();
  job.now += std::chrono::hours(1);
  update_index(job);
  const IndexStats stats = Reader(corpus.index()).info().stats;
  EXPECT_EQ(stats.updated_at, job.now);
  EXPECT_EQ(stats.built_at, corpus.job().now);
}

/// One word that hardly shrinks.
std::string large_text(unsigned seed) {
  std::minstd_rand random(seed);
  std::string text = "# Large\n\n## Summary\n\n";
  for (int i = 0; i < 16'000'000; ++i) {
    text += static_cast<char>((random() % 2 == 0 ? 'a' : 'A') + random() % 26);
  }
  return text + '\n';
}

TEST(Update, RecordsThatNobodyPointsAtAreLeftBehindByNamedFilesToo) {
  const CorpusFixture corpus;
  corpus.write("a.md", large_text(0));
  corpus.build();
  for (unsigned seed = 1; seed < 4; ++seed) {
    corpus.write("a.md", large_text(seed));
    EXPECT_EQ(corpus.update({"a.md"}).rebuilt_because, "");
  }
  corpus.write("a.md", incident("PM-1", "Disk full", "2024-03-01"));
  corpus.update({"a.md"});
  corpus.write("b.md", incident("PM-2", "Queue stuck", "2024-03-02"));
  EXPECT_THAT(corpus.update({"b.md"}).rebuilt_because, HasSubstr("most of the stored records"));
  EXPECT_LT(read_status(corpus.job().settings).disk_bytes, 1'000'000U);
}

TEST(Update, CountOfFilesWithProblemsFollowsEveryChange) {
  CorpusFixture corpus;
  filled(corpus);
  corpus.write("d.md", incident("PM-1", "Same id", ""));
  EXPECT_EQ(corpus.update().stats.files_with_problems, 1U);
  corpus.write("d.md", incident("PM-1", "Same id, changed", ""));
  EXPECT_EQ(corpus.update().stats.files_with_problems, 1U);
  corpus.write("d.md", incident("PM-9", "Own id", ""));
  EXPECT_EQ(corpus.update().stats.files_with_problems, 0U);
}

}  // namespace
}  // namespace dejavu
