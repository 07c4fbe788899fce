// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/git/told_head.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <fstream>
#include <string>

#include "core/base/descriptor.h"
#include "core/base/text.h"
#include "tests/git/git_scene.h"

namespace dejavu {
namespace {

using Clock = std::chrono::steady_clock;

Clock::time_point soon() { return Clock::now() + std::chrono::seconds(10); }

/// What a shell prints at the top of the repository, as it runs hooks.
std::string told(const GitScene& scene, const std::string& below) {
  return run_child({.words = {"sh", "-c", head_telling_command(below)}, .folder = scene.path()})
      .output;
}

std::optional<HeadCommit> read_told(const std::string& text) {
  const TemporaryFolder folder;
  folder.write("told", text);
  const Descriptor file(::open((folder.path() / "told").c_str(), O_RDONLY | O_CLOEXEC));
  return read_told_head(file.number(), soon());
}

/// As the shell tells it, and as Git says it when asked.
void expect_same(const GitScene& scene, const std::string& below) {
  const auto asked = ask_head_commit(scene.place(), below).get();
  const auto read = read_told(told(scene, below));
  ASSERT_TRUE(asked.has_value());
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->id, asked->id);
  EXPECT_EQ(read->first_parent, asked->first_parent);
  EXPECT_EQ(read->changes, asked->changes);
}

TEST(ToldHead, IsWhatGitSaysWhenItIsAsked) {
  const GitScene scene;
  scene.write("a.md", "a");
  scene.commit_all();
  expect_same(scene, "");
  scene.write("it's $HOME/*\n.md", "b");
  scene.write("a.md", "c");
  scene.commit_all();
  expect_same(scene, "");
  expect_same(scene, "it's $HOME");
  scene.git({"commit", "--quiet", "--allow-empty", "--message", "nothing"});
  expect_same(scene, "");
}

TEST(ToldHead, FetchesNothingAsNoOtherCallDoes) {
  const std::string command = head_telling_command("");
  for (const std::string& variable : git_environment()) {
    EXPECT_NE(command.find(" " + variable + " "), std::string::npos) << variable;
  }
}

TEST(ToldHead, IsAbsentWhereGitFails) {
  const GitScene scene;  // without commits
  EXPECT_EQ(told(scene, ""), "");
  EXPECT_FALSE(read_told("").has_value());
}

TEST(ToldHead, APartIsNeverTakenForTheWhole) {
  const GitScene scene;
  scene.commit_all();
  scene.write("a.md", "a");
  scene.write("b.md", "b");
  scene.commit_all();
  const std::string whole = told(scene, "");
  ASSERT_TRUE(read_told(whole).has_value());
  for (std::size_t size = 0; size < whole.size(); ++size) {
    EXPECT_FALSE(read_told(whole.substr(0, size)).has_value()) << size;
  }
}

TEST(ToldHead, WhatAnotherVersionTellsIsLeft) {
  EXPECT_FALSE(read_told("end\n").has_value());
  EXPECT_FALSE(read_told("v2 something else\nend\n").has_value());
}

TEST(ToldHead, WhoSaysNothingIsNotWaitedForLongerThanAsked) {
  std::array<int, 2> ends{};
  ASSERT_EQ(::pipe2(ends.data(), O_CLOEXEC), 0);
  const Descriptor reading(ends[0]);
  const Descriptor writing(ends[1]);
  EXPECT_FALSE(read_told_head(reading.number(), Clock::now()).has_value());
}

TEST(ShellWord, IsOneWordWithItsBytes) {
  for (const std::string text : {"plain", "a b", "it's", "$x `y` \\ \"z\" *", "ä\n;"}) {
    const ChildEnd end = run_child({.words = {"sh", "-c", "printf %s " + shell_word(text)}});
    EXPECT_EQ(end.output, text);
  }
}

}  // namespace
}  // namespace dejavu
