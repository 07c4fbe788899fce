// SPDX-License-Identifier: GPL-2.0-or-later
// A wall clock that jumps to and fro at every look.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/recurrence/ledger.h"
#include "tests/crash/shimmed.h"
#include "tests/indexer/corpus_fixture.h"

namespace dejavu {
namespace {

using testing::IsEmpty;

constexpr long kYear_s = 31'556'952;

class JumpingClock : public testing::TestWithParam<long> {
 protected:
  Outcome run(std::vector<std::string> words) const {
    words.insert(words.end(), {"--corpus", corpus_.root(), "--index", corpus_.index()});
    return run_shimmed({.words = std::move(words),
                        .folder = corpus_.index(),
                        .settings = {fmt::format("DEJAVU_SHIM_CLOCK={}", GetParam())}});
  }

  Outcome index(const std::string& verb) const { return run({DEJAVU_INDEX_PROGRAM, verb}); }

  CorpusFixture corpus_;
};

TEST_P(JumpingClock, LosesNoFileAndNoGeneration) {
  corpus_.write("a.md", incident("PM-1", "Disk full", "2024-03-01"));
  ASSERT_EQ(index("build").status, 0);
  for (int round = 0; round < 3; ++round) {
    corpus_.write("b.md", incident("PM-2", fmt::format("Round {}", round), "2024-04-01"));
    EXPECT_EQ(index("update").status, 0);
    const auto updated = contents(corpus_.index());
    EXPECT_EQ(index("build").status, 0);
    EXPECT_THAT(differing(updated, contents(corpus_.index())), IsEmpty());
    EXPECT_EQ(index("gc").status, 0);
    EXPECT_EQ(index("status").status, 0);
    EXPECT_EQ(index("verify").status, 0);
  }
}

TEST_P(JumpingClock, LosesNoDecision) {
  corpus_.write("a.md", incident("PM-1", "Disk full", "2024-03-01"));
  corpus_.write("b.md", incident("PM-2", "Disk full again", "2024-04-01"));
  ASSERT_EQ(index("build").status, 0);
  for (const char* reason : {"one", "two", "three"}) {
    EXPECT_EQ(run({DEJAVU_PROGRAM, "verdicts", "add", "--kind", "recurrence_of", "--from", "PM-2",
                   "--to", "PM-1", "--by", "Ada", "--reason", reason})
                  .status,
              0);
  }
  EXPECT_EQ(read_ledger(corpus_.root()).entries.size(), 3U);
}

INSTANTIATE_TEST_SUITE_P(Crash, JumpingClock, testing::Values(-10 * kYear_s, 10 * kYear_s),
                         [](const auto& test) { return test.param < 0 ? "Back" : "Ahead"; });

}  // namespace
}  // namespace dejavu
