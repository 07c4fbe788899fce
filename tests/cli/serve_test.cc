// SPDX-License-Identifier: GPL-2.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <httplib.h>
#include <signal.h>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/files.h"
#include "tests/cli/incidents.h"

namespace dejavu {
namespace {

using testing::HasSubstr;

/// A guard against hanging; it takes some hundredths of a second.
constexpr std::chrono::seconds kPatience{60};

/// "… http://127.0.0.1:43215/ …" → 43215
int port_in(const std::string& printed) {
  const std::string before = "http://127.0.0.1:";
  const std::size_t at = printed.find(before);
  return at == std::string::npos ? 0 : std::atoi(printed.c_str() + at + before.size());
}

class Serve : public testing::Test {
 protected:
  void SetUp() override { ASSERT_EQ(incidents_.build().status, kExitAnswered); }

  Incidents incidents_;
};

TEST_F(Serve, AnswersUntilItIsInterrupted) {
  RunningProgram server(incidents_.start("serve", {"--listen", "127.0.0.1:0"}));
  ASSERT_TRUE(server.prints("http://127.0.0.1:", kPatience));
  httplib::Client client("127.0.0.1", port_in(server.output()));
  const auto health = client.Get("/healthz");
  ASSERT_TRUE(health);
  EXPECT_EQ(health->status, 200);
  const auto found = client.Get("/api/v1/search?q=gateway+certificate+expired");
  ASSERT_TRUE(found);
  EXPECT_EQ(nlohmann::json::parse(found->body).at("hits").at(0).at("id"), "PM-2023-011");
  const Outcome outcome = server.stop(SIGINT);
  EXPECT_EQ(outcome.status, kExitAnswered) << outcome.errors;
}

TEST_F(Serve, ATakenPortIsSaidToBeTaken) {
  RunningProgram first(incidents_.start("serve", {"--listen", "127.0.0.1:0"}));
  ASSERT_TRUE(first.prints("http://127.0.0.1:", kPatience));
  const std::string address = "127.0.0.1:" + std::to_string(port_in(first.output()));
  const Outcome second = incidents_.ask("serve", {"--listen", address});
  EXPECT_EQ(second.status, kExitIo);
  EXPECT_THAT(second.errors, HasSubstr(std::to_string(port_in(first.output()))));
}

TEST_F(Serve, WithoutAnIndexItDoesNotStart) {
  const Incidents unbuilt;
  const Outcome outcome = unbuilt.ask("serve", {"--listen", "127.0.0.1:0"});
  EXPECT_EQ(outcome.status, kExitNotFound);
  EXPECT_THAT(outcome.errors, HasSubstr("dejavu-index build"));
}

TEST_F(Serve, AnAddressThatIsNoneIsWrongUsage) {
  EXPECT_EQ(incidents_.ask("serve", {"--listen", "127.0.0.1:eighty"}).status, kExitUsage);
}

/// "…\n  dejavu_8cb0…\n…"
std::string token_in(const std::string& printed) {
  const std::size_t begin = printed.find("dejavu_");
  return begin == std::string::npos ? "" : printed.substr(begin, printed.find('\n', begin) - begin);
}

TEST_F(Serve, WhoDecidesIsWhoseTokenItIs) {
  const Outcome made = run_dejavu({"token", "Ana Costa"});
  ASSERT_EQ(made.status, kExitAnswered) << made.errors;
  const std::string token = token_in(made.output);
  EXPECT_NE(token, token_in(run_dejavu({"token", "Ana"}).output));
  const std::string line = made.output.substr(made.output.find("[tokens]"));
  EXPECT_THAT(line, testing::Not(HasSubstr(token)));
  incidents_.write("dejavu.toml", line);
  RunningProgram server(incidents_.start("serve", {"--listen", "127.0.0.1:0"}));
  ASSERT_TRUE(server.prints("http://127.0.0.1:", kPatience));
  httplib::Client client("127.0.0.1", port_in(server.output()));
  const std::string decision =
      R"({"kind": "not_recurrence_of", "from": "PM-2024-019", "to": "PM-2023-011",)"
      R"( "reason": "another certificate"})";
  client.set_bearer_token_auth("dejavu_guessed");
  EXPECT_EQ(client.Post("/api/v1/verdicts", decision, "application/json")->status, 401);
  client.set_bearer_token_auth(token);
  const auto taken = client.Post("/api/v1/verdicts", decision, "application/json");
  ASSERT_TRUE(taken);
  EXPECT_EQ(taken->status, 201) << taken->body;
  const Outcome outcome = server.stop(SIGTERM);
  EXPECT_THAT(outcome.errors, HasSubstr("401 POST"));
  EXPECT_THAT(outcome.errors, HasSubstr(R"(by "Ana Costa")"));
  EXPECT_THAT(read_file(incidents_.corpus() + "/verdicts.jsonl", 10'000), HasSubstr("Ana Costa"));
}

TEST_F(Serve, BehindAProxyItAnswersToTheNamesOfTheSettings) {
  incidents_.write("dejavu.toml", "[server]\nhosts = [\"dejavu.example.org\"]\n");
  RunningProgram server(incidents_.start("serve", {"--listen", "127.0.0.1:0"}));
  ASSERT_TRUE(server.prints("http://127.0.0.1:", kPatience));
  httplib::Client client("127.0.0.1", port_in(server.output()));
  EXPECT_EQ(client.Get("/incidents", {{"Host", "Dejavu.example.org"}})->status, 200);
  const auto other = client.Get("/incidents", {{"Host", "evil.example"}});
  EXPECT_EQ(other->status, 421);
  EXPECT_THAT(other->body, HasSubstr("`hosts` below [server]"));
}

TEST_F(Serve, ATokenNeedsAName) {
  for (const std::string name : {"", " ", "a:b", "a\nb", "a\"b", "\xff"}) {
    EXPECT_EQ(run_dejavu({"token", name}).status, kExitUsage) << name;
  }
}

TEST_F(Serve, AnUpdateIsSeenWithoutARestart) {
  RunningProgram server(incidents_.start("serve", {"--listen", "127.0.0.1:0"}));
  ASSERT_TRUE(server.prints("http://127.0.0.1:", kPatience));
  incidents_.write("2025-01-07-queue.md", "# Mail queue stuck on a poison message\n");
  ASSERT_EQ(incidents_.update().status, kExitAnswered);
  httplib::Client client("127.0.0.1", port_in(server.output()));
  const auto found = client.Get("/api/v1/search?q=poison+message+mail+queue");
  ASSERT_TRUE(found);
  EXPECT_THAT(found->body, HasSubstr("Mail queue stuck"));
}

}  // namespace
}  // namespace dejavu
