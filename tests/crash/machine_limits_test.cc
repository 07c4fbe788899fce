// SPDX-License-Identifier: GPL-2.0-or-later
// A full disk, a disk that may only be read, and two writers: real ones, without the shim.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/mount.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <fstream>

#include "core/base/error.h"
#include "core/recurrence/ledger.h"
#include "indexer/write_lock.h"
#include "tests/crash/shimmed.h"
#include "tests/indexer/corpus_fixture.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;
using testing::AnyOf;
using testing::HasSubstr;
using testing::IsEmpty;

/// A file system of its own over a folder, for as long as it lives.
class SmallDisk {
 public:
  explicit SmallDisk(fs::path folder) : folder_(std::move(folder)) {
    fs::create_directories(folder_);
    mounted_ = ::mount("tmpfs", folder_.c_str(), "tmpfs", 0, "size=4m") == 0;
  }
  ~SmallDisk() {
    if (mounted_) ::umount2(folder_.c_str(), MNT_DETACH);
  }
  SmallDisk(const SmallDisk&) = delete;
  SmallDisk& operator=(const SmallDisk&) = delete;

  bool mounted() const { return mounted_; }

  /// Leaves this much room.
  void fill(std::uint64_t free_bytes) const {
    struct statvfs status = {};
    ::statvfs(folder_.c_str(), &status);
    const std::uint64_t free = status.f_bavail * status.f_frsize;
    if (free <= free_bytes) return;
    std::ofstream(folder_ / "filler") << std::string(free - free_bytes, 'x');
  }
  void clear() const { fs::remove(folder_ / "filler"); }

  bool forbid_writing() const {
    return ::mount("", folder_.c_str(), "", MS_REMOUNT | MS_RDONLY, "") == 0;
  }

 private:
  fs::path folder_;
  bool mounted_ = false;
};

constexpr const char* kNoMount = "skipped: only root may mount a small disk";

class MachineLimits : public testing::Test {
 protected:
  Outcome run(std::vector<std::string> words) const {
    words.insert(words.end(), {"--corpus", corpus_.root(), "--index", corpus_.index()});
    return run_program({.words = std::move(words)});
  }
  Outcome index(const std::string& verb) const { return run({DEJAVU_INDEX_PROGRAM, verb}); }
  Outcome decide(const std::string& reason) const {
    return run({DEJAVU_PROGRAM, "verdicts", "add", "--kind", "recurrence_of", "--from", "PM-1",
                "--to", "PM-0", "--by", "Ada", "--reason", reason});
  }

  void write_round(int round) const {
    for (int i = 0; i < 20; ++i) {
      corpus_.write(fmt::format("{}.md", i),
                    incident(fmt::format("PM-{}", i), fmt::format("Round {}", round),
                             fmt::format("2024-03-{:02}", i + 1)));
    }
  }

  CorpusFixture corpus_;
};

TEST_F(MachineLimits, AFullDiskKeepsTheOldAnswersAndNeedsRoomAlone) {
  const SmallDisk disk(corpus_.index());
  if (!disk.mounted()) GTEST_SKIP() << kNoMount;
  write_round(0);
  ASSERT_EQ(index("build").status, 0);
  int refused = 0;
  for (int round = 1; round <= 24; ++round) {
    const auto before = contents(corpus_.index());
    write_round(round);
    disk.fill(static_cast<std::uint64_t>(round) * 8 * 1024);
    const Outcome outcome = index(round % 2 == 0 ? "update" : "build");
    EXPECT_THAT(outcome.status, AnyOf(kExitAnswered, kExitIo)) << outcome.errors;
    if (outcome.status == kExitIo) {
      ++refused;
      EXPECT_THAT(outcome.errors, HasSubstr("No space left"));
      EXPECT_THAT(differing(contents(corpus_.index()), before), IsEmpty()) << round;
    }
    disk.clear();
    EXPECT_EQ(index("update").status, 0);
    EXPECT_EQ(index("verify").status, 0);
  }
  EXPECT_GE(refused, 5) << "the disk was never full";
}

