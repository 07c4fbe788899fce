// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/git/git.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "core/base/error.h"
#include "core/git/git_author.h"
#include "core/git/git_repository.h"
#include "tests/git/git_scene.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;

TEST(GitOutput, SaysWhatGitSaidWhenItFails) {
  const GitScene scene;
  try {
    git_output(scene.place(), {.words = {"rev-parse", "--verify", "nothing"}});
    FAIL() << "no error";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kIo);
    EXPECT_NE(std::string(error.what()).find("git rev-parse failed: fatal:"), std::string::npos)
        << error.what();
  }
}

TEST(GitOutput, TooMuchOfItIsAnError) {
  const GitScene scene;
  EXPECT_THROW(git_output(scene.place(), {.words = {"help", "-a"}, .output_limit_bytes = 10}),
               Error);
}

TEST(CommitId, IsAbsentInARepositoryWithoutCommits) {
  const GitScene scene;
  EXPECT_EQ(commit_id(scene.place(), "HEAD"), std::nullopt);
  const std::string id = scene.commit_all();
  EXPECT_EQ(commit_id(scene.place(), "HEAD"), id);
  EXPECT_EQ(commit_id(scene.place(), "--all"), std::nullopt);
  EXPECT_EQ(commit_id(scene.place(), "^HEAD"), std::nullopt);
}

TEST(GitAuthor, IsTheOneOfTheRepository) {
  const GitScene scene;
  scene.git({"config", "user.name", "Grace  Hopper"});
  EXPECT_EQ(git_author(scene.path()), "Grace Hopper");
}

TEST(GitAuthor, IsEmptyWhereAFolderIsMissing) { EXPECT_EQ(git_author("/nowhere/at/all"), ""); }

TEST(FindRepository, WorkingCopyIsFoundFromAFolderWithin) {
  const GitScene scene;
  scene.write("docs/a b/x.md", "x");
  const auto found = find_repository({.folder = scene.path() / "docs/a b"});
  ASSERT_TRUE(found);
  EXPECT_FALSE(found->is_bare());
  EXPECT_EQ(found->top_level, fs::canonical(scene.path()));
  EXPECT_EQ(found->hooks_dir, fs::canonical(scene.path()) / ".git/hooks");
}

TEST(FindRepository, BareRepositoryHasNoTop) {
  const GitScene scene({"--bare"});
  const auto found = find_repository(scene.place());
  ASSERT_TRUE(found);
  EXPECT_TRUE(found->is_bare());
  EXPECT_EQ(found->hooks_dir, fs::canonical(scene.path()) / "hooks");
}

TEST(FindRepository, WorktreeSharesTheHooksOfItsRepository) {
  const GitScene scene;
  scene.commit_all();
  scene.git({"worktree", "add", "--quiet", "-b", "other", "other tree"});
  const auto found = find_repository({.folder = scene.path() / "other tree"});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->top_level, fs::canonical(scene.path()) / "other tree");
  EXPECT_EQ(found->hooks_dir, fs::canonical(scene.path()) / ".git/hooks");
  EXPECT_NE(found->git_dir, found->common_dir);
}

TEST(FindRepository, HooksPathOfTheSettingsCounts) {
  const GitScene scene;
  scene.git({"config", "core.hooksPath", ".husky"});
  const auto found = find_repository(scene.place());
  ASSERT_TRUE(found);
  EXPECT_EQ(found->hooks_dir, fs::canonical(scene.path()) / ".husky");
}

TEST(FindRepository, IsAbsentOutsideOfAny) {
  const TemporaryFolder folder;
  EXPECT_EQ(find_repository({.folder = folder.path()}), std::nullopt);
}

TEST(FindRepository, TheFolderCountsAndNotTheHookThatCalls) {
  const GitScene scene;
  const GitScene other;
  ::setenv("GIT_DIR", (other.path() / ".git").c_str(), 1);
  const auto alone = find_repository(scene.place());
  const auto of_hook =
      find_repository({.folder = other.path(), .environment = GitEnvironment::kOfTheHook});
  ::unsetenv("GIT_DIR");
  ASSERT_TRUE(alone && of_hook);
  EXPECT_EQ(alone->top_level, fs::canonical(scene.path()));
  EXPECT_EQ(of_hook->top_level, fs::canonical(other.path()));
}

}  // namespace
}  // namespace dejavu
