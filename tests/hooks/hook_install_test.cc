// SPDX-License-Identifier: GPL-2.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "core/base/files.h"
#include "tests/base/unprivileged.h"
#include "tests/hooks/hook_scene.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr std::size_t kLimit = 1 << 20;

std::set<std::string> files_in(const fs::path& folder) {
  std::set<std::string> names;
  if (!fs::exists(folder)) return names;
  for (const auto& entry : fs::directory_iterator(folder)) names.insert(entry.path().filename());
  return names;
}

void write_hook(const GitScene& scene, const std::string& path, std::string_view content) {
  scene.write(path, content);
  fs::permissions(scene.path() / path, fs::perms::owner_all);
}

Outcome install(const GitScene& scene, const std::vector<std::string>& options = {}) {
  std::vector<std::string> words = {"hook", "install", scene.path().string()};
  words.insert(words.end(), options.begin(), options.end());
  return dejavu(words);
}

Outcome uninstall(const GitScene& scene) {
  return dejavu({"hook", "uninstall", scene.path().string()});
}

TEST(HookInstall, TwiceChangesNothingAndUninstallLeavesNoTrace) {
  const GitScene scene;
  const fs::path hooks = scene.path() / ".git/hooks";
  const auto before = files_in(hooks);
  EXPECT_EQ(install(scene).status, 0);
  const std::string once = read_file(hooks / "post-commit", kLimit);
  EXPECT_EQ(::access((hooks / "post-merge").c_str(), X_OK), 0);
  EXPECT_THAT(install(scene).output, AllOf(HasSubstr("unchanged"), Not(HasSubstr("added"))));
  EXPECT_EQ(read_file(hooks / "post-commit", kLimit), once);
  EXPECT_EQ(uninstall(scene).status, 0);
  EXPECT_EQ(files_in(hooks), before);
  EXPECT_THAT(uninstall(scene).output, HasSubstr("no hook of dejavu"));
}

TEST(HookInstall, AHookThatIsThereGoesOnRunningAndComesBackByteByByte) {
  const GitScene scene;
  const std::string mine = "#!/bin/sh\ncat >\"$(git rev-parse --git-dir)/read\"\nexit 3";
  write_hook(scene, ".git/hooks/post-rewrite", mine);
  ASSERT_EQ(install(scene).status, 0);
  scene.write("a.md", whole_postmortem("PM-1", "One"));
  const std::string old_id = scene.commit_all();
  scene.git({"commit", "--quiet", "--amend", "--message", "other"});
  EXPECT_THAT(read_file(scene.path() / ".git/read", kLimit), HasSubstr(old_id))
      << "its standard input was taken away";
  uninstall(scene);
  EXPECT_EQ(read_file(scene.path() / ".git/hooks/post-rewrite", kLimit), mine);
}

TEST(HookInstall, WhatIsNoShellScriptOrNotRunIsLeftToAPerson) {
  const GitScene scene;
  write_hook(scene, ".git/hooks/post-commit", "#!/usr/bin/env python3\nprint('x')\n");
  scene.write(".git/hooks/post-merge", "#!/bin/sh\n");  // not executable
  const Outcome outcome = install(scene);
  EXPECT_EQ(outcome.status, 1);
  EXPECT_THAT(outcome.output,
              AllOf(HasSubstr("post-commit    left alone, because it is no shell script"),
                    HasSubstr("put in by hand:\n      {"), HasSubstr("not executable")));
  EXPECT_EQ(read_file(scene.path() / ".git/hooks/post-commit", kLimit),
            "#!/usr/bin/env python3\nprint('x')\n");
}

TEST(HookInstall, ALineOfSeveralIsShownWhole) {
  const GitScene scene({"--bare"});
  write_hook(scene, "hooks/pre-receive", "#!/usr/bin/env python3\nprint('x')\n");
  const Outcome outcome = dejavu({"hook", "install", scene.path().string(), "--pre-receive"});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_THAT(outcome.output, AllOf(HasSubstr("      dejavu_refs=$(cat)\n"),
                                    HasSubstr("      DEJAVU_REFS\n"), Not(HasSubstr("# Lets"))));
}

TEST(HookInstall, ALinkStaysALink) {
  const GitScene scene;
  write_hook(scene, "scripts/after", "#!/bin/sh\necho mine\n");
  fs::create_symlink("../../scripts/after", scene.path() / ".git/hooks/post-commit");
  ASSERT_EQ(install(scene).status, 0);
  EXPECT_TRUE(fs::is_symlink(scene.path() / ".git/hooks/post-commit"));
  EXPECT_THAT(read_file(scene.path() / "scripts/after", kLimit), HasSubstr("# >>> dejavu"));
  uninstall(scene);
  EXPECT_EQ(read_file(scene.path() / "scripts/after", kLimit), "#!/bin/sh\necho mine\n");
}

