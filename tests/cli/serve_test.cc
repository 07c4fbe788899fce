// SPDX-License-Identifier: GPL-2.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <httplib.h>
#include <signal.h>

#include <nlohmann/json.hpp>

#include "core/base/error.h"
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
