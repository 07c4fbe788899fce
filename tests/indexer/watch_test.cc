// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/watch.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <signal.h>

#include <filesystem>
#include <fstream>
#include <thread>

#include "indexer/folder_watch.h"
#include "indexer/write_lock.h"
#include "tests/cli/program.h"
#include "tests/indexer/corpus_fixture.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Key;
using testing::Not;

/// Only guards against hanging.
constexpr std::chrono::seconds kPatience(20);

/// Asks until it is so.
bool comes_true(const std::function<bool()>& condition) {
  const auto end = std::chrono::steady_clock::now() + kPatience;
  while (!condition()) {
    if (std::chrono::steady_clock::now() > end) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  return true;
}

/// `dejavu-index watch` on a corpus of one file.
class Watched {
 public:
  Watched() {
    corpus.write("a.md", incident("PM-1", "Disk full", "2024-03-01"));
    program.emplace(ProgramStart{.words = {DEJAVU_INDEX_PROGRAM, "watch", "--corpus", corpus.root(),
                                           "--index", corpus.index()}});
    EXPECT_TRUE(program->prints("indexed 1", kPatience));
  }

  bool has(const std::string& path) const { return ids_by_path(corpus.index()).contains(path); }
  bool finds(const std::string& path) const {
    return comes_true([&] { return has(path); });
  }
  bool loses(const std::string& path) const {
    return comes_true([&] { return !has(path); });
  }

  CorpusFixture corpus;
  std::optional<RunningProgram> program;
};

TEST(Watch, FilesThatComeChangeAndGoAreFollowed) {
  const Watched watched;
  watched.corpus.write("b.md", incident("PM-2", "Queue stuck", "2024-03-02"));
  EXPECT_TRUE(watched.finds("b.md"));
  watched.corpus.rename("b.md", "c.md");
  EXPECT_TRUE(watched.finds("c.md"));
  EXPECT_TRUE(watched.loses("b.md"));
  watched.corpus.remove("a.md");
  EXPECT_TRUE(watched.loses("a.md"));
}

TEST(Watch, NewFoldersAreWatchedTooWhateverIsInThemAlready) {
  const Watched watched;
  watched.corpus.write("new/deep/b.md", incident("PM-2", "Queue stuck", "2024-03-02"));
  EXPECT_TRUE(watched.finds("new/deep/b.md"));
  watched.corpus.write("new/deep/c.md", incident("PM-3", "Cache cold", "2024-03-03"));
  EXPECT_TRUE(watched.finds("new/deep/c.md"));
}

TEST(Watch, RenamedFolderIsFollowedUnderItsNewName) {
  const Watched watched;
  watched.corpus.write("old/b.md", incident("PM-2", "Queue stuck", "2024-03-02"));
  EXPECT_TRUE(watched.finds("old/b.md"));
  fs::rename(watched.corpus.root() / "old", watched.corpus.root() / "new");
  EXPECT_TRUE(watched.finds("new/b.md"));
  EXPECT_TRUE(watched.loses("old/b.md"));
  watched.corpus.write("new/c.md", incident("PM-3", "Cache cold", "2024-03-03"));
  EXPECT_TRUE(watched.finds("new/c.md"));
  fs::remove_all(watched.corpus.root() / "new");
  EXPECT_TRUE(watched.loses("new/c.md"));
}

TEST(Watch, SettingsThatChangeAreObeyed) {
  const Watched watched;
  watched.corpus.write("dejavu.toml", "exclude = [\"a.md\"]\n");
  EXPECT_TRUE(watched.loses("a.md"));
  watched.corpus.write("dejavu.toml", "exclude = [\n");  // being written
  EXPECT_TRUE(watched.program->prints("not indexed: ", kPatience));
  watched.corpus.write("dejavu.toml", "exclude = []\n");
  EXPECT_TRUE(watched.finds("a.md"));
}

/// How many events the kernel keeps for who does not listen.
int most_events() {
  int most = 16'384;
  std::ifstream("/proc/sys/fs/inotify/max_queued_events") >> most;
  return most;
}

TEST(Watch, SettingsThatChangeBehindMoreEventsThanTheKernelKeepsAreObeyed) {
  const Watched watched;
  ASSERT_EQ(::kill(watched.program->id(), SIGSTOP), 0);
  // Two of one name and kind in a row would be one event.
  for (int i = 0; i <= most_events(); ++i) {
    watched.corpus.write(i % 2 == 0 ? "even.txt" : "odd.txt", "");
  }
  watched.corpus.write("dejavu.toml", "exclude = [\"a.md\"]\n");
  ASSERT_EQ(::kill(watched.program->id(), SIGCONT), 0);
  EXPECT_TRUE(watched.loses("a.md"));
}

TEST(Watch, WhatAnotherWriterKeepsFromBeingIndexedIsIndexedAfterwards) {
  const Watched watched;
  {
    const WriteLock lock(watched.corpus.index(), "a test", Instant{});
    watched.corpus.write("b.md", incident("PM-2", "Queue stuck", "2024-03-02"));
    EXPECT_TRUE(watched.program->prints("not indexed: The index is being written", kPatience));
  }
  EXPECT_TRUE(watched.finds("b.md"));
}

TEST(Watch, ABurstOfFilesIsFewUpdates) {
  Watched watched;
  for (int i = 0; i < 300; ++i) {
    watched.corpus.write("b/" + std::to_string(i) + ".md",
                         incident("PM-" + std::to_string(100 + i), "Down", ""));
  }
  EXPECT_TRUE(comes_true([&] { return ids_by_path(watched.corpus.index()).size() == 301; }));
  const std::string output = watched.program->output();
  EXPECT_LT(std::ranges::count(output, '\n'), 20) << output;
}

TEST(Watch, CtrlCEndsItWithoutAnError) {
  Watched watched;
  const Outcome outcome = watched.program->stop(SIGINT);
  EXPECT_EQ(outcome.status, 0);
  EXPECT_EQ(outcome.errors, "");
}

TEST(Watch, ACorpusThatGoesAwayIsAnError) {
  Watched watched;
  fs::rename(watched.corpus.root(), watched.corpus.scratch() / "elsewhere");
  const Outcome outcome = watched.program->wait();
  EXPECT_EQ(outcome.status, 3);
}

TEST(FolderWatch, HiddenFoldersAndTheIndexAreNotListenedTo) {
  const TemporaryFolder folder;
  folder.write(".git/a.md", "");
  folder.write("index/a.md", "");
  folder.write("seen/a.md", "");
  FolderWatch watch(folder.path(), folder.path() / "index");
  folder.write(".git/b.md", "");
  folder.write("index/b.md", "");
  folder.write("seen/b.md", "");
  folder.write("seen/.#b.md", "");
  const WatchedChanges changes = watch.add_to({});
  EXPECT_THAT(changes.files, ElementsAre("seen/b.md"));
  EXPECT_THAT(changes.folders, IsEmpty());
}

TEST(FolderWatch, MoreEventsThanTheKernelKeepsMeanAll) {
  std::size_t limit = 0;
  std::ifstream("/proc/sys/fs/inotify/max_queued_events") >> limit;
  constexpr std::size_t kMostTried = 100'000;
  if (limit == 0 || limit > kMostTried) GTEST_SKIP() << "skipped: the queue is too long to fill";
  const TemporaryFolder folder;
  FolderWatch watch(folder.path(), {});
  const fs::path a = folder.write("a", "");
  for (std::size_t i = 0; i < limit / 2 + 100; ++i) {  // two events each
    fs::rename(a, folder.path() / "b");
    fs::rename(folder.path() / "b", a);
  }
  EXPECT_TRUE(watch.add_to({}).all);
  folder.write("after.md", "");
  EXPECT_THAT(watch.add_to({}).files, Contains("after.md"));
}

TEST(FolderWatch, AFolderThatIsReplacedByAFileIsNoTrouble) {
  const TemporaryFolder folder;
  folder.write("x/a.md", "");
  FolderWatch watch(folder.path(), {});
  fs::remove_all(folder.path() / "x");
  folder.write("x", "");
  const WatchedChanges changes = watch.add_to({});
  EXPECT_THAT(changes.folders, Contains("x"));
  EXPECT_THAT(changes.files, Contains("x"));
}

}  // namespace
}  // namespace dejavu
