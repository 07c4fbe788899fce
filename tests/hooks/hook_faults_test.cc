// SPDX-License-Identifier: GPL-2.0-or-later
// Whatever is wrong with the index, Git goes on, somebody is told, and the next run catches up.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "core/base/files.h"
#include "core/index/layout.h"
#include "tests/base/unprivileged.h"
#include "tests/hooks/hook_scene.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

/// Holds the write lock until it goes.
class BusyIndex {
 public:
  explicit BusyIndex(const fs::path& index)
      : holder_({.words = {"python3", "-c",
                           "import fcntl, struct, sys, time\n"
                           "f = open(sys.argv[1], 'r+')\n"
                           "fcntl.fcntl(f, 37, struct.pack('hhqqi4x', 1, 0, 0, 0, 0))\n"
                           "print('held', flush=True)\n"
                           "time.sleep(100)\n",
                           lock_file(index).string()}}) {
    held_ = holder_.prints("held", std::chrono::seconds(20));
  }
  bool held() const { return held_; }

 private:
  RunningProgram holder_;
  bool held_ = false;
};

/// Lines that dejavu printed.
std::ptrdiff_t lines_of_dejavu(const std::string& told) {
  std::ptrdiff_t count = 0;
  for (std::size_t at = told.find("dejavu: "); at != told.npos;
       at = told.find("dejavu: ", at + 1)) {
    ++count;
  }
  return count;
}

TEST(HookFaults, ABusyIndexIsOneLineAndTheNextRunCatchesUp) {
  const HookedCopy copy;
  copy.scene.write("second.md", whole_postmortem("PM-2", "Second"));
  {
    const BusyIndex busy(copy.index());
    ASSERT_TRUE(busy.held());
    const std::string told = copy.commit_all();
    EXPECT_THAT(told, HasSubstr("dejavu: not indexed, the next run will catch up: The index is "
                                "being written by"));
    EXPECT_EQ(lines_of_dejavu(told), 1) << told;
  }
  EXPECT_THAT(copy.indexed(), ElementsAre("first.md"));
  copy.scene.write("third.md", whole_postmortem("PM-3", "Third"));
  EXPECT_THAT(copy.commit_all(), AllOf(HasSubstr("dejavu: PM-2 "), HasSubstr("dejavu: PM-3 ")));
  EXPECT_THAT(copy.indexed(), ElementsAre("first.md", "second.md", "third.md"));
}