TEST(HookInstall, ALinkToAnEmptyHookComesBackToo) {
  const GitScene scene;
  write_hook(scene, "scripts/after", "#!/bin/sh\n");
  fs::create_symlink("../../scripts/after", scene.path() / ".git/hooks/post-commit");
  ASSERT_EQ(install(scene).status, 0);
  EXPECT_EQ(uninstall(scene).status, 0);
  EXPECT_TRUE(fs::is_symlink(scene.path() / ".git/hooks/post-commit"));
  EXPECT_EQ(read_file(scene.path() / "scripts/after", kLimit), "#!/bin/sh\n");
}

TEST(HookInstall, VersionedHooksPathGetsNoPathOfThisMachine) {
  const GitScene scene;
  scene.git({"config", "core.hooksPath", "tools/git hooks"});
  ASSERT_EQ(install(scene).status, 0);
  const std::string hook = read_file(scene.path() / "tools/git hooks/post-commit", kLimit);
  EXPECT_THAT(hook, AllOf(HasSubstr("\ndejavu hook run post-commit --corpus '.'"),
                          Not(HasSubstr(scene.path().string()))));
  uninstall(scene);
  EXPECT_FALSE(fs::exists(scene.path() / "tools/git hooks"));
}

TEST(HookInstall, HuskysOwnFolderIsLeftAloneAndTheOneBesideItIsUsed) {
  const GitScene scene;
  write_hook(scene, ".husky/_/h", "#!/usr/bin/env sh\n");
  write_hook(scene, ".husky/_/post-commit", "#!/usr/bin/env sh\n. \"$(dirname \"$0\")/h\"\n");
  scene.write(".husky/pre-commit", "npm test\n");
  scene.git({"config", "core.hooksPath", ".husky/_"});
  ASSERT_EQ(install(scene).status, 0);
  EXPECT_TRUE(fs::exists(scene.path() / ".husky/post-commit"));
  EXPECT_THAT(read_file(scene.path() / ".husky/_/post-commit", kLimit), Not(HasSubstr("dejavu")));
  uninstall(scene);
  EXPECT_EQ(files_in(scene.path() / ".husky"), (std::set<std::string>{"_", "pre-commit"}));
}

TEST(HookInstall, AFolderThatOtherRepositoriesShareIsNotWrittenTo) {
  const GitScene scene;
  const TemporaryFolder shared;
  scene.git({"config", "core.hooksPath", shared.path().string()});
  const Outcome outcome = install(scene);
  EXPECT_EQ(outcome.status, 1);
  EXPECT_THAT(outcome.output, HasSubstr("Nothing was changed."));
  EXPECT_TRUE(files_in(shared.path()).empty());
}

TEST(HookInstall, UninstallRemovesNoFolderOfOthers) {
  const GitScene scene;
  const TemporaryFolder shared;
  scene.git({"config", "core.hooksPath", shared.path().string()});
  EXPECT_EQ(uninstall(scene).status, 0);
  EXPECT_TRUE(fs::exists(shared.path()));
  scene.git({"config", "--unset", "core.hooksPath"});
  fs::remove_all(scene.path() / ".git/hooks");
  fs::create_directory(scene.path() / ".git/hooks");
  EXPECT_THAT(uninstall(scene).output, HasSubstr("no hook of dejavu"));
  EXPECT_TRUE(fs::exists(scene.path() / ".git/hooks"));
}

TEST(HookInstall, CorpusBelowTheTopIsNamedFromThere) {
  const GitScene scene;
  scene.write("docs/post mortems/dejavu.toml", "");
  ASSERT_EQ(install(scene, {"--corpus", (scene.path() / "docs/post mortems").string()}).status, 0);
  EXPECT_THAT(read_file(scene.path() / ".git/hooks/post-commit", kLimit),
              HasSubstr("--corpus 'docs/post mortems'"));
}

TEST(HookInstall, ACorpusOutsideOfTheRepositoryOrNoRepositoryIsRefused) {
  const GitScene scene;
  const TemporaryFolder elsewhere;
  EXPECT_EQ(install(scene, {"--corpus", elsewhere.path().string()}).status, 2);
  EXPECT_EQ(dejavu({"hook", "install", elsewhere.path().string()}).status, 3);
}

TEST(HookInstall, FromALinkedWorktreeTheHooksOfAllAreWritten) {
  const GitScene scene;
  scene.commit_all();
  scene.git({"worktree", "add", "--quiet", "-b", "other", "tree"});
  ASSERT_EQ(dejavu({"hook", "install", (scene.path() / "tree").string()}).status, 0);
  EXPECT_TRUE(fs::exists(scene.path() / ".git/hooks/post-commit"));
}

TEST(HookInstall, WithoutPermissionItIsAnErrorAndNothingIsLeft) {
  const Unprivileged nobody;
  if (!Unprivileged::may_run(DEJAVU_PROGRAM)) GTEST_SKIP() << "skipped: nobody may not run it";
  const GitScene scene;
  fs::permissions(scene.path() / ".git/hooks", fs::perms::owner_read | fs::perms::owner_exec);
  EXPECT_EQ(install(scene).status, 6);
  fs::permissions(scene.path() / ".git/hooks", fs::perms::owner_all);
}

}  // namespace
}  // namespace dejavu
