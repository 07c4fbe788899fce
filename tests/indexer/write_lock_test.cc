// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/write_lock.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>

#include "core/base/error.h"
#include "core/index/layout.h"
#include "tests/indexer/corpus_fixture.h"

namespace dejavu {
namespace {

using testing::HasSubstr;

const Instant kSince = parse_moment("2026-02-03T09:10:00Z")->at;

/// Another process that has the lock until it is killed.
class OtherWriter {
 public:
  explicit OtherWriter(const std::filesystem::path& index_dir) {
    std::array<int, 2> ready = {};
    if (::pipe(ready.data()) != 0) std::abort();
    pid_ = ::fork();
    if (pid_ == 0) {
      const WriteLock lock(index_dir, "dejavu-index update", kSince);
      if (::write(ready[1], "x", 1) == 1) ::pause();
      ::_exit(0);
    }
    char byte = 0;
    if (::read(ready[0], &byte, 1) != 1) std::abort();
    ::close(ready[0]);
    ::close(ready[1]);
  }
  ~OtherWriter() { kill(); }
  OtherWriter(const OtherWriter&) = delete;
  OtherWriter& operator=(const OtherWriter&) = delete;

  void kill() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
    pid_ = 0;
  }
  pid_t pid() const { return pid_; }

 private:
  pid_t pid_ = 0;
};

TEST(WriteLock, SecondProcessIsToldWhoWritesSinceWhen) {
  const CorpusFixture corpus;
  create_index_dir(corpus.index());
  const OtherWriter other(corpus.index());
  try {
    corpus.build();
    FAIL() << "two writers";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kLocked);
    EXPECT_THAT(error.what(), HasSubstr("dejavu-index update"));
    EXPECT_THAT(error.what(), HasSubstr(fmt::format("pid {}", other.pid())));
    EXPECT_THAT(error.what(), HasSubstr("since 2026-02-03T09:10:00Z"));
  }
}

TEST(WriteLock, WhoHasNotSaidYetWhoItIsIsCalledABeginner) {
  const CorpusFixture corpus;
  create_index_dir(corpus.index());
  const OtherWriter other(corpus.index());
  std::filesystem::resize_file(lock_file(corpus.index()), 0);  // as it is for a moment
  const auto holder = lock_holder(corpus.index());
  ASSERT_TRUE(holder);
  EXPECT_EQ(describe(*holder), "a program that has only just begun");
}

TEST(WriteLock, EndsWithTheProcessHoweverItDies) {
  const CorpusFixture corpus;
  create_index_dir(corpus.index());
  OtherWriter other(corpus.index());
  EXPECT_TRUE(lock_holder(corpus.index()));
  other.kill();
  EXPECT_FALSE(lock_holder(corpus.index()));
  EXPECT_NO_THROW(corpus.build());
  EXPECT_TRUE(std::filesystem::exists(lock_file(corpus.index())));
}

TEST(WriteLock, AskingForTheHolderTakesNothingAndTellsAll) {
  const CorpusFixture corpus;
  create_index_dir(corpus.index());
  EXPECT_FALSE(lock_holder(corpus.index()));
  const OtherWriter other(corpus.index());
  const auto holder = lock_holder(corpus.index());
  ASSERT_TRUE(holder);
  EXPECT_EQ(holder->pid, other.pid());
  EXPECT_EQ(holder->command, "dejavu-index update");
  EXPECT_FALSE(holder->host.empty());
}

TEST(WriteLock, WithoutIndexDirectoryIsNotFound) {
  const CorpusFixture corpus;
  try {
    const WriteLock lock(corpus.index(), "dejavu-index gc", kSince);
    FAIL() << "locked";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kNotFound);
  }
}

}  // namespace
}  // namespace dejavu