TEST(HookFaults, WhatAForcePushTakesBackAfterARunThatFailedLeavesTheCopyToo) {
  const HookedServer scene;
  scene.write("a.md", whole_postmortem("PM-1", "One"));
  scene.commit_all();
  scene.push();
  scene.write("a.md", whole_postmortem("PM-1", "Not for everybody"));
  scene.write("b.md", whole_postmortem("PM-2", "Not for anybody"));
  scene.commit_all();
  {
    const BusyIndex busy(scene.index());
    ASSERT_TRUE(busy.held());
    EXPECT_THAT(scene.push(), HasSubstr("dejavu: not indexed, the next push will catch up"));
  }
  scene.git({"reset", "--quiet", "--hard", "HEAD~1"});
  scene.write("c.md", whole_postmortem("PM-3", "Three"));
  scene.commit_all();
  EXPECT_THAT(scene.push({"--force"}), HasSubstr("dejavu: PM-3 "));
  EXPECT_THAT(scene.indexed(), ElementsAre("a.md", "c.md"));
  EXPECT_FALSE(fs::exists(scene.copy() / "b.md"));
  EXPECT_EQ(read_file(scene.copy() / "a.md", 10'000), whole_postmortem("PM-1", "One"));
}

TEST(HookFaults, AMissingIndexIsOneLineThatSaysHowToMakeIt) {
  const HookedCopy copy;
  fs::remove_all(copy.index());
  copy.scene.write("second.md", whole_postmortem("PM-2", "Second"));
  const std::string told = copy.commit_all();
  EXPECT_THAT(told, HasSubstr("dejavu: there is no index yet; make it with: dejavu index build"));
  EXPECT_EQ(lines_of_dejavu(told), 1) << told;
}

TEST(HookFaults, ABranchWithoutTheCorpusIsOneLineAndTheNextOneCatchesUp) {
  const GitScene scene;
  const TemporaryFolder elsewhere;
  const fs::path index = elsewhere.path() / "index";
  const auto git = [&scene](const std::vector<std::string>& words) {
    const ChildEnd end = run_git_as_person(scene.path(), words);
    return end.output + end.errors;
  };
  scene.write("pm/a.md", whole_postmortem("PM-1", "One"));
  scene.commit_all();
  ASSERT_EQ(dejavu({"hook", "install", scene.path().string(), "--corpus",
                    (scene.path() / "pm").string(), "--index", index.string()})
                .status,
            0);
  git({"checkout", "--quiet", "-b", "other"});
  git({"rm", "-rq", "pm"});
  const std::string told = git({"commit", "--message", "x"});
  EXPECT_THAT(told, HasSubstr("pm is not there; its index is left as it is."));
  EXPECT_EQ(lines_of_dejavu(told), 1) << told;
  git({"checkout", "--quiet", "main"});
  EXPECT_THAT(indexed_paths(index), ElementsAre("a.md"));
}

TEST(HookFaults, ABrokenIndexIsOneLineAndTheCommitStands) {
  const HookedCopy copy;
  std::ofstream(copy.index() / "CURRENT") << "..";
  copy.scene.write("second.md", whole_postmortem("PM-2", "Second"));
  const std::string told = copy.commit_all();
  EXPECT_EQ(lines_of_dejavu(told), 1) << told;
  EXPECT_THAT(copy.git({"log", "--oneline"}), HasSubstr("a change"));
}

TEST(HookFaults, AMissingProgramIsSaidByTheShellAndTheCommitStands) {
  const HookedCopy copy;
  const std::string hook = read_file(copy.hook("post-commit"), 10'000);
  const std::string broken = "#!/bin/sh\n'/no/such/dejavu' hook run post-commit </dev/null || :\n";
  std::ofstream(copy.hook("post-commit")) << broken;
  copy.scene.write("second.md", whole_postmortem("PM-2", "Second"));
  EXPECT_EQ(run_git_as_person(copy.path(), {"add", "--all"}).status, 0);
  EXPECT_EQ(run_git_as_person(copy.path(), {"commit", "--message", "x"}).status, 0);
  std::ofstream(copy.hook("post-commit")) << hook;
  copy.scene.write("third.md", whole_postmortem("PM-3", "Third"));
  copy.commit_all();
  EXPECT_THAT(copy.indexed(), ElementsAre("first.md", "second.md", "third.md"));
}

TEST(HookFaults, ADamagedNoteMeansThatAllFilesAreLookedAt) {
  const HookedCopy copy;
  for (const std::string note : {"", "garbage", "\0\0\0\0", "HEAD\n", "../../x\n"}) {
    std::ofstream(copy.index() / "hook-commit") << note;
    copy.scene.write("second.md", whole_postmortem("PM-2", "Second " + note));
    copy.commit_all();
    EXPECT_EQ(copy.indexed(), built_paths(copy.path())) << note;
    copy.git({"rm", "-q", "second.md"});
    copy.commit_all();
    EXPECT_THAT(copy.indexed(), ElementsAre("first.md"));
  }
}

TEST(HookFaults, ABadSettingsFileIsOneLineAndTheCommitStands) {
  const HookedCopy copy;
  copy.scene.write("dejavu.toml", "exclude = [\n");
  const std::string told = copy.commit_all();
  EXPECT_EQ(lines_of_dejavu(told), 1) << told;
  copy.scene.write("dejavu.toml", "exclude = []\n");
  copy.scene.write("second.md", whole_postmortem("PM-2", "Second"));
  copy.commit_all();
  EXPECT_THAT(copy.indexed(), ElementsAre("first.md", "second.md"));
}

TEST(HookFaults, AnIndexThatMayNotBeWrittenIsOneLine) {
  const Unprivileged nobody;
  if (!Unprivileged::may_run(DEJAVU_PROGRAM)) GTEST_SKIP() << "skipped: nobody may not run it";
  const HookedCopy copy;
  fs::permissions(copy.index() / "lock", fs::perms::owner_read);
  copy.scene.write("second.md", whole_postmortem("PM-2", "Second"));
  EXPECT_EQ(lines_of_dejavu(copy.commit_all()), 1);
}

TEST(HookFaults, AFullDiskLosesNothingAndTheNextRunCatchesUp) {
  const HookedCopy copy;
  // A limit for the size of files fails writes as a full disk does, and needs no mount.
  const std::string hook = read_file(copy.hook("post-commit"), 10'000);
  std::ofstream(copy.hook("post-commit")) << "#!/bin/sh\ntrap '' XFSZ\nulimit -f 1\n"
                                          << hook.substr(hook.find('\n') + 1);
  std::string large = whole_postmortem("PM-2", "Second");
  for (int i = 0; i < 2000; ++i) large += "word" + std::to_string(i * 7919) + " ";
  copy.scene.write("second.md", large);
  const std::string told = copy.commit_all();
  EXPECT_THAT(told, HasSubstr("dejavu: not indexed, the next run will catch up: "));
  EXPECT_EQ(lines_of_dejavu(told), 1) << told;
  EXPECT_THAT(copy.indexed(), ElementsAre("first.md"));
  std::ofstream(copy.hook("post-commit")) << hook;
  copy.scene.write("third.md", whole_postmortem("PM-3", "Third"));
  copy.commit_all();
  EXPECT_THAT(copy.indexed(), ElementsAre("first.md", "second.md", "third.md"));
}

}  // namespace
}  // namespace dejavu
