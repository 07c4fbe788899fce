// SPDX-License-Identifier: GPL-2.0-or-later
// What the hooks of a working copy do, in real repositories.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "core/base/files.h"
#include "tests/hooks/hook_scene.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

constexpr std::size_t kHookLimit = 1U << 20;

TEST(HookInAWorkingCopy, ANewPostmortemIsFoundBeforeThePromptReturns) {
  const HookedCopy copy;
  copy.scene.write("second.md", whole_postmortem("PM-2", "Connections ran out on the basket host"));
  const std::string told = copy.commit_all();
  EXPECT_THAT(told, AllOf(HasSubstr("dejavu: PM-2 \"Connections ran out on the basket host\" "
                                    "indexed in "),
                          HasSubstr(" ms\n")));
  EXPECT_THAT(copy.indexed(), ElementsAre("first.md", "second.md"));
}

TEST(HookInAWorkingCopy, TheAuthorIsToldWhatItResemblesLacksAndBlames) {
  const HookedCopy copy;
  const std::string text = whole_postmortem("PM-2", "Connections ran out on the payments host");
  copy.scene.write("second.md", text + "\nBob forgot to raise the limit.\n");
  copy.scene.write("third.md", "# Something\n\n## Summary\n\nIt broke.\n");
  EXPECT_THAT(copy.commit_all(), AllOf(HasSubstr("resembles PM-1 "), HasSubstr("[blame-person]"),
                                       HasSubstr("[unanswered-fix]")));
}

TEST(HookInAWorkingCopy, ChangedRenamedAndRemovedFilesAreFollowed) {
  const HookedCopy copy;
  copy.scene.write("first.md", whole_postmortem("PM-1", "Something else altogether"));
  EXPECT_THAT(copy.commit_all(), HasSubstr("dejavu: 1 file indexed in "));
  copy.git({"mv", "first.md", "störung 1.md"});
  copy.commit_all();
  EXPECT_THAT(copy.indexed(), ElementsAre("störung 1.md"));
  copy.git({"rm", "-q", "störung 1.md"});
  EXPECT_THAT(copy.commit_all(), HasSubstr("1 file removed"));
  EXPECT_THAT(copy.indexed(), SizeIs(0));
}

TEST(HookInAWorkingCopy, ACommitThatConcernsNoPostmortemSaysNothing) {
  const HookedCopy copy;
  copy.scene.write("main.c", "int main;\n");
  EXPECT_THAT(copy.commit_all(), Not(HasSubstr("dejavu")));
}

/// In the hook that was installed.
void replace_in_hook(const HookedCopy& copy, std::string_view what, std::string_view with) {
  std::string hook = read_file(copy.hook("post-commit"), kHookLimit);
  ASSERT_NE(hook.find(what), std::string::npos);
  hook.replace(hook.find(what), what.size(), with);
  std::ofstream(copy.hook("post-commit")) << hook;
}

TEST(HookInAWorkingCopy, AGitThatTakesTooLongIsNotAskedOnceMore) {
  const HookedCopy copy;
  ASSERT_EQ(dejavu({"hook", "install", copy.path().string(), "--seconds", "1"}).status, 0);
  replace_in_hook(copy, "{ ", "{ sleep 2; ");
  copy.scene.write("second.md", whole_postmortem("PM-2", "Disk full on the basket host"));
  EXPECT_THAT(copy.commit_all(), HasSubstr("the next run will catch up: Git takes too long"));
  EXPECT_THAT(copy.indexed(), ElementsAre("first.md"));
}

TEST(HookInAWorkingCopy, WhereGitTellsNothingInThePipeItIsAsked) {
  const HookedCopy copy;
  replace_in_hook(copy, "git --literal-pathspecs", "false");
  copy.scene.write("second.md", whole_postmortem("PM-2", "Disk full on the basket host"));
  EXPECT_THAT(copy.commit_all(), HasSubstr("dejavu: PM-2 "));
  EXPECT_THAT(copy.indexed(), ElementsAre("first.md", "second.md"));
}

