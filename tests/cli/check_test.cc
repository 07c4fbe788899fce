// SPDX-License-Identifier: GPL-2.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "core/base/error.h"
#include "tests/cli/incidents.h"

namespace dejavu {
namespace {

using nlohmann::json;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kBlaming =
    "# Checkout refused every card\n\n## Summary\nThe on-call engineer forgot it; "
    "\xc3\xa9t\xc3\xa9. "
    "It was human error.\n";

TEST(Check, BlameIsNamedWithASuggestionBelowIt) {
  const Incidents incidents;
  const std::string file = incidents.write("blaming.md", kBlaming);
  const Outcome outcome = incidents.ask("check", {file});
  EXPECT_EQ(outcome.status, kExitAnswered) << "wording warns, and never blocks";
  EXPECT_THAT(outcome.output, ContainsRegex("blaming.md:4:[0-9]+: warning: .*\\[blame-person\\]"));
  EXPECT_THAT(outcome.output, ContainsRegex("\n    hint: Ask what made it easy"));
}

TEST(Check, StrictStopsAtWarnings) {
  const Incidents incidents;
  const std::string file = incidents.write("blaming.md", kBlaming);
  EXPECT_EQ(incidents.ask("check", {"--strict", file}).status, kExitAnsweredNo);
}

TEST(Check, AFolderIsWalkedAndKnowsItsOwnRelations) {
  const Incidents incidents;
  incidents.write("later.md", "---\nid: PM-9\nrecurrence_of: PM-2024-003\n---\n# Orders lost\n");
  incidents.write("lost.md", "---\nid: PM-8\nrecurrence_of: PM-7\n---\n# Orders lost\n");
  const Outcome outcome = incidents.ask("check", {incidents.corpus()});
  EXPECT_THAT(outcome.output,
              ContainsRegex("lost.md:3:1: .*recurrence_of PM-7.*relation-dangling"));
  EXPECT_THAT(outcome.output, Not(HasSubstr("recurrence_of PM-2024-003")));
}

TEST(Check, ARelationToTheIndexOrToAFileThatIsNotIndexedYetIsFound) {
  const Incidents incidents;
  ASSERT_EQ(incidents.build().status, kExitAnswered);
  incidents.write("new.md", "---\nid: PM-7\n---\n# Orders lost\n");
  const std::string file = incidents.write(
      "newer.md", "---\nid: PM-8\nrecurrence_of: [PM-7, PM-2024-003]\n---\n# Orders lost\n");
  EXPECT_THAT(incidents.ask("check", {file}).output, Not(HasSubstr("relation-dangling")));
}

TEST(Check, AnIdThatTheIndexHasIsADuplicate) {
  const Incidents incidents;
  ASSERT_EQ(incidents.build().status, kExitAnswered);
  const std::string file = incidents.write("copy.md", "---\nid: PM-2024-003\n---\n# Orders lost\n");
  const Outcome outcome = incidents.ask("check", {file});
  EXPECT_THAT(outcome.output, ContainsRegex("2024-03-01-disk.md has the id.*id-duplicate"));
  const std::string first = incidents.corpus() + "/2024-03-01-disk.md";
  EXPECT_THAT(incidents.ask("check", {"--no-index", first}).output, HasSubstr("id-duplicate"));
}

TEST(Check, WhatADraftResemblesIsSaidWithTheReason) {
  const Incidents incidents;
  ASSERT_EQ(incidents.build().status, kExitAnswered);
  const std::string file = incidents.write(
      "again.md",
      "# Orders lost while the write-ahead log filled the disk\n\n## Summary\nA forgotten "
      "replication slot kept the write-ahead log of PostgreSQL until the disk was full.\n");
  EXPECT_THAT(incidents.ask("check", {file}).output,
              ContainsRegex("note: resembles PM-2024-003: Orders lost.*\\(.*:.*\\)"));
  EXPECT_THAT(incidents.ask("check", {"--no-index", file}).output, Not(HasSubstr("resembles")));
}

TEST(Check, ACodeThatTheTeamSwitchedOffIsSilent) {
  const Incidents incidents;
  incidents.write("dejavu.toml",
                  "[lint]\noff = [\"blame-person\"]\nblameless = [\"refused every card => x.\"]\n");
  const std::string file = incidents.write("blaming.md", kBlaming);
  const Outcome outcome = incidents.ask("check", {file});
  EXPECT_THAT(outcome.output, Not(HasSubstr("blame-person")));
  EXPECT_THAT(outcome.output, HasSubstr("blaming.md:1:12: warning: \"refused every card\""));
}

TEST(Check, AnOwnPhraseThatCannotBeReadIsWrongUsage) {
  const Incidents incidents;
  incidents.write("dejavu.toml", "[lint]\nblameless = [\"no arrow\"]\n");
  const Outcome outcome = incidents.ask("check", {incidents.corpus()});
  EXPECT_EQ(outcome.status, kExitUsage);
  EXPECT_THAT(outcome.errors, HasSubstr("no arrow"));
}

TEST(Check, AnUnknownFormatIsWrongUsage) {
  const Incidents incidents;
  EXPECT_EQ(incidents.ask("check", {"--format", "xml", incidents.corpus()}).status, kExitUsage);
}

/// What code hosts need of SARIF 2.1.0 (OASIS, sections 3.13 to 3.30); the output has also been
/// validated against the schema that it names.
TEST(Check, SarifSaysWhichRuleWhereAndHowBad) {
  const Incidents incidents;
  const std::string file = incidents.write("a folder/50%.md", kBlaming);
  const json log = json::parse(incidents.ask("check", {"--format", "sarif", file}).output);
  EXPECT_EQ(log.at("version"), "2.1.0");
  const json& run = log.at("runs").at(0);
  EXPECT_EQ(run.at("tool").at("driver").at("name"), "dejavu");
  std::set<std::string> rules;
  for (const json& rule : run.at("tool").at("driver").at("rules")) {
    rules.insert(rule.at("id"));
    EXPECT_FALSE(rule.at("shortDescription").at("text").empty());
  }
  int people = 0;
  for (const json& result : run.at("results")) {
    EXPECT_EQ(rules.count(result.at("ruleId")), 1U);
    EXPECT_THAT((std::set<std::string>{"note", "warning", "error"}),
                testing::Contains(result.at("level").get<std::string>()));
    const json& place = result.at("locations").at(0).at("physicalLocation");
    EXPECT_THAT(place.at("artifactLocation").at("uri").get<std::string>(),
                testing::EndsWith("a%20folder/50%25.md"));
    EXPECT_GE(place.at("region").at("startLine"), 1);
    if (result.at("ruleId") == "blame-word") {
      // "été" has three letters in five bytes.
      EXPECT_EQ(place.at("region").at("startColumn"), 45);
    }
    people += result.at("ruleId") == "blame-person" ? 1 : 0;
  }
  EXPECT_EQ(people, 1);
}

}  // namespace
}  // namespace dejavu
