// SPDX-License-Identifier: GPL-2.0-or-later
// The ledger is the one file that cannot be made again: `dejavu verdicts add` fails at each of its
// calls, and no decision that was told to be written may ever be missing.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "core/base/files.h"
#include "core/recurrence/ledger.h"
#include "indexer/build.h"
#include "tests/crash/faulty_run.h"
#include "tests/indexer/corpus_fixture.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using Words = std::vector<std::string>;

/// A lock, a write and a sync at least.
constexpr int kLeastCalls = 3;

/// A corpus of three incidents; perhaps with a decision, perhaps with half of one behind it.
class LedgerScene {
 public:
  LedgerScene() {
    for (const char* name : {"1", "2", "3"}) {
      corpus_.write(fmt::format("{}.md", name), incident(fmt::format("PM-{}", name), "Disk full",
                                                         fmt::format("2024-0{}-01", name)));
    }
    corpus_.build();
  }

  const CorpusFixture& corpus() const { return corpus_; }

  Words words(const std::string& from, const std::string& reason) const {
    return {DEJAVU_PROGRAM,  "verdicts", "add",           "--corpus", corpus_.root(), "--index",
            corpus_.index(), "--kind",   "recurrence_of", "--from",   from,           "--to",
            "PM-1",          "--by",     "Ada",           "--reason", reason};
  }

  Outcome add(const std::string& from, const std::string& reason) const {
    return run_program({.words = words(from, reason)});
  }

  Ledger ledger() const { return read_ledger(corpus_.root()); }

  /// What is in the corpus now is what each run starts from.
  FaultyRun faulty_run() {
    copy_tree(corpus_.root(), corpus_.scratch() / "saved");
    before_ = ledger().entries;
    return {.program = {.words = words("PM-3", "new"), .folder = corpus_.root()},
            .scratch = corpus_.scratch(),
            .restore = [this] { copy_tree(corpus_.scratch() / "saved", corpus_.root()); },
            .complaint = [this](const Outcome& outcome) { return complaint(outcome); }};
  }

 private:
  static std::ptrdiff_t count(const Ledger& ledger, const std::string& reason) {
    return std::ranges::count(ledger.entries, reason, &LedgerEntry::reason);
  }

  std::string complaint(const Outcome& outcome) const {
    const Ledger seen = ledger();
    for (const LedgerEntry& old : before_) {
      if (count(seen, old.reason) != 1) return "an older decision is gone: " + old.reason;
    }
    if (outcome.status == 0 && count(seen, "new") != 1) return "told success, but is not there";
    if (count(seen, "new") > 1) return "it is there twice";
    // The next person goes on without repairing anything.
    if (add("PM-2", "next").status != 0) return "the next decision was refused";
    const Ledger next = ledger();
    if (count(next, "next") != 1) return "the next decision is not there";
    return next.entries.size() == seen.entries.size() + 1 ? "" : "the next one took another away";
  }

  CorpusFixture corpus_;
  std::vector<LedgerEntry> before_;
};

class LedgerFault : public testing::TestWithParam<const char*> {};

TEST_P(LedgerFault, OfTheFirstDecisionLosesNothing) {
  LedgerScene scene;
  EXPECT_THAT(sweep(scene.faulty_run(), GetParam(), kLeastCalls), IsEmpty());
}

TEST_P(LedgerFault, OfALaterDecisionLosesNothing) {
  LedgerScene scene;
  ASSERT_EQ(scene.add("PM-2", "old").status, 0);
  EXPECT_THAT(sweep(scene.faulty_run(), GetParam(), kLeastCalls), IsEmpty());
}

TEST_P(LedgerFault, OfADecisionBehindATornOneLosesNothing) {
  LedgerScene scene;
  ASSERT_EQ(scene.add("PM-2", "old").status, 0);
  std::ofstream(scene.corpus().root() / kLedgerFile, std::ios::app) << R"({"at": "2026-01)";
  EXPECT_THAT(sweep(scene.faulty_run(), GetParam(), kLeastCalls), IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(Crash, LedgerFault,
                         testing::Values("kill", "torn", "eio", "enospc", "eio_read"),
                         [](const auto& test) { return std::string(test.param); });

TEST(LedgerNuisance, ShortWritesAndInterruptionsAreNotEvenNoticed) {
  LedgerScene scene;
  ASSERT_EQ(scene.add("PM-2", "old").status, 0);
  const FaultyRun run = scene.faulty_run();
  EXPECT_EQ(outlast(run, "short"), "");
  EXPECT_EQ(outlast(run, "eintr"), "");
}

TEST(LedgerPowerLoss, LosesNoDecisionThatWasTold) {
  for (const Survives survives : {Survives::kNothing, Survives::kNames}) {
    LedgerScene first;
    EXPECT_THAT(lose_power(first.faulty_run(), {"corpus", survives}, kLeastCalls), IsEmpty());
    LedgerScene later;
    ASSERT_EQ(later.add("PM-2", "old").status, 0);
    EXPECT_THAT(lose_power(later.faulty_run(), {"corpus", survives}, kLeastCalls), IsEmpty());
  }
}

// Whoever made the file died before the folder had it on the disk: the next one must see to it.
TEST(LedgerPowerLoss, LosesNoDecisionBehindOneWhoseWriterDied) {
  LedgerScene scene;
  FaultyRun run = scene.faulty_run();
  DiskModel disk(scene.corpus().scratch());
  Shimmed first = run.program;
  first.folder = scene.corpus().scratch();
  first.journal = scene.corpus().scratch() / "journal";
  ASSERT_EQ(run_shimmed(first).status, 0);
  std::vector<JournalEntry> journal = read_journal(first.journal);
  ASSERT_EQ(journal.back().call, 's') << "the folder is synced last";
  journal.pop_back();
  for (const JournalEntry& entry : journal) disk.apply(entry);
  fs::remove(first.journal);
  first.words = scene.words("PM-2", "second");
  ASSERT_EQ(run_shimmed(first).status, 0);
  for (const JournalEntry& entry : read_journal(first.journal)) disk.apply(entry);
  disk.write_survivors(Survives::kNothing, "corpus");
  EXPECT_EQ(scene.ledger().entries.size(), 2U);
}

TEST(LedgerControl, MachinesThatLieAreCaughtLosingDecisions) {
  LedgerScene scene;
  ASSERT_EQ(scene.add("PM-2", "old").status, 0);
  const FaultyRun run = scene.faulty_run();
  EXPECT_THAT(sweep(run, "lie", kLeastCalls), Contains(HasSubstr("told success, but")));
  for (const Survives survives : {Survives::kNothing, Survives::kNames}) {
    const PowerCut cut = {"corpus", survives, Syncs::kIgnored};
    EXPECT_THAT(lose_power(run, cut, kLeastCalls), Contains(HasSubstr("told success, but")));
  }
}

TEST(LedgerWriters, ThatComeTogetherAllLand) {
  constexpr int kWriters = 8;
  const LedgerScene scene;
  std::vector<std::unique_ptr<RunningProgram>> writers;
  for (int i = 0; i < kWriters; ++i) {
    const Words words = scene.words(i % 2 == 0 ? "PM-2" : "PM-3", fmt::format("writer {}", i));
    writers.push_back(std::make_unique<RunningProgram>(ProgramStart{.words = words}));
  }
  for (const auto& writer : writers) EXPECT_EQ(writer->wait().status, 0);
  EXPECT_EQ(scene.ledger().entries.size(), std::size_t{kWriters});
  EXPECT_THAT(scene.ledger().diagnostics, IsEmpty());
}

}  // namespace
}  // namespace dejavu
