// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/http/answer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include <stdexcept>

#include "core/base/error.h"
#include "server/http/gzip.h"

namespace dejavu {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Key;
using testing::Not;
using testing::Pair;

HttpResponse answer_when_routes_throw(const Error& error) {
  return ask_routes([&](const HttpRequest&) -> HttpResponse { throw error; }, {}, {});
}

std::string gunzip(std::string packed, std::size_t size) {
  z_stream stream = {};
  inflateInit2(&stream, 15 + 16);
  std::string out(size, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  EXPECT_EQ(inflate(&stream, Z_FINISH), Z_STREAM_END);
  inflateEnd(&stream);
  return out;
}

TEST(HttpErrors, EachKindHasItsStatus) {
  const auto status = [](ErrorKind kind) { return answer_when_routes_throw({kind, "x"}).status; };
  EXPECT_EQ(status(ErrorKind::kNotFound), 404);
  EXPECT_EQ(status(ErrorKind::kInvalid), 400);
  EXPECT_EQ(status(ErrorKind::kLocked), 503);
  EXPECT_EQ(status(ErrorKind::kUnavailable), 503);
  EXPECT_EQ(status(ErrorKind::kCorrupt), 503);
  EXPECT_EQ(status(ErrorKind::kVersion), 503);
  EXPECT_EQ(status(ErrorKind::kIo), 500);
}

TEST(HttpErrors, MessageAndHintReachTheClient) {
  const HttpResponse response =
      answer_when_routes_throw({ErrorKind::kLocked, "Being rebuilt.", "Wait a minute."});
  EXPECT_THAT(response.body, HasSubstr("Being rebuilt."));
  EXPECT_THAT(response.body, HasSubstr("Wait a minute."));
  EXPECT_THAT(response.headers, Contains(Key("Retry-After")));
}

TEST(HttpErrors, InternalCausesGoToTheOperatorOnly) {
  std::string reported;
  const HttpOptions options{.on_failure = [&](std::string_view text) { reported = text; }};
  const HttpRoutes routes = [](const HttpRequest&) -> HttpResponse {
    throw std::runtime_error("/secret/path");
  };
  const HttpResponse response = ask_routes(routes, {.path = "/review"}, options);
  EXPECT_EQ(response.status, 500);
  EXPECT_THAT(response.body, Not(HasSubstr("secret")));
  EXPECT_EQ(reported, "GET /review: /secret/path");
}

TEST(HttpErrors, AnAddressMakesNoLineOfTheLog) {
  std::string reported;
  const HttpOptions options{.on_failure = [&](std::string_view text) { reported = text; }};
  const HttpRoutes routes = [](const HttpRequest&) -> HttpResponse {
    throw Error(ErrorKind::kUnavailable, "no index", "");
  };
  ask_routes(routes, {.path = "/x\r\ndejavu: 201 POST by \"Ana\"\x1b[31m"}, options);
  EXPECT_EQ(reported, "GET /x  dejavu: 201 POST by \"Ana\"\uFFFD[31m: no index");
}

TEST(HttpErrors, WhateverElseIsThrownIsAnswered) {
  EXPECT_EQ(ask_routes([](const HttpRequest&) -> HttpResponse { throw 7; }, {}, {}).status, 500);
}

TEST(HttpHeaders, SecurityHeadersAreAddedUnlessTheRouteSetsThem) {
  HttpResponse response;
  response.headers = {{"x-frame-options", "SAMEORIGIN"}};
  const auto headers = finished(response, "", {}).headers;
  EXPECT_THAT(headers, Contains(Pair("X-Content-Type-Options", "nosniff")));
  EXPECT_THAT(headers, Contains(Pair("Referrer-Policy", "no-referrer")));
  EXPECT_THAT(headers, Contains(Pair("Cross-Origin-Opener-Policy", "same-origin")));
  EXPECT_THAT(headers, Contains(Pair("Content-Security-Policy", HasSubstr("default-src 'none'"))));
  EXPECT_THAT(headers, Contains(Pair("x-frame-options", "SAMEORIGIN")));
  EXPECT_THAT(headers, Not(Contains(Key("X-Frame-Options"))));
}

TEST(HttpHeaders, AValueWithALineEndIsLeftOut) {
  HttpResponse response;
  response.headers = {{"Location", "/x\r\nSet-Cookie: a=b"}};
  EXPECT_THAT(finished(response, "", {}).headers, Not(Contains(Key("Location"))));
}

TEST(HttpGzip, WishesOfClientsAreUnderstood) {
  EXPECT_TRUE(accepts_gzip("gzip, deflate, br, zstd"));
  EXPECT_TRUE(accepts_gzip("br;q=1.0, GZIP;q=0.2"));
  EXPECT_TRUE(accepts_gzip("*"));
  EXPECT_FALSE(accepts_gzip(""));
  EXPECT_FALSE(accepts_gzip("br, identity"));
  EXPECT_FALSE(accepts_gzip("gzip;q=0, *"));
  EXPECT_FALSE(accepts_gzip("*;q=0.000"));
}

TEST(HttpGzip, ShortAnswersImagesAndWhatIsCompressedAlreadyStayAsTheyAre) {
  const std::string text(4096, 'a');
  HttpResponse image{.content_type = "image/png", .body = text, .headers = {}};
  EXPECT_EQ(finished(image, "gzip", {}).body, text);
  HttpResponse packed{.body = text, .headers = {{"Content-Encoding", "br"}}};
  EXPECT_EQ(finished(packed, "gzip", {}).body, text);
  HttpResponse shorter{.body = text.substr(0, 1023), .headers = {}};
  EXPECT_EQ(finished(shorter, "gzip", {}).body.size(), 1023U);
}

TEST(HttpGzip, GivesTheTextBackUnchanged) {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += std::to_string(i * i);
  EXPECT_EQ(gunzip(gzip(text).value(), text.size()), text);
}

TEST(HttpGzip, CompressedAnswersVaryAndTheirEtagIsWeak) {
  HttpResponse response{.content_type = "application/json",
                        .body = std::string(4096, 'a'),
                        .headers = {{"ETag", "\"7\""}}};
  const HttpResponse packed = finished(response, "gzip", {});
  EXPECT_LT(packed.body.size(), 200U);
  EXPECT_THAT(packed.headers, Contains(Pair("Content-Encoding", "gzip")));
  EXPECT_THAT(packed.headers, Contains(Pair("Vary", "Accept-Encoding")));
  EXPECT_THAT(packed.headers, Contains(Pair("ETag", "W/\"7\"")));
  const HttpResponse plain = finished(response, "", {});
  EXPECT_EQ(plain.body, response.body);
  EXPECT_THAT(plain.headers, Contains(Pair("Vary", "Accept-Encoding")));
  EXPECT_THAT(plain.headers, Contains(Pair("ETag", "\"7\"")));
}

}  // namespace
}  // namespace dejavu