TEST(HookInAWorkingCopy, MergesAndBranchesAreFollowed) {
  const HookedCopy copy;
  copy.git({"checkout", "--quiet", "-b", "feature"});
  copy.scene.write("feature.md", whole_postmortem("PM-2", "On a branch"));
  copy.commit_all();
  EXPECT_THAT(copy.indexed(), ElementsAre("feature.md", "first.md"));
  copy.git({"checkout", "--quiet", "main"});
  EXPECT_THAT(copy.indexed(), ElementsAre("first.md"));
  copy.scene.write("main.md", whole_postmortem("PM-3", "On main"));
  copy.commit_all();
  EXPECT_THAT(copy.git({"merge", "--no-edit", "feature"}), HasSubstr("dejavu: PM-2 "));
  EXPECT_THAT(copy.indexed(), ElementsAre("feature.md", "first.md", "main.md"));
}

TEST(HookInAWorkingCopy, ARebaseIsFollowedOnceItIsDone) {
  const HookedCopy copy;
  copy.git({"checkout", "--quiet", "-b", "feature"});
  for (const std::string name : {"a", "b", "c"}) {
    copy.scene.write(name + ".md", whole_postmortem("PM-" + name, "On a branch " + name));
    copy.commit_all();
  }
  copy.git({"checkout", "--quiet", "main"});
  copy.scene.write("main.md", whole_postmortem("PM-3", "On main"));
  copy.commit_all();
  copy.git({"checkout", "--quiet", "feature"});
  const std::string told = copy.git({"rebase", "main"});
  EXPECT_THAT(copy.indexed(), ElementsAre("a.md", "b.md", "c.md", "first.md", "main.md"));
  EXPECT_EQ(copy.indexed(), built_paths(copy.path())) << told;
}

TEST(HookInAWorkingCopy, AnAmendedCommitIsToldOfOnce) {
  const HookedCopy copy;
  copy.scene.write("second.md", whole_postmortem("PM-2", "Second"));
  copy.commit_all();
  copy.scene.write("third.md", whole_postmortem("PM-3", "Third"));
  copy.git({"add", "--all"});
  const std::string told = copy.git({"commit", "--amend", "--no-edit"});
  EXPECT_THAT(told, AllOf(HasSubstr("dejavu: PM-3 "), Not(HasSubstr("dejavu: PM-2 "))));
  EXPECT_EQ(told.find("dejavu: PM-3 "), told.rfind("dejavu: PM-3 "));
}

TEST(HookInAWorkingCopy, ResetRunsNoHookAndTheNextOneCatchesUp) {
  const HookedCopy copy;
  copy.scene.write("second.md", whole_postmortem("PM-2", "Second"));
  copy.commit_all();
  copy.git({"reset", "--quiet", "--hard", "HEAD~1"});
  copy.scene.write("third.md", whole_postmortem("PM-3", "Third"));
  copy.commit_all();
  EXPECT_THAT(copy.indexed(), ElementsAre("first.md", "third.md"));
}

TEST(HookInAWorkingCopy, AnUpdateByHandInBetweenLosesNothing) {
  const HookedCopy copy;
  const auto update = [&copy] {
    return run_program({.words = {DEJAVU_INDEX_PROGRAM, "update", "--corpus", copy.path()}}).status;
  };
  copy.scene.write("second.md", whole_postmortem("PM-2", "Second"));
  copy.commit_all();
  copy.git({"reset", "--quiet", "--hard", "HEAD~1"});
  EXPECT_EQ(update(), 0);
  copy.git({"reset", "--quiet", "--hard", "ORIG_HEAD"});
  copy.scene.write("draft.md", whole_postmortem("PM-3", "Third"));
  copy.commit_all();
  EXPECT_EQ(copy.indexed(), built_paths(copy.path()));
  copy.scene.write("draft.md", whole_postmortem("PM-3", "Third, with an end"));
  copy.scene.write("another.md", whole_postmortem("PM-4", "Fourth"));
  EXPECT_EQ(update(), 0);
  fs::rename(copy.path() / "another.md", copy.path() / "fourth.md");
  copy.commit_all();
  EXPECT_EQ(copy.indexed(), built_paths(copy.path()));
}

TEST(HookInAWorkingCopy, AFileThatIsOnlyCheckedOutChangesNothing) {
  const HookedCopy copy;
  copy.scene.write("first.md", "changed\n");
  EXPECT_THAT(copy.git({"checkout", "first.md"}), Not(HasSubstr("dejavu")));
}

TEST(HookInAWorkingCopy, SettingsThatChangeAreObeyed) {
  const HookedCopy copy;
  copy.scene.write("dejavu.toml", "exclude = [\"first.md\"]\n");
  EXPECT_THAT(copy.commit_all(), HasSubstr("dejavu.toml has changed"));
  EXPECT_THAT(copy.indexed(), SizeIs(0));
}

