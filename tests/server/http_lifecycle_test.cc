// SPDX-License-Identifier: GPL-2.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <future>

#include "core/base/error.h"
#include "tests/server/http_fixture.h"

namespace dejavu {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;
using testing::HasSubstr;

/// Routes whose answer to /slow comes when the test says so; everything else is echoed.
class SlowRoutes {
 public:
  HttpRoutes routes() {
    return [this](const HttpRequest& request) {
      if (request.path != "/slow") return echo(request);
      begun_.set_value();
      end_.get_future().wait();
      return HttpResponse{.body = "slow answer"};
    };
  }
  void wait_until_begun() { begun_.get_future().wait(); }
  void end() { end_.set_value(); }

 private:
  std::promise<void> begun_;
  std::promise<void> end_;
};

void expect_refused_soon(int port) {
  const auto give_up = steady_clock::now() + kHangGuard;
  while (can_connect(port) && steady_clock::now() < give_up) {
    std::this_thread::sleep_for(milliseconds(1));
  }
  EXPECT_FALSE(can_connect(port));
}

TEST(HttpLifecycle, ASecondServerOnThePortIsRefusedAndNamesTheHolder) {
  RunningServer first(echo);
  try {
    HttpServer second({.port = first.port()}, echo);
    FAIL() << "two servers share port " << first.port();
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kUnavailable);
    EXPECT_THAT(error.what(), HasSubstr("Port " + std::to_string(first.port())));
    EXPECT_THAT(error.what(), HasSubstr("(pid " + std::to_string(::getpid()) + ")"));
    EXPECT_THAT(error.hint(), HasSubstr(std::to_string(first.port() + 1)));
  }
  EXPECT_EQ(ask_once(first.port(), get("/")).status, 200) << "the first is unharmed";
}

TEST(HttpLifecycle, ThePortIsFreeAgainAtOnce) {
  std::optional<RunningServer> first(std::in_place, echo);
  const int port = first->port();
  EXPECT_EQ(ask_once(port, get("/")).status, 200);
  first.reset();
  EXPECT_NO_THROW(HttpServer({.port = port}, echo));
}

TEST(HttpLifecycle, AHostThatIsNotOursIsInvalid) {
  for (const char* host : {"192.0.2.1", "no such host"}) {
    try {
      HttpServer server({.host = host, .port = 0}, echo);
      FAIL() << "listens on " << host;
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::kInvalid);
      EXPECT_THAT(error.what(), HasSubstr(host));
    }
  }
}

TEST(HttpLifecycle, ANumberThatIsNoPortIsInvalid) {
  for (const int port : {-1, 65'536, 80'000}) {
    try {
      HttpServer server({.port = port}, echo);
      FAIL() << "listens on " << server.port() << " instead of " << port;
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::kInvalid);
    }
  }
}

TEST(HttpLifecycle, ServerThatNeverRanGoesAway) { HttpServer server({.port = 0}, echo); }

TEST(HttpLifecycle, StopBeforeRunMakesRunReturn) {
  HttpServer server({.port = 0}, echo);
  server.stop();
  server.run();
}

TEST(HttpLifecycle, StopFinishesTheRequestInFlightAndRefusesNewClients) {
  SlowRoutes slow;
  RunningServer server(slow.routes(), {.limits = {.drain = kHangGuard}});
  RawClient client(server.port());
  client.send(get("/slow"));
  slow.wait_until_begun();
  server.stop();
  expect_refused_soon(server.port());
  slow.end();
  const ClientAnswer answer = client.receive();
  EXPECT_EQ(answer.body, "slow answer");
  EXPECT_EQ(answer.header("connection"), "close");
  server.join();
}

TEST(HttpLifecycle, StopClosesIdleConnectionsAtOnce) {
  RunningServer server(echo, {.limits = {.keep_alive = kHangGuard, .drain = kHangGuard}});
  RawClient idle(server.port());
  EXPECT_EQ(idle.ask(get("/")).status, 200);
  RawClient silent(server.port());
  server.stop();
  EXPECT_TRUE(idle.is_closed_by_server());
  server.join();
}

TEST(HttpLifecycle, DrainingEndsWithoutAClientThatStalls) {
  RunningServer server(echo,
                       {.limits = {.request_deadline = kHangGuard, .drain = milliseconds(50)}});
  RawClient client(server.port());
  EXPECT_EQ(client.ask(get("/")).status, 200);
  client.send("GET / HT");
  server.stop();
  server.join();
  EXPECT_TRUE(client.is_closed_by_server());
}

TEST(HttpLifecycle, RunReturnsAfterTheDrainAlthoughARouteStillComputes) {
  SlowRoutes slow;
  RunningServer server(slow.routes(), {.limits = {.drain = milliseconds(50)}});
  RawClient client(server.port());
  client.send(get("/slow"));
  slow.wait_until_begun();
  server.stop();
  server.join();
  slow.end();
  EXPECT_EQ(client.receive().status, 0) << "its client was cut off";
}

}  // namespace
}  // namespace dejavu
