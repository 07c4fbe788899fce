// SPDX-License-Identifier: GPL-2.0-or-later
// The hooks as the pre-commit framework (https://pre-commit.com) runs them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "core/base/files.h"
#include "tests/hooks/hook_scene.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

/// Puts our programs on the PATH, as an installation does, and the framework's cache aside.
class PreCommit : public testing::Test {
 protected:
  void SetUp() override {
    if (!is_installed("pre-commit")) GTEST_SKIP() << "skipped: pre-commit is not installed";
    old_path_ = std::getenv("PATH");
    const fs::path bin = fs::path(DEJAVU_PROGRAM).parent_path();
    ::setenv("PATH", (bin.string() + ":" + old_path_).c_str(), 1);
    ::setenv("PRE_COMMIT_HOME", (cache_.path() / "cache").c_str(), 1);
    offer_.write(".pre-commit-hooks.yaml", read_file(".pre-commit-hooks.yaml", 100'000));
    offer_.commit_all();
    offer_.git({"tag", "v1"});
  }
  void TearDown() override {
    if (!old_path_.empty()) ::setenv("PATH", old_path_.c_str(), 1);
  }

  GitScene offer_;
  TemporaryFolder cache_;
  std::string old_path_;
};

TEST_F(PreCommit, ChecksWhatIsCommittedAndIndexesItAfterwards) {
  const GitScene team;
  team.write(".pre-commit-config.yaml", "repos:\n  - repo: " + offer_.path().string() +
                                            "\n    rev: v1\n    hooks:\n"
                                            "      - id: dejavu-check\n      - id: dejavu-index\n");
  team.write("a.md", whole_postmortem("PM-1", "Connections ran out"));
  team.commit_all();
  ASSERT_EQ(run_program({.words = {DEJAVU_INDEX_PROGRAM, "build", "--corpus", team.path()}}).status,
            0);
  ASSERT_EQ(run_program({.words = {"sh", "-c",
                                   "cd \"$1\" && pre-commit install --hook-type pre-commit "
                                   "--hook-type post-commit",
                                   "sh", team.path()}})
                .status,
            0);
  team.write("b.md", whole_postmortem("PM-2", "Connections ran out again"));
  run_git_as_person(team.path(), {"add", "--all"});
  const ChildEnd end = run_git_as_person(team.path(), {"commit", "--message", "x"});
  EXPECT_THAT(end.output + end.errors, AllOf(HasSubstr("dejavu check"), HasSubstr("dejavu index")));
  EXPECT_THAT(indexed_paths(team.path() / ".dejavu"), ElementsAre("a.md", "b.md"));
}

TEST_F(PreCommit, OurBlockInItsHookIsNoTroubleToIt) {
  const HookedCopy copy;
  copy.scene.write(".pre-commit-config.yaml", "repos: []\n");
  copy.commit_all();
  const auto pre_commit = [&](const std::string& verb) {
    return run_program(
        {.words = {"sh", "-c", "cd \"$1\" && pre-commit " + verb, "sh", copy.path()}});
  };
  ASSERT_EQ(pre_commit("install --hook-type post-merge").status, 0);
  ASSERT_EQ(dejavu({"hook", "install", copy.path().string()}).status, 0);
  const std::string hook = read_file(copy.hook("post-merge"), 100'000);
  EXPECT_THAT(hook, AllOf(HasSubstr("# >>> dejavu"), HasSubstr("pre-commit")));
  ASSERT_EQ(dejavu({"hook", "uninstall", copy.path().string()}).status, 0);
  EXPECT_THAT(read_file(copy.hook("post-merge"), 100'000), HasSubstr("pre-commit"));
}

}  // namespace
}  // namespace dejavu