TEST_F(MachineLimits, AFullDiskRefusesADecisionAndKeepsTheOthers) {
  const SmallDisk disk(corpus_.root());
  if (!disk.mounted()) GTEST_SKIP() << kNoMount;
  write_round(0);
  ASSERT_EQ(index("build").status, 0);
  disk.fill(2 * 4096);
  constexpr int kTooMany = 100;
  int landed = 0;
  Outcome last;
  for (; landed < kTooMany; ++landed) {  // the last one finds room for a part of its line
    last = decide(fmt::format("{} {}", landed, std::string(500, 'r')));
    if (last.status != 0) break;
  }
  EXPECT_EQ(last.status, kExitIo) << last.errors;
  disk.clear();
  EXPECT_EQ(decide("again").status, 0);
  const Ledger ledger = read_ledger(corpus_.root());
  EXPECT_EQ(ledger.entries.size(), static_cast<std::size_t>(landed) + 1);
  EXPECT_THAT(ledger.diagnostics, IsEmpty());
}

TEST_F(MachineLimits, AReadOnlyIndexAnswersAndRefusesToBeWritten) {
  const SmallDisk disk(corpus_.index());
  if (!disk.mounted()) GTEST_SKIP() << kNoMount;
  write_round(0);
  ASSERT_EQ(index("build").status, 0);
  ASSERT_TRUE(disk.forbid_writing());
  write_round(1);
  for (const char* verb : {"build", "update", "gc"}) {
    const Outcome outcome = index(verb);
    EXPECT_EQ(outcome.status, kExitIo) << verb;
    EXPECT_THAT(outcome.errors, HasSubstr("Read-only file system"));
  }
  EXPECT_EQ(run({DEJAVU_PROGRAM, "show", "PM-3"}).status, kExitAnswered);
  EXPECT_EQ(run({DEJAVU_PROGRAM, "recurrences"}).status, kExitAnswered);
  EXPECT_EQ(index("status").status, kExitAnswered);
  EXPECT_EQ(index("verify").status, kExitAnsweredNo) << "behind the corpus";
}

TEST_F(MachineLimits, ASecondWriterIsToldWhoWrites) {
  write_round(0);
  ASSERT_EQ(index("build").status, 0);
  const auto before = contents(corpus_.index());
  write_round(1);
  {
    const WriteLock lock(corpus_.index(), "the first writer", corpus_.job().now);
    for (const char* verb : {"build", "update", "gc"}) {
      const Outcome outcome = index(verb);
      EXPECT_EQ(outcome.status, kExitLocked) << verb;
      EXPECT_THAT(outcome.errors, HasSubstr("the first writer"));
    }
    EXPECT_EQ(index("verify").status, kExitAnsweredNo) << "it takes no lock";
  }
  EXPECT_THAT(differing(contents(corpus_.index()), before), IsEmpty());
  EXPECT_EQ(index("update").status, 0);
  EXPECT_EQ(index("verify").status, 0);
}

TEST_F(MachineLimits, WritersThatComeTogetherLoseNothing) {
  write_round(0);
  ASSERT_EQ(index("build").status, 0);
  write_round(1);
  std::vector<std::unique_ptr<RunningProgram>> writers;
  for (int i = 0; i < 6; ++i) {
    writers.push_back(std::make_unique<RunningProgram>(
        ProgramStart{.words = {DEJAVU_INDEX_PROGRAM, i % 3 == 0 ? "build" : "update", "--corpus",
                               corpus_.root(), "--index", corpus_.index()}}));
  }
  int done = 0;
  for (const auto& writer : writers) {
    const Outcome outcome = writer->wait();
    EXPECT_THAT(outcome.status, AnyOf(kExitAnswered, kExitLocked)) << outcome.errors;
    if (outcome.status == kExitAnswered) ++done;
  }
  EXPECT_GE(done, 1);
  EXPECT_EQ(index("verify").status, 0);
}

}  // namespace
}  // namespace dejavu
