// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/build.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <atomic>

#include "core/base/error.h"
#include "core/index/layout.h"
#include "core/index/reader.h"
#include "tests/base/unprivileged.h"
#include "tests/indexer/corpus_fixture.h"

namespace dejavu {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::size_t generations(const CorpusFixture& corpus) {
  const std::filesystem::directory_iterator entries(corpus.index() / "generations");
  return static_cast<std::size_t>(std::distance(begin(entries), end(entries)));
}

TEST(Build, IndexesEveryFileInPathOrder) {
  const CorpusFixture corpus;
  constexpr int kFiles = 450;  // several segments, the last one not full
  for (int i = 0; i < kFiles; ++i) {
    corpus.write(fmt::format("{:03}.md", i), incident(fmt::format("PM-{}", i), "Down", ""));
  }
  const Summary summary = corpus.build();
  EXPECT_EQ(summary.indexed, 450U);
  Reader reader(corpus.index());
  EXPECT_EQ(reader.info().documents, 450U);
  for (int i = 0; i < kFiles; ++i) {
    EXPECT_EQ(reader.find_path(fmt::format("{:03}.md", i)), static_cast<DocId>(i + 1));
  }
  EXPECT_FALSE(std::filesystem::exists(current_generation(corpus.index())->segments()));
}

TEST(Build, NumberOfThreadsMakesNoDifference) {
  const CorpusFixture corpus;
  for (int i = 0; i < 250; ++i) {
    corpus.write(fmt::format("{}.md", i), incident(fmt::format("PM-{}", i % 200), "Down", ""));
  }
  IndexJob job = corpus.job();
  job.threads = 1;
  build_index(job);
  const auto alone = contents(corpus.index());
  job.threads = 4;
  build_index(job);
  EXPECT_THAT(differing(alone, contents(corpus.index())), IsEmpty());
}

TEST(Build, SaysWhichFilesAreNotIndexedAndWhy) {
  const Unprivileged nobody;
  const CorpusFixture corpus;
  corpus.write("locked.md", "# x");
  ::chmod((corpus.root() / "locked.md").c_str(), 0);
  corpus.build();
  EXPECT_THAT(paths_of(Reader(corpus.index()).info().stats.unread), ElementsAre("locked.md"));
}

TEST(Build, FifoTooLargeAndRestrictedFilesAreUnread) {
  const CorpusFixture corpus;
  corpus.write("good.md", incident("PM-1", "Down", "2024-03-01"));
  corpus.write("secret.md", "---\nid: PM-2\nvisibility: restricted\n---\n\nxyzzysecret\n");
  corpus.write("huge.md", "");
  std::filesystem::resize_file(corpus.root() / "huge.md", (std::uintmax_t{64} << 20) + 1);
  ASSERT_EQ(::mkfifo((corpus.root() / "pipe.md").c_str(), 0600), 0);
  corpus.build();
  Reader reader(corpus.index());
  EXPECT_EQ(reader.info().documents, 1U);
  EXPECT_THAT(paths_of(reader.info().stats.unread), ElementsAre("huge.md", "pipe.md", "secret.md"));
  EXPECT_EQ(reader.info().stats.unread.back().reason, "restricted: not indexed");
  EXPECT_FALSE(reader.find_id("PM-2"));
}

TEST(Build, NothingOfARestrictedFileIsOnTheDisk) {
  const CorpusFixture corpus;
  corpus.write("secret.md", "---\nid: PM-2\nvisibility: restricted\n---\n\nxyzzysecret\n");
  corpus.build();
  for (const auto& entry : std::filesystem::recursive_directory_iterator(corpus.index())) {
    if (!entry.is_regular_file()) continue;
    const std::string bytes = read_file(entry.path(), std::size_t{1} << 20);
    EXPECT_EQ(bytes.find("xyzzysecret"), std::string::npos) << entry.path();
    EXPECT_EQ(bytes.find("PM-2"), std::string::npos) << entry.path();
  }
}

TEST(Build, ReplacesTheOldGenerationAndRemovesIt) {
  const CorpusFixture corpus;
  corpus.write("a.md", incident("PM-1", "Down", ""));
  corpus.build();
  const std::string first = current_generation(corpus.index())->name();
  corpus.build();
  EXPECT_NE(current_generation(corpus.index())->name(), first);
  EXPECT_EQ(generations(corpus), 1U);
}

TEST(Build, InterruptedLeavesTheOldIndexAndNothingElse) {
  const CorpusFixture corpus;
  corpus.write("a.md", incident("PM-1", "Down", ""));
  corpus.build();
  const auto before = contents(corpus.index());
  corpus.write("b.md", incident("PM-2", "Down", ""));
  for (int calls = 0; calls < 8; ++calls) {
    std::atomic<int> left = calls;
    IndexJob job = corpus.job();
    job.threads = 1;
    job.interrupted = [&left] { return left-- <= 0; };
    const Summary summary = build_index(job);
    EXPECT_TRUE(summary.interrupted || contents(corpus.index()).size() == 2);
    if (!summary.interrupted) break;
    EXPECT_THAT(differing(before, contents(corpus.index())), IsEmpty());
    EXPECT_EQ(generations(corpus), 1U);
  }
}

TEST(Build, FailureLeavesTheOldIndexAndNothingElse) {
  const CorpusFixture corpus;
  corpus.write("a.md", incident("PM-1", "Down", ""));
  corpus.build();
  const auto before = contents(corpus.index());
  IndexJob job = corpus.job();
  job.interrupted = []() -> bool { throw Error(ErrorKind::kIo, "the disk is gone"); };
  EXPECT_THROW(build_index(job), Error);
  EXPECT_EQ(generations(corpus), 1U);
  EXPECT_THAT(differing(before, contents(corpus.index())), IsEmpty());
}

TEST(Build, CorpusThatIsNoFolderIsNotFoundAndTouchesNoIndex) {
  const CorpusFixture corpus;
  corpus.build();
  const std::string generation = current_generation(corpus.index())->name();
  IndexJob job = corpus.job();
  job.settings.corpus = corpus.root() / "nowhere";
  EXPECT_THROW(build_index(job), Error);
  EXPECT_EQ(current_generation(corpus.index())->name(), generation);
}

TEST(Build, SegmentsThatBytesEndedAreMergedInOrder) {
  const CorpusFixture corpus;
  // Each file is a run of its own size: 5 MB of text ends a segment.
  const std::string large(std::size_t{5} << 20, ' ');
  for (int i = 0; i < 3; ++i) {
    corpus.write(fmt::format("{}.md", i), incident(fmt::format("PM-{}", i), "Down", "") + large);
  }
  EXPECT_EQ(corpus.build().indexed, 3U);
  EXPECT_EQ(Reader(corpus.index()).find_path("2.md"), DocId{3});
}

TEST(Build, BundledCorpusHasAnIdForEveryFile) {
  const CorpusFixture corpus;
  IndexJob job = corpus.job();
  job.settings.corpus = "corpus";
  const Summary summary = build_index(job);
  EXPECT_GE(summary.indexed, 7U);
  EXPECT_THAT(summary.stats.unread, IsEmpty());
}

TEST(Build, RealCollectionIsIndexedWhole) {
  const std::filesystem::path data = "../shared/data/postmortems";
  if (!std::filesystem::exists(data)) GTEST_SKIP() << "skipped: ../shared/data/… is not there";
  const CorpusFixture corpus;
  IndexJob job = corpus.job();
  job.settings.corpus = data;
  const Summary summary = build_index(job);
  Reader reader(corpus.index());
  EXPECT_GT(summary.indexed, 100U);
  EXPECT_EQ(reader.info().documents, summary.indexed);
  EXPECT_EQ(ids_by_path(corpus.index()).size(), summary.indexed);
  EXPECT_EQ(contents(corpus.index()).size(), summary.indexed);
}

}  // namespace
}  // namespace dejavu
