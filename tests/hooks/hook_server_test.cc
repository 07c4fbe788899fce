// SPDX-License-Identifier: GPL-2.0-or-later
// What the hooks of a bare repository do, with real pushes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <memory>

#include "core/base/files.h"
#include "core/git/indexed_commit.h"
#include "core/postmortem/parse.h"
#include "tests/hooks/hook_scene.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;

/// What the lint takes for an error: bytes that are no text.
const std::string kNoText(500, '\1');

TEST(HookOnAServer, FirstPushAndTheNextAreIndexedWithoutACheckout) {
  const HookedServer scene;
  scene.write("a.md", whole_postmortem("PM-1", "Connections ran out"));
  scene.write("main.c", "int main;");
  scene.commit_all();
  EXPECT_THAT(scene.push(), HasSubstr("remote: dejavu: 1 file indexed in "));
  EXPECT_THAT(scene.indexed(), ElementsAre("a.md"));
  EXPECT_FALSE(fs::exists(scene.copy() / "main.c"));
  scene.write("b.md", whole_postmortem("PM-2", "Connections ran out again"));
  scene.commit_all();
  EXPECT_THAT(scene.push(), HasSubstr("remote: dejavu: PM-2 \"Connections ran out again\" "));
  EXPECT_THAT(scene.indexed(), ElementsAre("a.md", "b.md"));
}

TEST(HookOnAServer, InstallingBringsInWhatIsThere) {
  GitScene server({"--bare"});
  const GitScene clone;
  clone.write("docs/pm/a.md", whole_postmortem("PM-1", "One"));
  clone.write("readme.md", "# Not a postmortem");
  clone.commit_all();
  clone.git({"push", "--quiet", server.path().string(), "HEAD:main"});
  ASSERT_EQ(dejavu({"hook", "install", server.path().string(), "--corpus", "docs/pm"}).status, 0);
  EXPECT_THAT(indexed_paths(server.path() / "dejavu/index"), ElementsAre("a.md"));
}

TEST(HookOnAServer, ForcePushAndDeletedBranch) {
  const HookedServer scene;
  scene.write("a.md", whole_postmortem("PM-1", "One"));
  scene.commit_all();
  scene.write("b.md", whole_postmortem("PM-2", "Two"));
  scene.commit_all();
  scene.push();
  scene.git({"checkout", "--quiet", "--orphan", "other"});
  scene.git({"rm", "-rfq", "."});
  scene.write("c.md", whole_postmortem("PM-3", "Three"));
  scene.commit_all();
  scene.push({"--force"});
  EXPECT_THAT(scene.indexed(), ElementsAre("c.md"));
  scene.server.git({"config", "receive.denyDeleteCurrent", "false"});
  EXPECT_THAT(scene.git({"push", "origin", ":main"}), Not(HasSubstr("remote: dejavu: ")));
  EXPECT_THAT(scene.indexed(), ElementsAre("c.md"));
  scene.git({"push", "origin", "HEAD:main"});
  EXPECT_THAT(scene.indexed(), ElementsAre("c.md"));
}

TEST(HookOnAServer, AForcePushWhoseOldCommitIsGoneReadsTheWholeTree) {
  const HookedServer scene;
  scene.write("a.md", whole_postmortem("PM-1", "One"));
  scene.write("b.md", whole_postmortem("PM-2", "Two"));
  scene.commit_all();
  scene.push();
  std::ofstream(scene.index() / "hook-commit") << std::string(40, 'a') << "\n";
  scene.git({"rm", "-q", "b.md"});
  scene.commit_all();
  scene.push();
  EXPECT_THAT(scene.indexed(), ElementsAre("a.md"));
  EXPECT_FALSE(fs::exists(scene.copy() / "b.md"));
}

TEST(HookOnAServer, OtherBranchesAreNotIndexed) {
  const HookedServer scene;
  scene.write("a.md", whole_postmortem("PM-1", "One"));
  scene.commit_all();
  scene.push();
  scene.write("b.md", whole_postmortem("PM-2", "Two"));
  scene.commit_all();
  scene.git({"push", "origin", "HEAD:feature"});
  EXPECT_THAT(scene.indexed(), ElementsAre("a.md"));
}

TEST(HookOnAServer, ConfiguredBranchAndFolder) {
  const HookedServer scene({"--branch", "release", "--corpus", "docs/post mortems"});
  scene.write("docs/post mortems/ä b.md", whole_postmortem("PM-1", "One"));
  scene.write("docs/other.md", "# Other");
  scene.commit_all();
  scene.git({"push", "origin", "HEAD:release"});
  EXPECT_THAT(scene.indexed(), ElementsAre("ä b.md"));
}

