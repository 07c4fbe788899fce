// SPDX-License-Identifier: GPL-2.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "core/base/files.h"
#include "tests/cli/incidents.h"

namespace dejavu {
namespace {

using nlohmann::json;
using testing::HasSubstr;

class Review : public testing::Test {
 protected:
  Review() { incidents_.build(); }

  Outcome review(const std::vector<std::string>& words) const {
    return incidents_.ask("review", words);
  }

  std::string ledger() const { return incidents_.corpus() + "/verdicts.jsonl"; }

  Incidents incidents_;
};

TEST_F(Review, SinceLastNotesThatItWasHeldAndBeginsThereTheNextTime) {
  ASSERT_EQ(review({"--since-last", "--by", "Ada"}).status, 0);
  EXPECT_THAT(read_file(ledger(), 1 << 20), HasSubstr("\"kind\":\"review_held\""));
  const Outcome week = review({"--format", "json"});
  EXPECT_EQ(json::parse(week.output)["period"]["name"].get<std::string>().substr(4, 2), "-W");
  const Outcome since = review({"--since-last", "--by", "Ada", "--format", "json"});
  ASSERT_EQ(since.status, 0);
  EXPECT_THAT(json::parse(since.output)["period"]["name"].get<std::string>(), HasSubstr(" to "));
}

TEST_F(Review, AnyOtherReviewWritesNothing) {
  for (const char* format : {"text", "md", "json", "html"}) {
    const Outcome outcome = review({"--week", "2024-W10", "--format", format});
    EXPECT_EQ(outcome.status, 0) << format;
    EXPECT_THAT(outcome.output, HasSubstr("2024-W10")) << format;
  }
  EXPECT_FALSE(std::filesystem::exists(ledger()));
}

TEST_F(Review, TimeThatMakesNoSenseIsWrongUsage) {
  EXPECT_EQ(review({"--week", "2025-W53"}).status, 2);
  EXPECT_EQ(review({"--week", "2024-W10", "--month", "2024-03"}).status, 2);
  EXPECT_EQ(review({"--from", "2024-03-01"}).status, 2);
  EXPECT_EQ(review({"--since-last", "--week", "2024-W10", "--by", "Ada"}).status, 2);
  EXPECT_EQ(review({"--format", "pdf"}).status, 2);
}

TEST_F(Review, TrendsAndActionsPrintTheObjectOfTheApi) {
  const json trends = json::parse(incidents_.ask("trends", {"--json", "--by", "service"}).output);
  EXPECT_EQ(trends["size"], "too few");
  EXPECT_EQ(trends["cooldown_s"], 86'400);
  EXPECT_EQ(incidents_.ask("trends", {"--by", "person"}).status, 2);
  const json actions = json::parse(incidents_.ask("actions", {"--json", "--open"}).output);
  for (const json& action : actions["actions"]) EXPECT_EQ(action["status"], "open");
}

}  // namespace
}  // namespace dejavu
