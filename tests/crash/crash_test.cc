// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

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
  EXPECT_THAT(sweep(scene.faulty_run(), GetParam(), kLeastCallsOfAWriter), IsEmpty());
}

TEST_P(EveryCall, OfARebuildMayFail) {
  CrashScene scene("build");
  write_corpus(scene.corpus());
  scene.corpus().build();
  change_corpus(scene.corpus());
  scene.start_from_here();
  EXPECT_THAT(sweep(scene.faulty_run(), GetParam(), kLeastCallsOfAWriter), IsEmpty());
}

TEST_P(EveryCall, OfAnUpdateMayFail) {
  CrashScene scene("update");
  write_corpus(scene.corpus());
  scene.corpus().build();
  change_corpus(scene.corpus());
  scene.start_from_here();
  EXPECT_THAT(sweep(scene.faulty_run(), GetParam(), kLeastCallsOfAWriter), IsEmpty());
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
  EXPECT_THAT(sweep(scene.faulty_run(), GetParam(), kLeastCallsOfGc), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Crash, EveryCall, testing::Values("kill", "torn", "eio", "enospc"),
                         [](const auto& test) { return std::string(test.param); });

class EveryRead : public testing::TestWithParam<const char*> {};

TEST_P(EveryRead, MayFail) {
  CrashScene scene(GetParam());
  write_corpus(scene.corpus());
  scene.corpus().build();
  change_corpus(scene.corpus());
  scene.start_from_here();
  EXPECT_THAT(sweep(scene.faulty_run(), "eio_read", kLeastCallsOfAWriter), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Crash, EveryRead, testing::Values("build", "update"),
                         [](const auto& test) { return std::string(test.param); });

class Nuisance : public testing::TestWithParam<const char*> {};

TEST_P(Nuisance, IsNotEvenNoticed) {
  for (const char* verb : {"build", "update"}) {
    CrashScene scene(verb);
    write_corpus(scene.corpus());
    scene.corpus().build();
    change_corpus(scene.corpus());
    scene.start_from_here();
    EXPECT_EQ(outlast(scene.faulty_run(), GetParam()), "") << verb;
  }
}

INSTANTIATE_TEST_SUITE_P(Crash, Nuisance, testing::Values("short", "eintr"),
                         [](const auto& test) { return std::string(test.param); });

class PowerLoss : public testing::TestWithParam<Survives> {};

TEST_P(PowerLoss, DuringABuildOrAnUpdateLosesNothingThatWasTold) {
  for (const char* verb : {"build", "update", "gc"}) {
    CrashScene scene(verb);
    write_corpus(scene.corpus());
    scene.corpus().build();
    change_corpus(scene.corpus());
    scene.start_from_here();
    EXPECT_THAT(scene.lose_power(GetParam(), Syncs::kKept), IsEmpty()) << verb;
  }
}

TEST_P(PowerLoss, DuringTheFirstBuildLosesNothingThatWasTold) {
  CrashScene scene("build");
  write_corpus(scene.corpus());
  scene.start_from_here();
  EXPECT_THAT(scene.lose_power(GetParam(), Syncs::kKept), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Crash, PowerLoss, testing::Values(Survives::kNothing, Survives::kNames),
                         [](const auto& test) {
                           return test.param == Survives::kNothing ? "NothingUnsynced" : "Names";
                         });

// The controls: a machine that tells success and does nothing, and a disk that does not sync, must
// be caught losing data, or the tests above could not fail.
TEST(CrashControl, MachineThatLiesIsCaughtLosingData) {
  for (const char* verb : {"build", "update"}) {
    CrashScene scene(verb);
    write_corpus(scene.corpus());
    scene.corpus().build();
    change_corpus(scene.corpus());
    scene.start_from_here();
    EXPECT_GE(sweep(scene.faulty_run(), "lie", kLeastCallsOfAWriter).size(), 3U) << verb;
  }
}

TEST(CrashControl, DiskThatDoesNotSyncIsCaughtLosingData) {
  for (const char* verb : {"build", "update"}) {
    CrashScene scene(verb);
    write_corpus(scene.corpus());
    scene.corpus().build();
    change_corpus(scene.corpus());
    scene.start_from_here();
    EXPECT_FALSE(scene.lose_power(Survives::kNothing, Syncs::kIgnored).empty()) << verb;
    EXPECT_FALSE(scene.lose_power(Survives::kNames, Syncs::kIgnored).empty()) << verb;
  }
}

}  // namespace
}  // namespace dejavu
