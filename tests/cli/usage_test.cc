// SPDX-License-Identifier: GPL-2.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/error.h"
#include "tests/cli/incidents.h"

namespace dejavu {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST(Usage, VersionIsPrinted) {
  const Outcome outcome = run_dejavu({"--version"});
  EXPECT_EQ(outcome.status, kExitAnswered);
  EXPECT_THAT(outcome.output, HasSubstr("0."));
}

TEST(Usage, HelpNamesEveryVerbOnStandardOutput) {
  const Outcome dejavu = run_dejavu({"--help"});
  EXPECT_EQ(dejavu.status, kExitAnswered);
  for (const char* verb :
       {"search", "similar", "show", "check", "new", "serve", "index", "eval", "token"}) {
    EXPECT_THAT(dejavu.output, HasSubstr(verb));
  }
  const Outcome indexer = run_indexer({"--help"});
  EXPECT_EQ(indexer.status, kExitAnswered);
  for (const char* verb : {"build", "update", "status", "gc"}) {
    EXPECT_THAT(indexer.output, HasSubstr(verb));
  }
}

TEST(Usage, AWrongFlagIsWrongUsage) {
  for (const Outcome& outcome : {run_dejavu({"search", "--colour", "x"}), run_dejavu({"--bogus"}),
                                 run_indexer({"build", "--bogus"})}) {
    EXPECT_EQ(outcome.status, kExitUsage);
    EXPECT_THAT(outcome.errors, Not(IsEmpty()));
    EXPECT_THAT(outcome.output, IsEmpty());
  }
}

TEST(Usage, AQuestionThatBeginsWithADashIsToldHowToBeAsked) {
  const Outcome outcome = run_dejavu({"search", "-tag:drill"});
  EXPECT_EQ(outcome.status, kExitUsage);
  EXPECT_THAT(outcome.errors, HasSubstr("search -- \"-tag:drill\""));
  EXPECT_THAT(run_dejavu({"search"}).errors, Not(HasSubstr("dash")));
}

TEST(Usage, AnUnknownVerbIsWrongUsage) {
  const Outcome outcome = run_dejavu({"forget"});
  EXPECT_EQ(outcome.status, kExitUsage);
  EXPECT_THAT(outcome.errors, HasSubstr("`forget` is no verb"));
  EXPECT_EQ(run_indexer({"forget"}).status, kExitUsage);
}

TEST(Usage, NoVerbIsWrongUsage) {
  EXPECT_EQ(run_dejavu({}).status, kExitUsage);
  EXPECT_EQ(run_indexer({}).status, kExitUsage);
}

TEST(Usage, ADateThatIsNoneIsWrongUsage) {
  const Incidents incidents;
  ASSERT_EQ(incidents.build().status, kExitAnswered);
  const Outcome outcome = incidents.ask("search", {"--before", "tomorrow", "certificate"});
  EXPECT_EQ(outcome.status, kExitUsage);
  EXPECT_THAT(outcome.errors, HasSubstr("tomorrow"));
}

TEST(Usage, AMissingIndexIsNotFoundAndTheHintBuildsIt) {
  const Incidents incidents;
  const Outcome outcome = incidents.ask("search", {"certificate"});
  EXPECT_EQ(outcome.status, kExitNotFound);
  EXPECT_THAT(outcome.errors, HasSubstr("dejavu-index build"));
}

TEST(Usage, AMissingCorpusIsNotFound) {
  const TemporaryFolder folder;
  const std::string nowhere = (folder.path() / "nowhere").string();
  const std::string index = (folder.path() / "index").string();
  EXPECT_EQ(run_indexer({"build", "--corpus", nowhere, "--index", index}).status, kExitNotFound);
}

TEST(Usage, ADamagedIndexIsSaidToBe) {
  const Incidents incidents;
  ASSERT_EQ(incidents.build().status, kExitAnswered);
  for (const auto& entry : std::filesystem::recursive_directory_iterator(incidents.index())) {
    const bool is_table = entry.path().extension() == ".glass";
    if (is_table) std::filesystem::resize_file(entry.path(), 10);
  }
  const Outcome outcome = incidents.ask("search", {"certificate"});
  EXPECT_EQ(outcome.status, kExitCorrupt) << outcome.errors;
  EXPECT_THAT(outcome.errors, HasSubstr("dejavu-index build"));
}

}  // namespace
}  // namespace dejavu
