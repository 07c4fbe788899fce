// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/git/git_changes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/error.h"
#include "tests/git/git_scene.h"

namespace dejavu {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::Field;

auto change(PathChange kind, const std::string& path) {
  return AllOf(Field(&ChangedPath::change, kind), Field(&ChangedPath::path, path));
}

const std::string kText = "one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\n";

TEST(ChangedPaths, AddedModifiedDeletedAndRenamedAreToldApart) {
  const GitScene scene;
  scene.write("modified.md", "old");
  scene.write("deleted.md", "gone");
  scene.write("old name.md", kText);
  const std::string from = scene.commit_all();
  scene.write("modified.md", "new");
  scene.write("added.md", "added");
  scene.git({"rm", "-q", "deleted.md"});
  scene.git({"mv", "old name.md", "new name.md"});
  const std::string to = scene.commit_all();

  const auto changes = changed_paths(scene.place(), from, to, "");
  EXPECT_THAT(changes, ElementsAre(change(PathChange::kAdded, "added.md"),
                                   change(PathChange::kDeleted, "deleted.md"),
                                   change(PathChange::kModified, "modified.md"),
                                   change(PathChange::kRenamed, "new name.md")));
  EXPECT_EQ(changes[3].old_path, "old name.md");
}

TEST(ChangedPaths, NamesOfAnyBytesArriveUnquoted) {
  const GitScene scene;
  const std::string from = scene.commit_all();
  scene.write("ausfälle/störung \"1\"\t.md", "x");
  scene.write("line\nend.md", "y");
  scene.write("\xff.md", "z");
  const std::string to = scene.commit_all();
  EXPECT_THAT(changed_paths(scene.place(), from, to, ""),
              ElementsAre(change(PathChange::kAdded, "ausfälle/störung \"1\"\t.md"),
                          change(PathChange::kAdded, "line\nend.md"),
                          change(PathChange::kAdded, "\xff.md")));
}

TEST(ChangedPaths, OnlyThoseBelowTheFolderWhosePatternCharactersMeanNothing) {
  const GitScene scene;
  const std::string from = scene.commit_all();
  scene.write("docs*/a.md", "a");
  scene.write("docs-other/b.md", "b");
  const std::string to = scene.commit_all();
  EXPECT_THAT(changed_paths(scene.place(), from, to, "docs*"),
              ElementsAre(change(PathChange::kAdded, "docs*/a.md")));
}

TEST(ChangedPaths, LinksAndSubmodulesAreNoFiles) {
  const GitScene scene;
  const GitScene other;
  other.commit_all();
  const std::string from = scene.commit_all();
  scene.git({"submodule", "--quiet", "add", other.path().string(), "sub"});
  std::filesystem::create_symlink("nowhere", scene.path() / "link.md");
  const std::string to = scene.commit_all();
  const auto changes = changed_paths(scene.place(), from, to, "");
  ASSERT_EQ(changes.size(), 3U);
  EXPECT_EQ(changes[0].path, ".gitmodules");
  EXPECT_EQ(changes[1].kind, PathKind::kLink);
  EXPECT_EQ(changes[2].kind, PathKind::kSubmodule);
}

TEST(ChangedPaths, ACommitThatIsNotThereIsAnError) {
  const GitScene scene;
  const std::string to = scene.commit_all();
  EXPECT_THROW(changed_paths(scene.place(), std::string(40, 'a'), to, ""), Error);
}

std::optional<HeadCommit> head_of(const GitScene& scene, const std::string& below = "") {
  return ask_head_commit(scene.place(), below).get();
}

TEST(HeadCommit, IsAbsentWithoutCommits) {
  const GitScene scene;
  EXPECT_FALSE(head_of(scene).has_value());
}

TEST(HeadCommit, TheFirstOneHasNoParentAndNothingToCompareWith) {
  const GitScene scene;
  scene.write("a.md", "a");
  const std::string id = scene.commit_all();
  const auto head = head_of(scene);
  ASSERT_TRUE(head.has_value());
  EXPECT_EQ(head->id, id);
  EXPECT_EQ(head->first_parent, "");
  EXPECT_TRUE(head->changes.empty());
}

TEST(HeadCommit, TellsItsChangesFromItsParentBelowTheFolder) {
  const GitScene scene;
  const std::string parent = scene.commit_all();
  scene.write("docs/a.md", "a");
  scene.write("other\n.md", "b");
  const std::string id = scene.commit_all();
  const auto head = head_of(scene);
  ASSERT_TRUE(head.has_value());
  EXPECT_EQ(head->id, id);
  EXPECT_EQ(head->first_parent, parent);
  EXPECT_EQ(head->changes, changed_paths(scene.place(), parent, id, ""));
  EXPECT_THAT(head_of(scene, "docs")->changes,
              ElementsAre(change(PathChange::kAdded, "docs/a.md")));
  const auto elsewhere = head_of(scene, "nothing-here");
  ASSERT_TRUE(elsewhere.has_value());
  EXPECT_EQ(elsewhere->id, id) << "also when it touches nothing below";
  EXPECT_TRUE(elsewhere->changes.empty());
}

TEST(HeadCommit, OfAMergeIsTheFirstParentMeant) {
  const GitScene scene;
  scene.commit_all();
  scene.git({"checkout", "-q", "-b", "topic"});
  scene.write("topic.md", "t");
  scene.commit_all();
  scene.git({"checkout", "-q", "-"});
  scene.write("main.md", "m");
  const std::string parent = scene.commit_all();
  scene.git({"merge", "-q", "--no-ff", "-m", "merge", "topic"});
  const auto head = head_of(scene);
  ASSERT_TRUE(head.has_value());
  EXPECT_EQ(head->first_parent, parent);
  EXPECT_THAT(head->changes, ElementsAre(change(PathChange::kAdded, "topic.md")));
}

TEST(ParseRawChanges, ReadsWhatIsStaged) {
  const GitScene scene;
  scene.commit_all();
  scene.write("staged.md", "x");
  scene.git({"add", "staged.md"});
  const std::string raw =
      git_output(scene.place(),
                 {.words = {"diff-index", "--cached", "--raw", "-z", "--no-abbrev", "HEAD", "--"}});
  EXPECT_THAT(parse_raw_changes(raw), ElementsAre(change(PathChange::kAdded, "staged.md")));
}

TEST(ParseRawChanges, RefusesWhatIsNoList) {
  EXPECT_THROW(parse_raw_changes("warning: something\n"), Error);
  EXPECT_THROW(parse_raw_changes(":100644 100644 a b M"), Error);
}

TEST(TreePaths, ListsAWholeCommitOrAFolderOfIt) {
  const GitScene scene;
  scene.write("docs/ä.md", "a");
  scene.write("readme.md", "b");
  const std::string commit = scene.commit_all();
  EXPECT_EQ(tree_paths(scene.place(), commit, "").size(), 2U);
  const auto below = tree_paths(scene.place(), commit, "docs");
  ASSERT_EQ(below.size(), 1U);
  EXPECT_EQ(below[0].path, "docs/ä.md");
  EXPECT_EQ(below[0].blob.size(), commit.size());
}

}  // namespace
}  // namespace dejavu
