// SPDX-License-Identifier: GPL-2.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "core/base/error.h"
#include "tests/server/http_fixture.h"

namespace dejavu {
namespace {

using std::chrono::steady_clock;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

TEST(HttpServing, RequestReachesTheRoutesAsSent) {
  RunningServer server(echo);
  const ClientAnswer answer =
      ask_once(server.port(), get("/a%20b?q=1&q=2", "If-None-Match: \"%41\"\r\n"));
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body,
            "GET /a b\n?q=1\n?q=2\nhost: localhost\nif-none-match: \"%41\"\n"
            "0 bytes from 127.0.0.1\n");
}

TEST(HttpServing, SmallKeepAliveAnswersDoNotWaitForDelayedAcks) {
  RunningServer server(echo);
  RawClient client(server.port());
  std::vector<steady_clock::duration> durations;
  for (int i = 0; i < 50; ++i) {
    const auto begin = steady_clock::now();
    ASSERT_EQ(client.ask(get("/")).status, 200);
    durations.push_back(steady_clock::now() - begin);
  }
  std::ranges::nth_element(durations, durations.begin() + 25);
  EXPECT_LT(durations[25], std::chrono::milliseconds(20)) << "delayed ACKs take 40 ms";
}

TEST(HttpServing, ValuesSurviveTheWayThroughTheServer) {
  RunningServer server([](const HttpRequest& request) {
    return HttpResponse{.body = std::string(request.parameter("q").value_or("absent")),
                        .headers = {}};
  });
  RawClient client(server.port());
  for (const char* value : {"key=value", "a=b", "%",        "100%25", "&",      "a&q=b", "=",
                            "==",        "+",   "a + b",    "#",      "a#b",    "\"",    "'<>\\",
                            "?",         "/",   "💥 früher", "%u0041", "\r\n\t", "%zz",   ""}) {
    EXPECT_EQ(client.ask(get("/?q=" + percent_encode(value))).body, value);
  }
  EXPECT_EQ(client.ask(get("/?q=a=b")).body, "a=b");
}

TEST(HttpServing, HeadAnswersAsGetWithoutBody) {
  RunningServer server(echo);
  RawClient client(server.port());
  const ClientAnswer got = client.ask(get("/x"));
  std::string request = get("/x");
  const ClientAnswer head = client.ask(request.replace(0, 3, "HEAD"), "HEAD");
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.header("content-length"), got.header("content-length"));
  EXPECT_EQ(client.ask(get("/x")).body, got.body) << "no byte of a body was sent for HEAD";
}

TEST(HttpServing, MethodsAreTheRoutesBusiness) {
  RunningServer server(echo);
  for (const char* method : {"DELETE", "OPTIONS", "PROPFIND", "get"}) {
    std::string request = get("/x");
    const ClientAnswer answer = ask_once(server.port(), request.replace(0, 3, method));
    EXPECT_THAT(answer.body, HasSubstr(std::string(method) + " /x\n"));
  }
}

TEST(HttpServing, StatusWithoutContentHasNeitherLengthNorType) {
  RunningServer server([](const HttpRequest&) { return HttpResponse{.status = 304}; });
  RawClient client(server.port());
  const ClientAnswer answer = client.ask(get("/"));
  EXPECT_EQ(answer.status, 304);
  EXPECT_EQ(answer.header("content-length"), "");
  EXPECT_EQ(client.ask(get("/")).status, 304) << "the connection goes on";
}

TEST(HttpServing, EveryAnswerHasTheSecurityHeaders) {
  RunningServer server(echo);
  for (const std::string& request : {get("/"), get("/", "Bad header\r\n")}) {
    const ClientAnswer answer = ask_once(server.port(), request);
    EXPECT_EQ(answer.header("x-content-type-options"), "nosniff");
    EXPECT_EQ(answer.header("referrer-policy"), "no-referrer");
    EXPECT_EQ(answer.header("x-frame-options"), "DENY");
    EXPECT_EQ(answer.header("cross-origin-opener-policy"), "same-origin");
    EXPECT_THAT(answer.header("content-security-policy"), HasSubstr("frame-ancestors 'none'"));
    EXPECT_THAT(answer.header("date"), testing::EndsWith(" GMT"));
  }
}