TEST(HookInAWorkingCopy, AThousandFilesInOneCommit) {
  const HookedCopy copy;
  for (int i = 0; i < 1000; ++i) {
    const std::string n = std::to_string(1000 + i);
    copy.scene.write("many/ä " + n + ".md", whole_postmortem("PM-" + n, "Outage number " + n));
  }
  const std::string told = copy.commit_all();
  EXPECT_THAT(copy.indexed(), SizeIs(1001));
  EXPECT_THAT(told, HasSubstr("1000 new files indexed in all"));
}

TEST(HookInAWorkingCopy, ASubmoduleIsNotItsBusiness) {
  const HookedCopy copy;
  const GitScene other;
  other.write("inside.md", whole_postmortem("PM-9", "Inside"));
  other.commit_all();
  copy.git({"submodule", "add", "--quiet", other.path().string(), "sub"});
  copy.scene.write("second.md", whole_postmortem("PM-2", "Second"));
  EXPECT_THAT(copy.commit_all(), HasSubstr("dejavu: PM-2 "));
  EXPECT_TRUE(copy.indexed().contains("second.md"));
}

TEST(HookInAWorkingCopy, ASubmoduleMayBeTheWorkingCopy) {
  const GitScene outer;
  const GitScene other;
  other.write("inside.md", whole_postmortem("PM-9", "Inside"));
  other.commit_all();
  outer.git({"submodule", "--quiet", "add", other.path().string(), "sub"});
  const fs::path sub = outer.path() / "sub";  // its .git is a file
  ASSERT_EQ(dejavu({"hook", "install", sub.string()}).status, 0);
  std::ofstream(sub / "second.md") << whole_postmortem("PM-2", "Second");
  run_git_as_person(sub, {"add", "second.md"});
  const ChildEnd end = run_git_as_person(sub, {"commit", "--message", "x"});
  EXPECT_THAT(end.output + end.errors, HasSubstr("dejavu: PM-2 "));
  EXPECT_THAT(indexed_paths(sub / ".dejavu"), ElementsAre("inside.md", "second.md"));
}

TEST(HookInAWorkingCopy, ALinkedWorktreeHasAnIndexOfItsOwn) {
  const HookedCopy copy;
  const TemporaryFolder folder;
  const fs::path tree = folder.path() / "a tree";
  EXPECT_THAT(copy.git({"worktree", "add", "-b", "other", tree.string()}),
              HasSubstr("dejavu: there is no index yet; make it with: dejavu index build"));
  ASSERT_EQ(dejavu({"hook", "install", tree.string()}).status, 0);
  std::ofstream(tree / "second.md") << whole_postmortem("PM-2", "Second");
  run_git_as_person(tree, {"add", "second.md"});
  run_git_as_person(tree, {"commit", "--message", "x"});
  EXPECT_THAT(indexed_paths(tree / ".dejavu"), ElementsAre("first.md", "second.md"));
  EXPECT_THAT(copy.indexed(), ElementsAre("first.md"));
}

TEST(HookInAWorkingCopy, AShallowCloneCatchesUpAfterItHasForgotten) {
  const GitScene origin;
  for (const std::string name : {"a", "b", "c"}) {
    origin.write(name + ".md", whole_postmortem("PM-" + name, "Outage " + name));
    origin.commit_all();
  }
  const TemporaryFolder folder;
  const fs::path clone = folder.path() / "clone";
  run_git_as_person(folder.path(), {"clone", "--quiet", "--depth", "1",
                                    "file://" + origin.path().string(), clone.string()});
  ASSERT_EQ(dejavu({"hook", "install", clone.string()}).status, 0);
  origin.write("d.md", whole_postmortem("PM-d", "Outage d"));
  origin.commit_all();
  run_git_as_person(clone, {"pull", "--quiet", "--depth", "1", "--rebase"});
  EXPECT_EQ(indexed_paths(clone / ".dejavu"), built_paths(clone));
  std::ofstream(clone / ".dejavu/hook-commit") << std::string(40, 'a') << "\n";  // forgotten
  std::ofstream(clone / "e.md") << whole_postmortem("PM-e", "Outage e");
  run_git_as_person(clone, {"add", "e.md"});
  run_git_as_person(clone, {"commit", "--message", "x"});
  EXPECT_EQ(indexed_paths(clone / ".dejavu"), built_paths(clone));
}

}  // namespace
}  // namespace dejavu
