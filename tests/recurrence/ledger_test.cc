// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/recurrence/ledger.h"

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "tests/base/temporary_folder.h"
#include "tests/recurrence/incident_facts.h"

namespace dejavu {
namespace {

std::string line_of(const std::string& at, const std::string& to) {
  return format_ledger_line(decision(at, LedgerKind::kRecurrenceOf, "PM-9", to));
}

TEST(Ledger, EntriesStandByTimeWhateverTheOrderOfLines) {
  const std::string first = line_of("2026-01-01T00:00:00Z", "PM-1");
  const std::string second = line_of("2026-01-02T00:00:00Z", "PM-2");
  const Ledger ledger = parse_ledger(second + "\n" + first + "\n");
  ASSERT_EQ(ledger.entries.size(), 2U);
  EXPECT_EQ(ledger.entries[0].to, "PM-1");
  EXPECT_EQ(ledger.entries[0].line, 2);
  EXPECT_EQ(ledger.entries[1].to, "PM-2");
}

TEST(Ledger, ALineThatGitKeptTwiceCountsOnce) {
  const std::string line = line_of("2026-01-01T00:00:00Z", "PM-1");
  EXPECT_EQ(parse_ledger(line + "\n" + line + "\n").entries.size(), 1U);
}

TEST(Ledger, TornLastLineIsReportedAndTheRestIsRead) {
  const std::string line = line_of("2026-01-01T00:00:00Z", "PM-1");
  const Ledger ledger = parse_ledger(line + "\n" + line.substr(0, 40));
  EXPECT_EQ(ledger.entries.size(), 1U);
  ASSERT_EQ(ledger.diagnostics.size(), 1U);
  EXPECT_EQ(ledger.diagnostics[0].code, "ledger-line-torn");
  EXPECT_EQ(ledger.diagnostics[0].line, 2);
}

TEST(Ledger, WholeLastLineWithoutAnEndIsRead) {
  EXPECT_EQ(parse_ledger(line_of("2026-01-01T00:00:00Z", "PM-1")).entries.size(), 1U);
}

TEST(Ledger, BrokenLineInTheMiddleIsNamedByItsNumber) {
  const std::string line = line_of("2026-01-01T00:00:00Z", "PM-1");
  const Ledger ledger = parse_ledger("\xEF\xBB\xBF" + line + "\r\n\n=======\n" +
                                     line_of("2026-01-02T00:00:00Z", "PM-2") + "\n");
  EXPECT_EQ(ledger.entries.size(), 2U);
  ASSERT_EQ(ledger.diagnostics.size(), 1U);
  EXPECT_EQ(ledger.diagnostics[0].line, 3);
}

TEST(Ledger, MissingFileIsEmpty) {
  const TemporaryFolder folder;
  EXPECT_TRUE(read_ledger(folder.path()).entries.empty());
  EXPECT_TRUE(read_ledger(folder.path()).diagnostics.empty());
  const Ledger unmounted = read_ledger(folder.path() / "not mounted");
  ASSERT_EQ(unmounted.diagnostics.size(), 1U) << "decisions that cannot be read are not none";
  EXPECT_EQ(unmounted.diagnostics[0].code, "ledger-out-of-reach");
  EXPECT_EQ(ledger_stamp(folder.path()), LedgerStamp());
}

TEST(Ledger, FolderOfThatNameIsRefused) {
  const TemporaryFolder folder;
  std::filesystem::create_directory(folder.path() / kLedgerFile);
  EXPECT_THROW(read_ledger(folder.path()), Error);
}

}  // namespace
}  // namespace dejavu