TEST(HookOnAServer, RenamesMergesAndAFolderThatBecomesAFile) {
  const HookedServer scene;
  scene.write("x/a.md", whole_postmortem("PM-1", "One"));
  scene.write("y.md", whole_postmortem("PM-2", "Two"));
  scene.commit_all();
  scene.push();
  scene.git({"mv", "x/a.md", "b.md"});
  scene.git({"mv", "y.md", "x.md"});
  scene.commit_all();
  scene.push();
  EXPECT_THAT(scene.indexed(), ElementsAre("b.md", "x.md"));
  EXPECT_FALSE(fs::exists(scene.copy() / "x"));
  scene.git({"rm", "-q", "x.md"});
  scene.write("x.md/deep.md", whole_postmortem("PM-3", "Three"));
  scene.commit_all();
  scene.push();
  EXPECT_THAT(scene.indexed(), ElementsAre("b.md", "x.md/deep.md"));
  scene.git({"rm", "-rq", "x.md"});
  scene.write("x.md", whole_postmortem("PM-4", "Four"));
  scene.commit_all();
  scene.push();
  EXPECT_THAT(scene.indexed(), ElementsAre("b.md", "x.md"));
  EXPECT_EQ(scene.indexed(), built_paths(scene.clone.path()));
}

TEST(HookOnAServer, ANameThatBeginsWithTwoDotsIsAName) {
  const HookedServer scene;
  scene.write("a.md", whole_postmortem("PM-1", "One"));
  scene.commit_all();
  scene.push();
  scene.write("...md", whole_postmortem("PM-2", "Two"));
  scene.commit_all();
  EXPECT_THAT(scene.push(), HasSubstr("remote: dejavu: PM-2 "));
  EXPECT_THAT(scene.indexed(), ElementsAre("...md", "a.md"));
}

TEST(HookOnAServer, AThousandFilesInOnePush) {
  const HookedServer scene;
  scene.write("first.md", whole_postmortem("PM-1", "One"));
  scene.commit_all();
  scene.push();
  for (int i = 0; i < 1000; ++i) {
    const std::string n = std::to_string(1000 + i);
    scene.write("many/" + n + ".md", whole_postmortem("PM-" + n, "Outage number " + n));
  }
  scene.commit_all();
  EXPECT_THAT(scene.push(), HasSubstr("1000 new files indexed in all"));
  EXPECT_THAT(scene.indexed(), SizeIs(1001));
}

TEST(HookOnAServer, ConcurrentPushesToBranchesLeaveTheNewestState) {
  const HookedServer scene;
  scene.write("first.md", whole_postmortem("PM-0", "One"));
  scene.commit_all();
  scene.push();
  constexpr int kPushers = 4;
  std::vector<std::unique_ptr<RunningProgram>> pushes;
  std::vector<std::unique_ptr<TemporaryFolder>> clones;
  for (int i = 0; i < kPushers; ++i) {
    clones.push_back(std::make_unique<TemporaryFolder>());
    const fs::path clone = clones.back()->path() / "c";
    run_git_as_person(clones.back()->path(),
                      {"clone", "--quiet", scene.server.path().string(), clone.string()});
    const std::string n = std::to_string(i);
    std::ofstream(clone / (n + ".md")) << whole_postmortem("PM-1" + n, "Outage number " + n);
    run_git_as_person(clone, {"add", "--all"});
    run_git_as_person(clone, {"commit", "--quiet", "--message", n});
    pushes.push_back(std::make_unique<RunningProgram>(ProgramStart{
        .words = {"sh", "-c",
                  "cd \"$1\" && for i in 1 2 3 4 5 6 7 8 9; do git push -q origin HEAD:main && "
                  "break; git -c user.name=a -c user.email=b pull -q --rebase; done",
                  "sh", clone.string()},
        .input = {},
        .settings = {"GIT_CONFIG_GLOBAL=/dev/null"}}));
  }
  for (const auto& push : pushes) EXPECT_EQ(push->wait().status, 0);
  EXPECT_THAT(scene.indexed(), ElementsAre("0.md", "1.md", "2.md", "3.md", "first.md"));
}

TEST(HookOnAServer, APushThatConcernsNoPostmortemSaysNothing) {
  const HookedServer scene;
  scene.write("a.md", whole_postmortem("PM-1", "One"));
  scene.commit_all();
  scene.push();
  scene.write("main.c", "int main;");
  scene.write("verdicts.jsonl", "{}\n");
  scene.commit_all();
  EXPECT_THAT(scene.push(), Not(HasSubstr("remote: dejavu")));
  EXPECT_EQ(read_file(scene.copy() / "verdicts.jsonl", 100), "{}\n");
  EXPECT_EQ(indexed_commit(scene.index()), commit_id(scene.clone.place(), "HEAD"));
}

