// SPDX-License-Identifier: GPL-2.0-or-later
// `dejavu hook run` fails at each of its calls: Git is never told of it, and what one run did not
// do the next one does.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/git/indexed_commit.h"
#include "core/index/layout.h"
#include "indexer/build.h"
#include "tests/crash/faulty_run.h"
#include "tests/git/git_scene.h"
#include "tests/indexer/corpus_fixture.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;
using testing::IsEmpty;

constexpr int kLeastCalls = 15;  // of an update

/// A working copy with two indexed postmortems, and a commit that nobody has told dejavu about.
class FollowedCopy {
 public:
  FollowedCopy() {
    copy_.write("a.md", incident("PM-1", "Disk full", "2024-03-01"));
    copy_.write("b.md", incident("PM-2", "Out of memory", "2024-04-01"));
    copy_.write(".gitignore", ".dejavu\n");
    copy_.commit_all();
    run_program({.words = {DEJAVU_INDEX_PROGRAM, "build", "--corpus", copy_.path()}});
    run_hook();
    old_ = contents(index());
    copy_tree(index(), saved_.path() / "index");
    copy_.git({"mv", "a.md", "c.md"});
    copy_.write("b.md", incident("PM-2", "Out of memory again", "2024-04-01"));
    copy_.write("d.md", incident("PM-4", "Expired certificate", "2024-06-01"));
    head_ = copy_.commit_all();
    run_program({.words = {DEJAVU_INDEX_PROGRAM, "build", "--corpus", copy_.path(), "--index",
                           saved_.path() / "rebuilt"}});
    new_ = contents(saved_.path() / "rebuilt");
  }

  FaultyRun faulty_run() const {
    return {.program = {.words = words(), .folder = index()},
            .scratch = copy_.path(),
            .restore = [this] { copy_tree(saved_.path() / "index", index()); },
            .complaint = [this](const Outcome& outcome) { return complaint(outcome); }};
  }

 private:
  fs::path index() const { return copy_.path() / ".dejavu"; }

  std::vector<std::string> words() const {
    return {"env", "-C", copy_.path(), DEJAVU_PROGRAM, "hook", "run", "post-commit"};
  }

  Outcome run_hook() const { return run_program({.words = words()}); }

  std::string complaint(const Outcome& outcome) const {
    if (outcome.status != 0 && outcome.status != kKilled) return "Git was told of it";
    const auto seen = contents(index());
    const bool is_new = differing(seen, new_).empty();
    if (!is_new && !differing(seen, old_).empty()) return "neither the old nor the new state";
    if (!is_new && indexed_commit(index()) == head_) return "the note is ahead of the index";
    const Outcome next = run_hook();
    if (!differing(contents(index()), new_).empty()) return "not caught up: " + next.errors;
    return indexed_commit(index()) == head_ ? "" : "the note was not moved on";
  }

  GitScene copy_;
  TemporaryFolder saved_;
  std::string head_;
  std::map<std::string, std::string> old_;
  std::map<std::string, std::string> new_;
};

class HookFault : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    if (!is_installed("git")) GTEST_SKIP() << "skipped: git is not installed";
  }
};

TEST_P(HookFault, IsCaughtUpWithByTheNextRun) {
  const FollowedCopy copy;
  EXPECT_THAT(sweep(copy.faulty_run(), GetParam(), kLeastCalls), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Crash, HookFault,
                         testing::Values("kill", "torn", "eio", "enospc", "eio_read"),
                         [](const auto& test) { return std::string(test.param); });

TEST(HookFaults, ShortReadsAndPowerLossAreCaughtUpWith) {
  if (!is_installed("git")) GTEST_SKIP() << "skipped: git is not installed";
  const FollowedCopy copy;
  EXPECT_EQ(outlast(copy.faulty_run(), "short"), "");
  EXPECT_EQ(outlast(copy.faulty_run(), "eintr"), "");
  for (const Survives survives : {Survives::kNothing, Survives::kNames}) {
    EXPECT_THAT(lose_power(copy.faulty_run(), {".dejavu", survives}, kLeastCalls), IsEmpty());
  }
}

}  // namespace
}  // namespace dejavu
