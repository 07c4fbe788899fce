// SPDX-License-Identifier: GPL-2.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "core/base/error.h"
#include "tests/cli/incidents.h"

namespace dejavu {
namespace {

using nlohmann::json;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr char kEscape = '\x1b';

class Questions : public testing::Test {
 protected:
  void SetUp() override { ASSERT_EQ(incidents_.build().status, kExitAnswered); }

  /// The object of an answer that has to be one.
  json ask_json(const std::string& verb, std::vector<std::string> words) const {
    words.insert(words.begin(), "--json");
    const Outcome outcome = incidents_.ask(verb, words);
    EXPECT_EQ(outcome.status, kExitAnswered) << outcome.errors;
    return json::parse(outcome.output);
  }

  Incidents incidents_;
};

TEST_F(Questions, SearchShowsWhatFixedItLastTime) {
  const Outcome outcome = incidents_.ask("search", {"gateway certificate expired"});
  EXPECT_EQ(outcome.status, kExitAnswered) << outcome.errors;
  EXPECT_THAT(outcome.output, HasSubstr("PM-2023-011"));
  EXPECT_THAT(outcome.output, ContainsRegex("Fixed by.*new certificate"));
}

TEST_F(Questions, WordsOfAQuestionNeedNoQuotes) {
  const Outcome outcome = incidents_.ask("search", {"replication", "slot", "disk", "full"});
  EXPECT_EQ(outcome.status, kExitAnswered) << outcome.errors;
  EXPECT_THAT(outcome.output, HasSubstr("PM-2024-003"));
}

TEST_F(Questions, SearchAsJsonIsTheObjectOfTheApi) {
  const json answer = ask_json("search", {"gateway certificate expired"});
  ASSERT_FALSE(answer.at("hits").empty());
  const json& hit = answer["hits"][0];
  EXPECT_EQ(hit.at("id"), "PM-2023-011");
  EXPECT_EQ(hit.at("started_at"), "2023-05-14T02:00:00Z");
  EXPECT_EQ(hit.at("url"), "/incidents/PM-2023-011");
  EXPECT_TRUE(hit.at("why").is_array());
  EXPECT_TRUE(answer.at("verdict").at("answer").is_string());
  EXPECT_EQ(answer.at("index").at("documents"), 3);
}

TEST_F(Questions, BeforeLeavesLaterIncidentsOut) {
  const std::string question = "replication slot kept the write-ahead log";
  const json all = ask_json("search", {"--before", "2024-03-02", question});
  ASSERT_FALSE(all.at("hits").empty());
  EXPECT_EQ(all["hits"][0].at("id"), "PM-2024-003");
  // Without it nothing like this has happened: an answer, too.
  const Outcome earlier =
      incidents_.ask("search", {"--json", "--before", "2024-03-01T09:10:00Z", question});
  EXPECT_EQ(earlier.status, kExitAnsweredNo) << earlier.errors;
  EXPECT_EQ(earlier.output.find("PM-2024-003"), std::string::npos);
}

TEST_F(Questions, NothingLikeThisIsAnAnswerOfItsOwn) {
  const Outcome outcome = incidents_.ask("search", {"zebra xylophone quartz"});
  EXPECT_EQ(outcome.status, kExitAnsweredNo);
  EXPECT_THAT(outcome.output, Not(IsEmpty()));
  EXPECT_THAT(outcome.errors, IsEmpty());
}

TEST_F(Questions, ADashReadsTheQuestionFromStandardInput) {
  ProgramStart start = incidents_.start("search", {"-"});
  start.input = "FATAL: no space left on device\nreplication slot kept the write-ahead log\n";
  const Outcome outcome = run_program(start);
  EXPECT_EQ(outcome.status, kExitAnswered) << outcome.errors;
  EXPECT_THAT(outcome.output, HasSubstr("PM-2024-003"));
}

TEST_F(Questions, ShowPrintsOneIncidentWhole) {
  const Outcome outcome = incidents_.ask("show", {"PM-2024-003"});
  EXPECT_EQ(outcome.status, kExitAnswered) << outcome.errors;
  EXPECT_THAT(outcome.output, HasSubstr("The replication slot was dropped"));
  EXPECT_EQ(ask_json("show", {"PM-2024-003"}).at("path"), "2024-03-01-disk.md");
}

TEST_F(Questions, AnUnknownIdIsNotFoundWithAHint) {
  for (const char* verb : {"show", "similar"}) {
    const Outcome outcome = incidents_.ask(verb, {"PM-1999-001"});
    EXPECT_EQ(outcome.status, kExitNotFound);
    EXPECT_THAT(outcome.errors, HasSubstr("PM-1999-001"));
  }
}

TEST_F(Questions, SimilarNeverNamesTheIncidentItself) {
  incidents_.write("2024-11-02-again.md",
                   "---\nid: PM-2024-030\nstarted_at: 2024-11-02\n---\n"
                   "# Gateway certificate expired again\n\nThe TLS certificate had expired.\n");
  ASSERT_EQ(incidents_.update().status, kExitAnswered);
  const json answer = ask_json("similar", {"PM-2024-030"});
  ASSERT_FALSE(answer.at("hits").empty());
  EXPECT_EQ(answer["hits"][0].at("id"), "PM-2023-011");
  for (const json& hit : answer["hits"]) EXPECT_NE(hit.at("id"), "PM-2024-030");
}

TEST_F(Questions, SimilarReadsADraftThatIsNotIndexed) {
  const TemporaryFolder elsewhere;
  const std::string draft =
      elsewhere.write("draft.md", "# Gateway certificate expired\n\nTLS certificate expired.\n");
  const json answer = ask_json("similar", {draft});
  ASSERT_FALSE(answer.at("hits").empty());
  EXPECT_EQ(answer["hits"][0].at("id"), "PM-2023-011");
}

TEST_F(Questions, AFileOfTheCorpusIsNotSimilarToItself) {
  const std::string bundle =
      incidents_.write("2024-11-02-again/index.md",
                       "# Gateway certificate expired again\n\nThe TLS certificate had expired.\n");
  ASSERT_EQ(incidents_.update().status, kExitAnswered);
  const json answer = ask_json("similar", {bundle});
  ASSERT_FALSE(answer.at("hits").empty());
  EXPECT_EQ(answer["hits"][0].at("id"), "PM-2023-011");
}

TEST_F(Questions, SimilarEarlierLeavesLaterIncidentsOut) {
  incidents_.write("2023-12-01-again.md",
                   "---\nid: PM-2023-040\nstarted_at: 2023-12-01\n---\n"
                   "# Gateway certificate expired, the disk was full\n\nReplication slot, DNS.\n");
  ASSERT_EQ(incidents_.update().status, kExitAnswered);
  const auto ids = [&](std::vector<std::string> words) {
    words.insert(words.begin(), "--json");
    std::set<std::string> found;
    const json answer = json::parse(incidents_.ask("similar", words).output);
    for (const json& hit : answer.at("hits")) found.insert(hit.at("id"));
    return found;
  };
  EXPECT_TRUE(ids({"PM-2023-040"}).contains("PM-2024-003"));
  EXPECT_EQ(ids({"--earlier", "PM-2023-040"}), std::set<std::string>{"PM-2023-011"});
}

TEST_F(Questions, AllTimeTakesThePreferenceForRecentOnesAway) {
  const auto features = [&](std::vector<std::string> words) {
    std::set<std::string> found;
    const json answer = ask_json("search", std::move(words));
    for (const json& hit : answer.at("hits")) {
      for (const json& reason : hit.at("why")) found.insert(reason.at("feature"));
    }
    return found;
  };
  EXPECT_TRUE(features({"gateway certificate expired"}).contains("recent"));
  EXPECT_FALSE(features({"--all-time", "gateway certificate expired"}).contains("recent"));
}

TEST_F(Questions, FacetsAreForMachines) {
  EXPECT_EQ(ask_json("search", {"gateway certificate expired"})
                .at("facets")
                .at("service")
                .at(0)
                .at("value"),
            "checkout");
  EXPECT_THAT(incidents_.ask("search", {"gateway certificate expired"}).output,
              Not(HasSubstr("facet")));
  const Outcome refused = incidents_.ask("search", {"--facets", "gateway"});
  EXPECT_EQ(refused.status, kExitUsage) << "no switch of the command line";
}

TEST_F(Questions, AnUpdateMakesANewFileSearchable) {
  incidents_.write("2025-01-07-queue.md", "# Mail queue stuck on a poison message\n");
  ASSERT_EQ(incidents_.update().status, kExitAnswered);
  const Outcome outcome = incidents_.ask("search", {"poison message in the mail queue"});
  EXPECT_THAT(outcome.output, HasSubstr("Mail queue stuck"));
}

TEST_F(Questions, CheckIsContentWithAGoodFile) {
  const std::string file = incidents_.corpus() + "/2023-05-14-certificate.md";
  EXPECT_EQ(incidents_.ask("check", {file}).status, kExitAnswered);
}

TEST_F(Questions, CheckNamesLineAndCodeOfAProblem) {
  const std::string file =
      incidents_.write("odd.md", "---\nid: PM-9\nstarted_at: 2021-07-56\n---\n# Odd\n");
  const Outcome outcome = incidents_.ask("check", {file});
  EXPECT_THAT(outcome.output, ContainsRegex("odd.md:3:[0-9]+: .*\\[[a-z-]+\\]"));
  const Outcome as_json = incidents_.ask("check", {"--json", file});
  const json list = json::parse(as_json.output);
  const json& found = list.at(0).at("diagnostics");
  EXPECT_TRUE(std::any_of(found.begin(), found.end(), [](const json& diagnostic) {
    return diagnostic.at("line") == 3 && diagnostic.at("code") == "date-impossible";
  }));
}

TEST_F(Questions, CheckOfAFileWithErrorsAnswersNo) {
  const std::string file = incidents_.write("bytes.md", std::string(4096, '\1'));
  EXPECT_EQ(incidents_.ask("check", {file}).status, kExitAnsweredNo);
}

TEST_F(Questions, CheckOfAFileThatIsNotThereIsNotFound) {
  EXPECT_EQ(incidents_.ask("check", {incidents_.corpus() + "/none.md"}).status, kExitNotFound);
}

TEST_F(Questions, DejavuIndexIsOneWord) {
  const Outcome outcome = run_dejavu({"index", "status", "--json", "--index", incidents_.index(),
                                      "--corpus", incidents_.corpus()});
  EXPECT_EQ(outcome.status, kExitAnswered) << outcome.errors;
  EXPECT_EQ(json::parse(outcome.output).at("documents"), 3);
}

TEST_F(Questions, APipeGetsNeitherColourNorProgress) {
  const Outcome built = incidents_.build();
  EXPECT_THAT(built.errors, IsEmpty());
  EXPECT_EQ(built.output.find(kEscape), std::string::npos);
  EXPECT_EQ(built.output.find('\r'), std::string::npos);
  const Outcome asked = incidents_.ask("search", {"certificate"});
  EXPECT_EQ(asked.output.find(kEscape), std::string::npos);
}

/// What a command prints on a terminal; `script` makes one.
std::string on_terminal(const ProgramStart& start) {
  std::string command;
  for (const std::string& word : start.words) command += "'" + word + "' ";
  return run_program({.words = {"script", "-qec", command, "/dev/null"},
                      .input = {},
                      .settings = start.settings})
      .output;
}

TEST_F(Questions, ATerminalGetsColourUnlessNoColorIsSet) {
  const bool can_make_one =
      run_program({.words = {"script", "-qec", "true", "/dev/null"}}).status == 0;
  if (!can_make_one) GTEST_SKIP() << "skipped: script is not there, or /dev/pts";
  ProgramStart start = incidents_.start("search", {"certificate"});
  start.settings = {"NO_COLOR="};
  EXPECT_NE(on_terminal(start).find(kEscape), std::string::npos);
  start.settings = {"NO_COLOR=1"};
  const std::string plain = on_terminal(start);
  EXPECT_THAT(plain, HasSubstr("PM-2023-011"));
  EXPECT_EQ(plain.find(kEscape), std::string::npos);
}

}  // namespace
}  // namespace dejavu
