// SPDX-License-Identifier: GPL-2.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <atomic>

#include "tests/server/http_fixture.h"

namespace dejavu {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;
using testing::HasSubstr;

const std::string kChunkedPost =
    "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";

long peak_memory_kib() {
  rusage usage = {};
  ::getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

TEST(HttpLimitsHold, ChunkedBodyWithinTheLimitArrivesWhole) {
  RunningServer server(echo);
  const ClientAnswer answer =
      ask_once(server.port(), kChunkedPost + "4\r\nabcd\r\n3;ext=1\r\nefg\r\n0\r\n\r\n");
  EXPECT_EQ(answer.status, 200);
  EXPECT_THAT(answer.body, HasSubstr("7 bytes"));
  EXPECT_EQ(answer.header("connection"), "close");
}

TEST(HttpLimitsHold, ChunkedBodyOverTheLimitIsRefusedAndTakesNoMemory) {
  RunningServer server(echo);
  RawClient client(server.port());
  const long before = peak_memory_kib();
  const std::string chunk = "10000\r\n" + std::string(0x10000, 'x') + "\r\n";
  client.send(kChunkedPost);
  for (int i = 0; i < 1024; ++i) {  // 64 MiB, or less when the server cuts the connection
    if (!client.send(chunk)) break;
  }
  const ClientAnswer answer = client.receive();
  EXPECT_EQ(answer.status, 413);
  EXPECT_EQ(problem_member(answer, "title"), "Body too large");
  EXPECT_LT(peak_memory_kib() - before, 32 * 1024);
}

TEST(HttpLimitsHold, ChunkSizeLineWithoutEndIsRefused) {
  RunningServer server(echo, {.limits = {.body_bytes = 1000}});
  RawClient client(server.port());
  client.send(kChunkedPost + "1;" + std::string(200'000, 'x'));
  EXPECT_EQ(client.receive().status, 413);
}

TEST(HttpLimitsHold, DeclaredLengthOverTheLimitIsRefusedBeforeTheBodyIsRead) {
  RunningServer server(echo);
  RawClient client(server.port());
  const ClientAnswer answer =
      client.ask("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2000000000\r\n\r\n");
  EXPECT_EQ(answer.status, 413);
  EXPECT_EQ(problem_member(answer, "title"), "Body too large");
}

TEST(HttpLimitsHold, PastesOf64KibAndFormsOf9KibAreAccepted) {
  RunningServer server(echo);
  RawClient client(server.port());
  EXPECT_THAT(client.ask(post("/", std::string(65'536, 'j'))).body, HasSubstr("65536 bytes"));
  const std::string form = "q=" + std::string(9'214, 'f');
  EXPECT_THAT(client.ask(post("/", form, "application/x-www-form-urlencoded")).body,
              HasSubstr("9216 bytes"));
  EXPECT_THAT(client.ask(post("/", "--x\r\nraw", "multipart/form-data; boundary=x")).body,
              HasSubstr("8 bytes"));
  EXPECT_THAT(client.ask(post("/", std::string(1 << 20, 'm'))).body, HasSubstr("1048576 bytes"));
}

TEST(HttpLimitsHold, LongAddressesAreRefusedAsProblem) {
  RunningServer server(echo);
  EXPECT_EQ(ask_once(server.port(), get("/?q=" + std::string(8'000, 'a'))).status, 200);
  for (const std::size_t size : {9'000, 40'000}) {
    const ClientAnswer answer = ask_once(server.port(), get("/?q=" + std::string(size, 'a')));
    EXPECT_EQ(answer.status, 414);
    EXPECT_THAT(problem_member(answer, "hint"), HasSubstr("POST"));
  }
}

TEST(HttpLimitsHold, HeaderFloodsAreRefused) {
  RunningServer server(echo);
  std::string many;
  for (int i = 0; i < 200; ++i) many += "A" + std::to_string(i) + ": b\r\n";
  EXPECT_EQ(ask_once(server.port(), get("/", many)).status, 431);
  const ClientAnswer answer =
      ask_once(server.port(), get("/", "A: " + std::string(100'000, 'b') + "\r\n"));
  EXPECT_EQ(answer.status, 431);
  EXPECT_EQ(problem_member(answer, "title"), "Headers too large");
}

TEST(HttpLimitsHold, AHeadWithoutEndIsRefusedBeforeItsDeadline) {
  RunningServer server(echo, {.limits = {.request_deadline = kHangGuard}});
  RawClient client(server.port());
  client.send("GET / HTTP/1.1\r\nA: " + std::string(100'000, 'b'));
  EXPECT_EQ(client.receive().status, 431);
}

TEST(HttpLimitsHold, ARefusedClientMaySendItsBodyToTheEndAndReadsTheRefusal) {
  RunningServer server(echo, {.limits = {.linger = kHangGuard}});
  RawClient client(server.port());
  EXPECT_TRUE(client.send(post("/", std::string(16 << 20, 'x')))) << "it was reset meanwhile";
  EXPECT_EQ(client.receive().status, 413);
}

TEST(HttpLimitsHold, IdleAndDrippingClientsDoNotDelayANinth) {
  RunningServer server(echo);
  std::vector<RawClient> clients;
  for (int i = 0; i < 8; ++i) {
    EXPECT_EQ(clients.emplace_back(server.port()).ask(get("/")).status, 200);
    EXPECT_TRUE(clients.emplace_back(server.port()).send("GET / HT"));
  }
  const auto begin = steady_clock::now();
  EXPECT_EQ(ask_once(server.port(), get("/")).status, 200);
  EXPECT_LT(steady_clock::now() - begin, std::chrono::seconds(3)) << "both limits are longer";
}

TEST(HttpLimitsHold, IdleClientsMakeRoomWhenOthersWait) {
  RunningServer server(echo, {.limits = {.threads = 2, .keep_alive = kHangGuard}});
  std::vector<RawClient> idle;
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(idle.emplace_back(server.port()).ask(get("/")).status, 200);
  }
  EXPECT_EQ(ask_once(server.port(), get("/")).status, 200);
}

TEST(HttpLimitsHold, MoreDrippersThanThreadsAreCutAtTheDeadline) {
  RunningServer server(echo, {.limits = {.threads = 2, .request_deadline = milliseconds(300)}});
  std::vector<RawClient> drippers;
  for (int i = 0; i < 5; ++i) drippers.emplace_back(server.port()).send("GET / HTTP/1.1\r\nA: ");
  std::atomic<bool> done = false;
  std::thread dripping([&] {
    while (!done) {
      for (RawClient& client : drippers) client.send("x");
      std::this_thread::sleep_for(milliseconds(20));
    }
  });
  EXPECT_EQ(ask_once(server.port(), get("/")).status, 200) << "it waited for all five";
  done = true;
  dripping.join();
  const ClientAnswer answer = drippers.front().receive();
  EXPECT_EQ(answer.status, 408);
  EXPECT_EQ(problem_member(answer, "title"), "Request too slow");
}

TEST(HttpLimitsHold, ABodyThatDripsIsCutToo) {
  RunningServer server(echo, {.limits = {.request_deadline = milliseconds(200)}});
  RawClient client(server.port());
  client.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nabc");
  EXPECT_EQ(client.receive().status, 408);
}

TEST(HttpLimitsHold, ABodyThatEndsEarlyIsMalformed) {
  RunningServer server(echo);
  EXPECT_EQ(ask_once(server.port(), kChunkedPost + "xyz\r\n").status, 400);
}

TEST(HttpLimitsHold, SilentConnectionsAreClosed) {
  RunningServer server(echo, {.limits = {.keep_alive = milliseconds(50)}});
  RawClient silent(server.port());
  RawClient idle(server.port());
  EXPECT_EQ(idle.ask(get("/")).status, 200);
  EXPECT_TRUE(silent.is_closed_by_server());
  EXPECT_TRUE(idle.is_closed_by_server());
}

TEST(HttpLimitsHold, AConnectionEndsAfterItsShareOfRequests) {
  RunningServer server(echo, {.limits = {.requests_per_connection = 2}});
  RawClient client(server.port());
  EXPECT_EQ(client.ask(get("/")).header("connection"), "");
  EXPECT_EQ(client.ask(get("/")).header("connection"), "close");
  EXPECT_TRUE(client.is_closed_by_server());
}

TEST(HttpLimitsHold, ABurstOf300ConnectionsIsAnswered) {
  RunningServer server(echo);
  std::vector<RawClient> clients;
  for (int i = 0; i < 300; ++i) clients.emplace_back(server.port());
  for (RawClient& client : clients) client.send(get("/"));
  for (RawClient& client : clients) EXPECT_EQ(client.receive().status, 200);
}

TEST(HttpLimitsHold, BeyondTheQueueClientsAreTurnedAwayAtOnce) {
  RunningServer server(echo, {.limits = {.threads = 1, .queued_connections = 1}});
  RawClient served(server.port());
  EXPECT_EQ(served.ask(get("/")).status, 200);
  served.send("GET / HT");  // pins the only thread
  RawClient waiting(server.port());
  RawClient refused(server.port());
  const ClientAnswer answer = refused.receive();
  EXPECT_EQ(answer.status, 503);
  EXPECT_EQ(answer.header("retry-after"), "1");
  EXPECT_EQ(problem_member(answer, "title"), "Too busy");
}

TEST(HttpLimitsHold, AClientThatDoesNotReadItsAnswerIsCut) {
  RunningServer server(
      [](const HttpRequest&) { return HttpResponse{.body = std::string(64 << 20, 'a')}; },
      {.limits = {.threads = 1, .write_timeout = milliseconds(100)}});
  RawClient deaf(server.port());
  deaf.send(get("/"));
  RawClient next(server.port());
  next.send(get("/"));
  EXPECT_EQ(next.receive().status, 200) << "the only thread was freed";
}

}  // namespace
}  // namespace dejavu