TEST(HookOnAServer, AFileThatHasGrownTooLargeLeavesTheIndex) {
  const HookedServer scene;
  scene.write("a.md", whole_postmortem("PM-1", "One"));
  scene.write("b.md", whole_postmortem("PM-2", "Two"));
  scene.commit_all();
  scene.push();
  scene.write("a.md", std::string(kMaxFileBytes + 1, 'x'));
  scene.commit_all();
  scene.push();
  EXPECT_THAT(scene.indexed(), ElementsAre("b.md"));
  EXPECT_FALSE(fs::exists(scene.copy() / "a.md"));
}

TEST(HookOnAServer, AnIndexThatWasDeletedIsBuiltByTheNextPush) {
  const HookedServer scene;
  scene.write("a.md", whole_postmortem("PM-1", "One"));
  scene.commit_all();
  scene.push();
  fs::remove_all(scene.server.path() / "dejavu");
  scene.write("b.md", whole_postmortem("PM-2", "Two"));
  scene.commit_all();
  scene.push();
  EXPECT_THAT(scene.indexed(), ElementsAre("a.md", "b.md"));
}

TEST(HookOnAServer, NobodyDecidesInTheCopyBecauseAPushWouldUndoIt) {
  const HookedServer scene;
  scene.write("a.md", whole_postmortem("PM-1", "Connections ran out"));
  scene.write("b.md", whole_postmortem("PM-2", "Connections ran out again"));
  scene.commit_all();
  scene.push();
  const Outcome outcome =
      dejavu({"verdicts", "add", "--corpus", scene.copy().string(), "--index",
              scene.index().string(), "--kind", "recurrence_of", "--from", "PM-2", "--to", "PM-1",
              "--by", "ann", "--reason", "the same pool"});
  EXPECT_NE(outcome.status, 0);
  EXPECT_THAT(outcome.errors, HasSubstr("a decision here would be lost"));
  EXPECT_FALSE(fs::exists(scene.copy() / "verdicts.jsonl"));
}

TEST(HookOnAServer, NobodyWhoPushesSaysWhereTheIndexIs) {
  const HookedServer scene;
  const TemporaryFolder elsewhere;
  scene.write("a.md", whole_postmortem("PM-1", "One"));
  scene.write("dejavu.toml", "index = \"" + (elsewhere.path() / "x").string() + "\"\n");
  scene.commit_all();
  scene.push();
  EXPECT_FALSE(fs::exists(elsewhere.path() / "x"));
  EXPECT_THAT(scene.indexed(), ElementsAre("a.md"));
}

TEST(HookOnAServer, SettingsOfTheBranchAreObeyedWhenTheyChange) {
  const HookedServer scene;
  scene.write("a.md", whole_postmortem("PM-1", "One"));
  scene.write("b.txt", whole_postmortem("PM-2", "Two"));
  scene.commit_all();
  scene.push();
  EXPECT_THAT(scene.indexed(), ElementsAre("a.md"));
  scene.write("dejavu.toml", "extensions = [\".txt\"]\n");
  scene.commit_all();
  scene.push();
  EXPECT_THAT(scene.indexed(), ElementsAre("b.txt"));
}

TEST(HookPreReceive, RefusesErrorsAndLetsTheRestOfTheHookRead) {
  const HookedServer scene({"--pre-receive"});
  const fs::path hook = scene.server.path() / "hooks/pre-receive";
  std::ofstream(hook, std::ios::app) << "cat >read\n";
  scene.write("good.md", whole_postmortem("PM-1", "One"));
  scene.commit_all();
  scene.push();
  EXPECT_THAT(read_file(scene.server.path() / "read", 1000), HasSubstr(" refs/heads/main"));
  scene.write("bad.md", kNoText);
  scene.commit_all();
  const std::string told = scene.push();
  EXPECT_THAT(told, AllOf(HasSubstr("remote: dejavu: bad.md:"), HasSubstr("refused"),
                          HasSubstr("pre-receive hook declined")));
  EXPECT_THAT(scene.indexed(), ElementsAre("good.md"));
}

TEST(HookPreReceive, WhenItCannotLookThePushIsTaken) {
  const HookedServer scene({"--pre-receive"});
  scene.write("a.md", whole_postmortem("PM-1", "One"));
  scene.write("dejavu.toml", "no toml\n");
  scene.commit_all();
  scene.push();
  scene.write("b.md", kNoText);
  scene.commit_all();
  EXPECT_THAT(scene.push(), AllOf(HasSubstr("remote: dejavu: "), Not(HasSubstr("declined"))));
}

}  // namespace
}  // namespace dejavu
