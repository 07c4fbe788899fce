// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <set>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/recurrence/ledger.h"
#include "tests/base/temporary_folder.h"
#include "tests/recurrence/incident_facts.h"

namespace dejavu {
namespace {

LedgerEntry about(const std::string& to) {
  return decision("2026-01-01T00:00:00Z", LedgerKind::kRecurrenceOf, "PM-9", to);
}

std::string bytes_of(const TemporaryFolder& folder) {
  return read_file(folder.path() / kLedgerFile, kMaxLedgerBytes);
}

TEST(LedgerAppend, MakesTheFileAndAddsLines) {
  const TemporaryFolder folder;
  append_to_ledger(folder.path(), about("PM-1"));
  append_to_ledger(folder.path(), about("PM-2"));
  EXPECT_EQ(bytes_of(folder),
            format_ledger_line(about("PM-1")) + "\n" + format_ledger_line(about("PM-2")) + "\n");
  EXPECT_NE(ledger_stamp(folder.path()), LedgerStamp());
}

TEST(LedgerAppend, EndsATornLineFirst) {
  const TemporaryFolder folder;
  folder.write(std::string(kLedgerFile), "{\"at\":\"2026-01");
  append_to_ledger(folder.path(), about("PM-1"));
  const Ledger ledger = read_ledger(folder.path());
  ASSERT_EQ(ledger.entries.size(), 1U);
  EXPECT_EQ(ledger.entries[0].line, 2);
  EXPECT_EQ(ledger.diagnostics.size(), 1U);
}

TEST(LedgerAppend, WritersInOtherProcessesLoseNothing) {
  constexpr int kWriters = 4;
  constexpr int kLines = 50;
  const TemporaryFolder folder;
  for (int writer = 0; writer < kWriters; ++writer) {
    if (::fork() != 0) continue;
    for (int line = 0; line < kLines; ++line) {
      append_to_ledger(folder.path(), about(fmt::format("PM-{}-{}", writer, line)));
    }
    ::_exit(0);
  }
  int status = 0;
  while (::wait(&status) > 0) EXPECT_EQ(status, 0);
  const Ledger ledger = read_ledger(folder.path());
  EXPECT_TRUE(ledger.diagnostics.empty());
  EXPECT_EQ(ledger.entries.size(), static_cast<std::size_t>(kWriters * kLines));
}

TEST(LedgerAppend, FullDiskLeavesNoPartOfALine) {
  const TemporaryFolder folder;
  append_to_ledger(folder.path(), about("PM-1"));
  const std::string before = bytes_of(folder);
  const pid_t child = ::fork();
  if (child == 0) {
    // The kernel cuts the write off in the middle, as a full disk does.
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit = {before.size() + 20, before.size() + 20};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    try {
      append_to_ledger(folder.path(), about("PM-2"));
    } catch (const Error& error) {
      ::_exit(error.kind() == ErrorKind::kIo ? 0 : 2);
    }
    ::_exit(1);
  }
  int status = -1;
  ::waitpid(child, &status, 0);
  EXPECT_EQ(status, 0);
  EXPECT_EQ(bytes_of(folder), before);
}

TEST(LedgerAppend, LinkOutOfTheCorpusIsRefused) {
  const TemporaryFolder folder;
  const TemporaryFolder elsewhere;
  std::filesystem::create_symlink(elsewhere.path() / "file", folder.path() / kLedgerFile);
  EXPECT_THROW(append_to_ledger(folder.path(), about("PM-1")), Error);
  EXPECT_FALSE(std::filesystem::exists(elsewhere.path() / "file"));
}

TEST(LedgerAppend, NovelIsRefused) {
  const TemporaryFolder folder;
  LedgerEntry entry = about("PM-1");
  entry.reason = std::string(kMaxLedgerLineBytes, 'x');
  EXPECT_THROW(append_to_ledger(folder.path(), entry), Error);
  EXPECT_FALSE(std::filesystem::exists(folder.path() / kLedgerFile));
}

}  // namespace
}  // namespace dejavu
