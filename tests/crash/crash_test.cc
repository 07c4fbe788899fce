// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <random>
#include <thread>

#include "core/index/layout.h"
#include "indexer/build.h"
#include "tests/crash/crash_scene.h"

namespace dejavu {
namespace {

using testing::IsEmpty;

/// Fewer calls than this would mean that the shim is not in the way of the program.
constexpr int kLeastCallsOfAWriter = 15;
constexpr int kLeastCallsOfGc = 5;

void write_corpus(const CorpusFixture& corpus) {
  corpus.write("a.md", incident("PM-1", "Disk full", "2024-03-01"));
  corpus.write("b.md", incident("PM-2", "Out of memory", "2024-04-01"));
  corpus.write("c.md", incident("PM-1", "Same id", "2024-05-01"));
}

void change_corpus(const CorpusFixture& corpus) {
  corpus.remove("a.md");  // c.md gets its id
  corpus.write("b.md", incident("PM-2", "Out of memory again", "2024-04-01"));
  corpus.write("d.md", incident("PM-4", "Expired certificate", "2024-06-01"));
}

class EveryCall : public testing::TestWithParam<const char*> {};

TEST_P(EveryCall, OfTheFirstBuildMayFail) {
  CrashScene scene("build");
  write_corpus(scene.corpus());
  scene.start_from_here();
  EXPECT_THAT(scene.sweep(GetParam(), kLeastCallsOfAWriter), IsEmpty());
}

TEST_P(EveryCall, OfARebuildMayFail) {
  CrashScene scene("build");
  write_corpus(scene.corpus());
  scene.corpus().build();
  change_corpus(scene.corpus());
  scene.start_from_here();
  EXPECT_THAT(scene.sweep(GetParam(), kLeastCallsOfAWriter), IsEmpty());
}

TEST_P(EveryCall, OfAnUpdateMayFail) {
  CrashScene scene("update");
  write_corpus(scene.corpus());
  scene.corpus().build();
  change_corpus(scene.corpus());
  scene.start_from_here();
  EXPECT_THAT(scene.sweep(GetParam(), kLeastCallsOfAWriter), IsEmpty());
}

TEST_P(EveryCall, OfGcMayFail) {
  CrashScene scene("gc");
  write_corpus(scene.corpus());
  scene.corpus().build();
  const std::filesystem::path leftover =
      scene.corpus().index() / "generations" / "20000101T000000Z-1-0";
  std::filesystem::copy(current_generation(scene.corpus().index())->folder(), leftover,
                        std::filesystem::copy_options::recursive);
  scene.start_from_here();
  EXPECT_THAT(scene.sweep(GetParam(), kLeastCallsOfGc), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Crash, EveryCall, testing::Values("kill", "torn", "eio", "enospc"),
                         [](const auto& test) { return std::string(test.param); });

// The control: a machine that tells success and does nothing must be caught losing data, or the
// tests above could not fail.
TEST(CrashControl, MachineThatLiesIsCaughtLosingData) {
  for (const char* verb : {"build", "update"}) {
    CrashScene scene(verb);
    write_corpus(scene.corpus());
    scene.corpus().build();
    change_corpus(scene.corpus());
    scene.start_from_here();
    EXPECT_GE(scene.sweep("lie", kLeastCallsOfAWriter).size(), 3U) << verb;
  }
}

TEST(Crash, KilledAtRandomMomentsNothingIsLost) {
  const CorpusFixture corpus;
  constexpr int kRounds = 50;
  constexpr int kFiles = 40;
  std::minstd_rand random(1);
  std::uniform_int_distribution<int> delay_us(0, 60'000);
  IndexJob rebuild = corpus.job();
  rebuild.settings.index = corpus.scratch() / "rebuilt";
  build_index(rebuild);
  corpus.build();
  for (int round = 0; round < kRounds; ++round) {
    const auto before = contents(corpus.index());
    for (int file = 0; file < kFiles; ++file) {
      const std::string title = fmt::format("Round {} of file {}", round, file);
      corpus.write(fmt::format("{}.md", file), incident(fmt::format("PM-{}", file / 2), title, ""));
    }
    build_index(rebuild);
    const auto after = contents(rebuild.settings.index);
    RunningProgram program({.words = {DEJAVU_INDEX_PROGRAM, round % 5 == 4 ? "build" : "update",
                                      "--corpus", corpus.root(), "--index", corpus.index()}});
    std::this_thread::sleep_for(std::chrono::microseconds(delay_us(random)));
    program.stop(SIGKILL);
    const auto seen = contents(corpus.index());
    EXPECT_TRUE(differing(seen, before).empty() || differing(seen, after).empty()) << round;
    corpus.update();
    EXPECT_THAT(differing(contents(corpus.index()), after), IsEmpty()) << round;
  }
}

}  // namespace
}  // namespace dejavu
