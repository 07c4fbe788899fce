// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/report.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "indexer/status.h"

namespace dejavu {
namespace {

using testing::HasSubstr;
using testing::Not;

Status sample() {
  Status status;
  status.index_dir = "/srv/pm/.dejavu";
  status.info.generation = "20260203T120000Z-1-0";
  status.info.documents = 180;
  status.info.stats.corpus = "/srv/pm";
  status.info.stats.updated_at = parse_moment("2026-02-03T12:00:00Z")->at;
  status.info.stats.unread = {{"caf\xe9.md", "Permission denied"}};
  status.disk_bytes = 2'500'000;
  status.writer = LockHolder{42, "host", "dejavu-index build", "2026-02-03T12:00:05Z"};
  return status;
}

TEST(Report, StatusTellsAgeUnreadFilesAndWriter) {
  const std::string text = status_text(sample(), parse_moment("2026-02-03T12:05:00Z")->at);
  EXPECT_THAT(text, HasSubstr("5 minutes ago"));
  EXPECT_THAT(text, HasSubstr("2.5 MB"));
  EXPECT_THAT(text, HasSubstr("Permission denied"));
  EXPECT_THAT(text, HasSubstr("dejavu-index build (pid 42 on host)"));
}

TEST(Report, StatusAsJsonSurvivesNamesThatAreNoUtf8) {
  const auto json =
      nlohmann::json::parse(status_json(sample(), parse_moment("2026-02-03T12:00:07Z")->at));
  EXPECT_EQ(json["documents"], 180);
  EXPECT_EQ(json["age_s"], 7);
  EXPECT_EQ(json["unread"][0]["reason"], "Permission denied");
  EXPECT_EQ(json["writer"]["pid"], 42);
}

TEST(Report, StatusTellsWhatTheIndexDoesNotHaveYet) {
  Status status = sample();
  const Instant now = parse_moment("2026-02-03T12:05:00Z")->at;
  EXPECT_THAT(status_text(status, now), HasSubstr("lag         unknown"));
  EXPECT_THAT(status_text(status, now), HasSubstr("hook        none"));
  status.lag = CorpusLag{.added = {"a.md", "b.md"}, .changed = {"c.md"}, .removed = {}};
  status.hook = HookStatus{.commit = std::string(40, 'a'), .commits_since = 3};
  EXPECT_THAT(status_text(status, now), HasSubstr("2 new, 1 changed, 0 removed"));
  EXPECT_THAT(status_text(status, now), HasSubstr("commit aaaaaaaaaaaa, 3 commits behind HEAD"));
  const auto json = nlohmann::json::parse(status_json(status, now));
  EXPECT_EQ(json["lag"]["new"], 2);
  EXPECT_EQ(json["hook"]["commits_since"], 3);
}

TEST(Report, DiagnosticsNamePlaceAndLevel) {
  Summary summary;
  summary.reports["a.md"] = {{.line = 3, .column = 7, .message = "Which day?"}};
  summary.stats.unread = {{"b.md", "restricted: not indexed"}};
  EXPECT_EQ(diagnostics_text(summary),
            "a.md:3:7: warning: Which day?\nb.md: restricted: not indexed\n");
}

TEST(Report, FileNamesCannotSendCommandsToTheTerminal) {
  Summary summary;
  summary.reports["a\x1b[2J.md"] = {{.message = "\x1b[31m"}};
  summary.stats.unread = {{"b\x1b[2J.md", "restricted"}};
  EXPECT_THAT(diagnostics_text(summary), Not(HasSubstr("\x1b")));
}

}  // namespace
}  // namespace dejavu
