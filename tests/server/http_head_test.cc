// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/http/head.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dejavu {
namespace {

using testing::ElementsAre;
using testing::Pair;

const HttpLimits kLimits;

RequestHead accepted(std::string_view bytes) {
  const auto parsed = parse_head(bytes, kLimits);
  const auto* head = std::get_if<RequestHead>(&parsed);
  EXPECT_NE(head, nullptr) << std::get<HttpResponse>(parsed).body;
  return head == nullptr ? RequestHead{} : *head;
}

/// The status that refuses these header lines on a POST; 0 when they are accepted.
int refusal_of(const std::string& header_lines) {
  const auto parsed =
      parse_head("POST / HTTP/1.1\r\nHost: localhost\r\n" + header_lines + "\r\n", kLimits);
  const auto* response = std::get_if<HttpResponse>(&parsed);
  return response == nullptr ? 0 : response->status;
}

int refusal_of_line(const std::string& request_line) {
  const auto parsed = parse_head(request_line + "\r\nHost: localhost\r\n\r\n", kLimits);
  const auto* response = std::get_if<HttpResponse>(&parsed);
  return response == nullptr ? 0 : response->status;
}

TEST(HttpHead, NamesAreLowerCaseAndValuesKeepTheirEscapes) {
  const RequestHead head =
      accepted("GET /a?b=%20 HTTP/1.1\r\nHOST: x\r\nIf-None-Match: \t\"a%41\"  \r\n\r\n");
  EXPECT_EQ(head.method, "GET");
  EXPECT_EQ(head.target, "/a?b=%20");
  EXPECT_THAT(head.headers, ElementsAre(Pair("host", "x"), Pair("if-none-match", "\"a%41\"")));
}

TEST(HttpHead, ConnectionEndsWhenTheClientSaysSoOrSpeaksHttp10) {
  EXPECT_TRUE(accepted("GET / HTTP/1.1\r\nHost: x\r\n\r\n").keep_alive);
  EXPECT_FALSE(accepted("GET / HTTP/1.1\r\nHost: x\r\nConnection: TE, Close\r\n\r\n").keep_alive);
  EXPECT_FALSE(accepted("GET / HTTP/1.0\r\n\r\n").keep_alive);
}

TEST(HttpHead, WhatTwoParsersCouldReadInTwoWaysIsRefused) {
  EXPECT_EQ(refusal_of("Content-Length: 3\r\nTransfer-Encoding: chunked\r\n"), 400);
  EXPECT_EQ(refusal_of("Content-Length: 3\r\nContent-Length: 4\r\n"), 400);
  EXPECT_EQ(refusal_of("Content-Length: +3\r\n"), 400);
  EXPECT_EQ(refusal_of("Content-Length: 3, 3\r\n"), 400);
  EXPECT_EQ(refusal_of("Content-Length: 0x10\r\n"), 400);
  EXPECT_EQ(refusal_of("Content-Length :3\r\n"), 400);
  EXPECT_EQ(refusal_of("Content-Length:\r\n"), 400);
  EXPECT_EQ(refusal_of("Transfer-Encoding: gzip, chunked\r\n"), 501);
  EXPECT_EQ(refusal_of("A: b\r\n continued: here\r\n"), 400);
  EXPECT_EQ(refusal_of("A: b\n"), 400);
  EXPECT_EQ(refusal_of("A: b\rc\r\n"), 400);
  EXPECT_EQ(refusal_of(std::string("A: b\0c\r\n", 8)), 400);
  EXPECT_EQ(refusal_of("no colon\r\n"), 400);
  EXPECT_EQ(refusal_of("Host: second\r\n"), 400);
}

TEST(HttpHead, RequestLinesThatAreNoneAreRefused) {
  EXPECT_EQ(refusal_of_line("GET /"), 400);
  EXPECT_EQ(refusal_of_line("GET"), 400);
  EXPECT_EQ(refusal_of_line(""), 400);
  EXPECT_EQ(refusal_of_line("GET  HTTP/1.1"), 400);
  EXPECT_EQ(refusal_of_line("GET /a b HTTP/1.1"), 400);
  EXPECT_EQ(refusal_of_line("G{T / HTTP/1.1"), 400);
  EXPECT_EQ(refusal_of_line("GET http://x/ HTTP/1.1"), 400);
  EXPECT_EQ(refusal_of_line("GET / HTTP/2.0"), 505);
  EXPECT_EQ(refusal_of_line("PROPFIND /a%zz HTTP/1.1"), 0) << "methods are the routes' business";
}

TEST(HttpHead, MissingHostIsRefusedExceptForHttp10) {
  const auto parsed = parse_head("GET / HTTP/1.1\r\n\r\n", kLimits);
  EXPECT_EQ(std::get<HttpResponse>(parsed).status, 400);
}

TEST(HttpHead, BodiesThatCannotBeTakenAreRefusedBeforeTheyCome) {
  EXPECT_EQ(refusal_of("Content-Length: 1048576\r\n"), 0);
  EXPECT_EQ(refusal_of("Content-Length: 1048577\r\n"), 413);
  EXPECT_EQ(refusal_of("Content-Length: 99999999999999999999999999\r\n"), 413);
  EXPECT_EQ(refusal_of("Content-Encoding: gzip\r\n"), 415);
  EXPECT_EQ(refusal_of("Expect: miracles\r\n"), 417);
}

TEST(HttpHead, AHeadThatIsTooLongNamesThePartThatIs) {
  const std::string long_target = "GET /" + std::string(kLimits.head_bytes, 'a');
  EXPECT_EQ(refuse_long_head(long_target, kLimits).status, 414);
  EXPECT_EQ(refuse_long_head("GET / HTTP/1.1\r\nA: " + long_target, kLimits).status, 431);
}

TEST(AllowedHostNames, PortsAndCaseDoNotCount) {
  const AllowedHosts hosts(HttpOptions{.host = "10.0.0.7", .allowed_hosts = {"Dejavu.Example:80"}});
  for (const char* host : {"localhost", "LOCALHOST:8080", "127.0.0.1:1", "[::1]", "[::1]:8080",
                           "10.0.0.7:8080", "dejavu.example", "DEJAVU.example:8443"}) {
    EXPECT_TRUE(hosts.allow(host, "127.0.0.1")) << host;
  }
}

TEST(AllowedHostNames, ForeignNamesAreNotOurs) {
  const AllowedHosts hosts(HttpOptions{.allowed_hosts = {"dejavu.example"}});
  for (const char* host : {"", "evil.example", "localhost.evil.example", "xlocalhost",
                           "evil.dejavu.example", "127.0.0.1.evil.example", "[::2]"}) {
    EXPECT_FALSE(hosts.allow(host, "127.0.0.1")) << host;
  }
}

TEST(AllowedHostNames, TheAddressThatTheClientReachedIsOurs) {
  const AllowedHosts hosts(HttpOptions{.host = "0.0.0.0"});
  EXPECT_TRUE(hosts.allow("192.168.1.5:8080", "192.168.1.5"));
  EXPECT_FALSE(hosts.allow("192.168.1.6:8080", "192.168.1.5"));
}

}  // namespace
}  // namespace dejavu
