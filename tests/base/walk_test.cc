// SPDX-License-Identifier: GPL-2.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "core/base/error.h"
#include "core/base/files.h"
#include "tests/base/temporary_folder.h"
#include "tests/base/unprivileged.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;
using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> found(const Walk& walk) {
  std::vector<std::string> paths;
  for (const WalkedFile& file : walk.files) paths.push_back(file.path);
  return paths;
}

std::vector<std::string> refused(const Walk& walk) {
  std::vector<std::string> paths;
  for (const WalkProblem& problem : walk.problems) paths.push_back(problem.path);
  return paths;
}

TEST(WalkCorpus, FindsFilesByExtensionSortedByBytes) {
  const TemporaryFolder folder;
  for (const char* name : {"b.md", "B.MD", "a/z.markdown", "a.md", "ä ö.md", "x.md.erb",
                           "notes.txt", ".git/x.md", "md", ".md"}) {
    folder.write(name, "x");
  }
  const Walk walk = walk_corpus(folder.path(), {".md", ".markdown", ".md.erb"});
  EXPECT_THAT(found(walk),
              ElementsAre("B.MD", "a.md", "a/z.markdown", "b.md", "x.md.erb", "ä ö.md"));
  EXPECT_THAT(walk.problems, IsEmpty());
  EXPECT_EQ(walk.files[0].size_bytes, 1U);
  EXPECT_GT(walk.files[0].modified_ns, 1'600'000'000'000'000'000);
}

TEST(WalkCorpus, LinksAreFollowedOnlyInsideAndOnlyOnce) {
  const TemporaryFolder folder;
  folder.write("outside.md", "");
  folder.write("corpus/a.md", "");
  folder.write("corpus/.hidden/kept.md", "");
  const fs::path root = folder.path() / "corpus";
  fs::create_symlink("a.md", root / "again.md");
  fs::create_symlink(".hidden/kept.md", root / "link1.md");
  fs::create_symlink(".hidden/kept.md", root / "link2.md");
  fs::create_symlink("../outside.md", root / "out.md");
  fs::create_symlink("circle.md", root / "circle.md");
  fs::create_symlink("nothing.md", root / "nowhere.md");
  fs::create_symlink("..", root / "parent");
  const Walk walk = walk_corpus(root, {".md"});
  EXPECT_THAT(found(walk), ElementsAre("a.md", "link1.md"));
  EXPECT_THAT(refused(walk), ElementsAre("circle.md", "nowhere.md", "out.md"));
}

TEST(WalkCorpus, OddThingsAreProblemsAndNeverOpened) {
  const TemporaryFolder folder;
  ASSERT_EQ(::mkfifo((folder.path() / "fifo.md").c_str(), 0600), 0);
  ASSERT_EQ(::mkfifo((folder.path() / "fifo.pipe").c_str(), 0600), 0);
  folder.write("line\nbreak.md", "");
  folder.write("bytes_\xFF.md", "");
  folder.write("folder.md/inner.md", "");
  const Walk walk = walk_corpus(folder.path(), {".md"});
  EXPECT_THAT(found(walk), ElementsAre("bytes_\xFF.md", "folder.md/inner.md", "line\nbreak.md"));
  EXPECT_THAT(refused(walk), ElementsAre("fifo.md"));
}

TEST(WalkCorpus, AnUnreadableFolderIsAProblemAndTheRestIsFound) {
  const Unprivileged nobody;
  const TemporaryFolder folder;
  folder.write("a.md", "");
  folder.write("secret/b.md", "");
  ASSERT_EQ(::chmod((folder.path() / "secret").c_str(), 0), 0);
  const Walk walk = walk_corpus(folder.path(), {".md"});
  ASSERT_EQ(::chmod((folder.path() / "secret").c_str(), 0755), 0);
  EXPECT_THAT(found(walk), ElementsAre("a.md"));
  EXPECT_THAT(refused(walk), ElementsAre("secret"));
}

TEST(WalkCorpus, AMissingRootIsAnError) {
  const TemporaryFolder folder;
  EXPECT_THROW(walk_corpus(folder.path() / "no", {".md"}), Error);
  EXPECT_THROW(walk_corpus(folder.write("file", ""), {".md"}), Error);
}

}  // namespace
}  // namespace dejavu