TEST(HttpServing, TextIsCompressedForThoseWhoTakeIt) {
  RunningServer server([](const HttpRequest&) {
    return HttpResponse{.body = std::string(50'000, 'a'), .headers = {}};
  });
  const ClientAnswer packed = ask_once(server.port(), get("/", "Accept-Encoding: br, gzip\r\n"));
  EXPECT_EQ(packed.header("content-encoding"), "gzip");
  EXPECT_EQ(packed.header("vary"), "Accept-Encoding");
  EXPECT_LT(packed.body.size(), 1000U);
  EXPECT_EQ(ask_once(server.port(), get("/")).body.size(), 50'000U);
}

TEST(HttpServing, PipelinedRequestsAreAnsweredInOrder) {
  RunningServer server(echo);
  RawClient client(server.port());
  client.send(get("/1") + post("/2", "body") + "\r\n" + get("/3"));
  EXPECT_THAT(client.receive().body, HasSubstr("GET /1\n"));
  EXPECT_THAT(client.receive().body, HasSubstr("POST /2\n"));
  EXPECT_THAT(client.receive().body, HasSubstr("GET /3\n"));
}

TEST(HttpServing, ABodyOnGetIsNotReadAsTheNextRequest) {
  RunningServer server(echo);
  RawClient client(server.port());
  const std::string smuggled = get("/smuggled");
  client.send(get("/1", "Content-Length: " + std::to_string(smuggled.size()) + "\r\n") + smuggled +
              get("/2"));
  EXPECT_THAT(client.receive().body, HasSubstr("GET /1\n"));
  EXPECT_THAT(client.receive().body, HasSubstr("GET /2\n"));
}

TEST(HttpServing, ExpectingClientsAreToldToContinue) {
  RunningServer server(echo);
  RawClient client(server.port());
  client.send(
      "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.receive().status, 100);
  EXPECT_THAT(client.ask("body").body, HasSubstr("4 bytes"));
}

TEST(HttpServing, ClientsOwnRemoteAddrHeaderDoesNotShadowTheRealAddress) {
  RunningServer server(
      [](const HttpRequest& request) { return HttpResponse{.body = request.remote_address}; });
  EXPECT_EQ(ask_once(server.port(), get("/", "REMOTE_ADDR: 10.9.8.7\r\n")).body, "127.0.0.1");
}

TEST(HttpServing, ForeignHostNamesAreMisdirected) {
  RunningServer server(echo, {.allowed_hosts = {"dejavu.example"}});
  const auto status = [&](const std::string& host) {
    return ask_once(server.port(), "GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n").status;
  };
  EXPECT_EQ(status("dejavu.example:8080"), 200);
  EXPECT_EQ(status("evil.example"), 421);
  const ClientAnswer answer =
      ask_once(server.port(), "GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n");
  EXPECT_THAT(problem_member(answer, "detail"), HasSubstr("evil.example"));
}

TEST(HttpServing, ExceptionTextDoesNotLeak) {
  RunningServer server(
      [](const HttpRequest&) -> HttpResponse { throw std::runtime_error("secret"); });
  RawClient client(server.port());
  for (const std::string& request : {get("/"), post("/", "{}")}) {
    const ClientAnswer answer = client.ask(request);
    EXPECT_EQ(answer.status, 500);
    EXPECT_EQ(problem_member(answer, "title"), "Internal error");
    EXPECT_THAT(answer.body, Not(HasSubstr("secret")));
    for (const auto& [name, value] : answer.headers) EXPECT_THAT(value, Not(HasSubstr("secret")));
  }
}

TEST(HttpServing, ErrorsOfRoutesAreProblemsWithTheirHint) {
  RunningServer server([](const HttpRequest&) -> HttpResponse {
    throw Error(ErrorKind::kNotFound, "There is no PM-9.", "See /api/v1/incidents.");
  });
  const ClientAnswer answer = ask_once(server.port(), get("/"));
  EXPECT_EQ(answer.status, 404);
  EXPECT_EQ(problem_member(answer, "hint"), "See /api/v1/incidents.");
}

}  // namespace
}  // namespace dejavu
