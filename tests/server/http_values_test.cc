// SPDX-License-Identifier: GPL-2.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <nlohmann/json.hpp>

#include "server/http/http.h"

namespace dejavu {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

TEST(HttpTarget, EverythingBehindTheFirstEqualsSignIsTheValue) {
  const auto [path, query] = parse_target("/search?q=key=value=1&limit=5");
  EXPECT_EQ(path, "/search");
  EXPECT_THAT(query, ElementsAre(Pair("q", "key=value=1"), Pair("limit", "5")));
}

TEST(HttpTarget, PlusIsABlankInTheQueryAndAPlusInThePath) {
  const auto [path, query] = parse_target("/a+b%20c?a+b=c+d%2B");
  EXPECT_EQ(path, "/a+b c");
  EXPECT_THAT(query, ElementsAre(Pair("a b", "c d+")));
}

TEST(HttpTarget, BrokenEscapesStayAsWritten) {
  const auto [path, query] = parse_target("/100%?q=%zz%4&r=%");
  EXPECT_EQ(path, "/100%");
  EXPECT_THAT(query, ElementsAre(Pair("q", "%zz%4"), Pair("r", "%")));
}

TEST(HttpTarget, RepeatsKeepTheirOrderAndMissingValuesAreEmpty) {
  const auto [path, query] = parse_target("/?service=b&service=a&&flag&=x");
  EXPECT_THAT(query, ElementsAre(Pair("service", "b"), Pair("service", "a"), Pair("flag", ""),
                                 Pair("", "x")));
}

TEST(HttpTarget, TheFragmentIsDroppedAndAQuestionMarkBelongsToTheValue) {
  EXPECT_THAT(parse_target("/a?q=why?#top").second, ElementsAre(Pair("q", "why?")));
  EXPECT_THAT(parse_target("/a#?q=1").second, IsEmpty());
}

RC_GTEST_PROP(HttpTarget, AnyBytesSurviveEncodingAndParsing,
              (const std::string& name, const std::string& value)) {
  const std::string target = "/p?" + percent_encode(name) + "=" + percent_encode(value);
  const auto query = parse_target(target).second;
  RC_ASSERT(query.size() == 1U);
  RC_ASSERT(query[0].first == name);
  RC_ASSERT(query[0].second == value);
}

RC_GTEST_PROP(HttpTarget, AnyBytesAreParsedWithoutHarm, (const std::string& target)) {
  for (const auto& [name, value] : parse_target(target).second) {
    RC_ASSERT(name.size() + value.size() <= target.size());
  }
}

TEST(HttpRequestValue, FirstOfSeveralParametersAndHeadersIsFound) {
  const HttpRequest request{.query = {{"a", "1"}, {"a", "2"}}, .headers = {{"x", "y"}}};
  EXPECT_EQ(request.parameter("a"), "1");
  EXPECT_EQ(request.header("x"), "y");
  EXPECT_EQ(request.parameter("b"), std::nullopt);
}

TEST(HttpProblem, HasTheMembersOfRfc9457AndAHint) {
  const HttpResponse response = problem(404, "Not found", "No PM-1.", "See /incidents.");
  const auto body = nlohmann::json::parse(response.body);
  EXPECT_EQ(response.status, 404);
  EXPECT_EQ(response.content_type, "application/problem+json");
  EXPECT_EQ(body, (nlohmann::json{{"type", "about:blank"},
                                  {"title", "Not found"},
                                  {"status", 404},
                                  {"detail", "No PM-1."},
                                  {"hint", "See /incidents."}}));
}

TEST(HttpProblem, BytesThatAreNoUtf8DoNotBreakIt) {
  EXPECT_TRUE(nlohmann::json::accept(problem(400, "\xff", "\xc3", "\x80").body));
}

}  // namespace
}  // namespace dejavu
