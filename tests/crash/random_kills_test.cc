// SPDX-License-Identifier: GPL-2.0-or-later
// kill -9 at random moments of builds, updates, decisions and suggestions. How often is said by
// DEJAVU_KILLS: a quick look in the normal run, 1,000 in the one with the label `slow`.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <random>
#include <thread>

#include "core/recurrence/ledger.h"
#include "indexer/build.h"
#include "tests/crash/shimmed.h"
#include "tests/indexer/corpus_fixture.h"

namespace dejavu {
namespace {

using testing::IsEmpty;
using Clock = std::chrono::steady_clock;
using Words = std::vector<std::string>;

constexpr int kFiles = 40;

int kills_wanted() {
  const char* said = std::getenv("DEJAVU_KILLS");
  return said == nullptr ? 50 : std::atoi(said);
}

/// Four programs in turn, each killed within the time that it takes.
class KilledPrograms {
 public:
  KilledPrograms() {
    rebuild_.settings.index = corpus_.scratch() / "rebuilt";
    write_round(-1);
    corpus_.build();
  }

  /// One round; what went wrong, or nothing.
  std::string round(int number) {
    const auto before = contents(corpus_.index());
    write_round(number);
    build_index(rebuild_);
    const auto after = contents(rebuild_.settings.index);
    const std::size_t kind = static_cast<std::size_t>(number) % 4;
    const bool told = killed_run(kind, number);
    const auto seen = contents(corpus_.index());
    const bool is_new = differing(seen, after).empty();
    if (!is_new && !differing(seen, before).empty()) return "neither the old nor the new state";
    if (told && kind < 2 && !is_new) return "told success, but is not new";
    if (told && kind == 2) ++decisions_;
    const std::size_t entries = read_ledger(corpus_.root()).entries.size();
    if (entries < decisions_) return "a decision is gone";
    decisions_ = entries;  // one that was not told may be there
    corpus_.update();
    return differing(contents(corpus_.index()), after).empty() ? "" : "the update was not enough";
  }

  int in_the_middle() const { return in_the_middle_; }

 private:
  void write_round(int number) const {
    for (int file = 0; file < kFiles; ++file) {
      corpus_.write(
          fmt::format("{}.md", file),
          incident(fmt::format("PM-{}", file / 2), fmt::format("Round {} of {}", number, file),
                   fmt::format("2024-03-{:02}", file / 2 + 1)));
    }
  }

  Words words(std::size_t kind, int number) const {
    Words words = {kind < 2 ? DEJAVU_INDEX_PROGRAM : DEJAVU_PROGRAM};
    if (kind == 0) words.emplace_back("update");
    if (kind == 1) words.emplace_back("build");
    if (kind == 2) {
      words.insert(words.end(),
                   {"verdicts", "add", "--kind", "recurrence_of", "--from", "PM-9", "--to", "PM-1",
                    "--by", "Ada", "--reason", fmt::format("round {}", number)});
    }
    if (kind == 3) words.emplace_back("recurrences");
    words.insert(words.end(), {"--corpus", corpus_.root(), "--index", corpus_.index()});
    return words;
  }

  /// Whether it told success before it was killed.
  bool killed_run(std::size_t kind, int number) {
    std::uniform_real_distribution<double> part(0, 1.1);
    const Clock::time_point start = Clock::now();
    RunningProgram program({.words = words(kind, number)});
    std::this_thread::sleep_for(part(random_) * took_[kind]);
    const Outcome outcome = program.stop(SIGKILL);
    if (outcome.status == kKilled) {
      ++in_the_middle_;
      took_[kind] *= 1.05;  // so that the last calls are met, too, whatever else runs
    } else {
      took_[kind] =
          std::min<std::chrono::duration<double>>(took_[kind] * 0.9, Clock::now() - start);
    }
    return outcome.status == 0;
  }

  CorpusFixture corpus_;
  IndexJob rebuild_ = corpus_.job();
  std::minstd_rand random_{1};
  std::vector<std::chrono::duration<double>> took_{4, std::chrono::milliseconds(60)};
  std::size_t decisions_ = 0;
  int in_the_middle_ = 0;
};

TEST(RandomKills, LoseNothing) {
  KilledPrograms programs;
  const int wanted = kills_wanted();
  int rounds = 0;
  while (programs.in_the_middle() < wanted && rounds < 4 * wanted) {
    ASSERT_EQ(programs.round(rounds), "") << "in round " << rounds;
    ++rounds;
  }
  EXPECT_GE(programs.in_the_middle(), wanted);
  fmt::print("{} kills in {} runs, nothing lost\n", programs.in_the_middle(), rounds);
}

}  // namespace
}  // namespace dejavu
