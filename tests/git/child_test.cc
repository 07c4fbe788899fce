// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/git/child.h"

#include <gtest/gtest.h>
#include <sys/wait.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <thread>

#include "tests/base/temporary_folder.h"

namespace dejavu {
namespace {

ChildStart shell(const std::string& script) { return {.words = {"sh", "-c", script}}; }

TEST(RunChild, GivesOutputErrorsAndExitCodeApart) {
  const ChildEnd end = run_child(shell("echo out; echo err >&2; exit 3"));
  EXPECT_EQ(end.fate, ChildFate::kExited);
  EXPECT_EQ(end.status, 3);
  EXPECT_EQ(end.output, "out\n");
  EXPECT_EQ(end.errors, "err\n");
}

TEST(RunChild, ArgumentsReachTheProgramAsTheyAre) {
  const ChildEnd end = run_child({.words = {"printf", "%s", "a 'b' \"c\" $d; `e`\n*"}});
  EXPECT_EQ(end.output, "a 'b' \"c\" $d; `e`\n*");
}

TEST(RunChild, MoreInputAndOutputThanPipesHoldFlowsBothWays) {
  ChildStart start = {.words = {"cat"}};
  for (int i = 0; i < 300'000; ++i) start.input += "0123456789";
  EXPECT_EQ(run_child(start).output, start.input);
}

TEST(RunChild, AChildThatReadsNothingDoesNotHurtUs) {
  ChildStart start = shell("exec <&-; echo done");
  start.input = std::string(1'000'000, 'x');
  const ChildEnd end = run_child(start);
  EXPECT_TRUE(end.succeeded());
  EXPECT_EQ(end.output, "done\n");
}

TEST(RunChild, MissingProgramIsNotStarted) {
  EXPECT_EQ(run_child({.words = {"/nowhere/to/be/found"}}).fate, ChildFate::kNotStarted);
}

TEST(RunChild, OneThatTakesTooLongIsStoppedWithItsOutputKept) {
  ChildStart start = shell("echo begun; exec sleep 60");
  start.time_limit = std::chrono::milliseconds(300);
  const ChildEnd end = run_child(start);
  EXPECT_EQ(end.fate, ChildFate::kTimedOut);
  EXPECT_EQ(end.output, "begun\n");
}

TEST(RunChild, OneThatClosedItsOutputAndStaysIsStoppedToo) {
  ChildStart start = shell("exec >&- 2>&-; exec sleep 60");
  start.time_limit = std::chrono::milliseconds(300);
  EXPECT_EQ(run_child(start).fate, ChildFate::kTimedOut);
}

TEST(RunChild, OneThatIgnoresTheRequestToEndIsKilled) {
  ChildStart start = shell("trap '' TERM; while :; do sleep 0.05; done");
  start.time_limit = std::chrono::milliseconds(200);
  EXPECT_EQ(run_child(start).fate, ChildFate::kTimedOut);
}

TEST(RunChild, EndlessOutputIsCutOff) {
  ChildStart start = {.words = {"yes"}, .output_limit_bytes = 1000};
  EXPECT_EQ(run_child(start).fate, ChildFate::kTooMuchOutput);
}

TEST(RunChild, ASignalIsToldFromAnExitCode) {
  const ChildEnd end = run_child(shell("kill -9 $$"));
  EXPECT_EQ(end.fate, ChildFate::kSignalled);
  EXPECT_EQ(end.status, 9);
  EXPECT_FALSE(end.succeeded());
}

TEST(RunChild, VariablesAreAddedAndDropped) {
  ::setenv("DEJAVU_TEST_KEPT", "kept", 1);
  ::setenv("DEJAVU_TEST_DROPPED", "dropped", 1);
  ChildStart start = shell("echo $DEJAVU_TEST_KEPT-$DEJAVU_TEST_DROPPED-$DEJAVU_TEST_NEW");
  start.drop_environment = {"DEJAVU_TEST_DROPPED"};
  start.environment = {"DEJAVU_TEST_NEW=new"};
  EXPECT_EQ(run_child(start).output, "kept--new\n");
}

TEST(RunChild, RunsInTheFolderThatIsNamed) {
  const TemporaryFolder folder;
  folder.write("here", "");
  EXPECT_EQ(run_child({.words = {"ls"}, .folder = folder.path()}).output, "here\n");
}

TEST(RunChild, WhatTheReaderThrowsPassesAndTheChildIsGone) {
  ChildStart start = {.words = {"yes"}};
  start.on_output = [](std::string_view) { throw std::runtime_error("enough"); };
  EXPECT_THROW(run_child(start), std::runtime_error);
}

TEST(RunningChild, WorksBeforeAnybodyWaits) {
  const TemporaryFolder folder;
  RunningChild child({.words = {"sh", "-c", "echo begun; touch done"}, .folder = folder.path()});
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (!std::filesystem::exists(folder.path() / "done") &&
         std::chrono::steady_clock::now() < end) {
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  }
  EXPECT_TRUE(std::filesystem::exists(folder.path() / "done"));
  EXPECT_EQ(child.finish().output, "begun\n");
}

TEST(RunningChild, OneThatNobodyWaitsForIsStopped) {
  const auto begin = std::chrono::steady_clock::now();
  { const RunningChild child(shell("exec sleep 60")); }
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(30));
  EXPECT_LT(::waitpid(-1, nullptr, WNOHANG), 0) << "and waited for: no child is left";
}

}  // namespace
}  // namespace dejavu
