// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/routes/routes.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>

#include "core/base/error.h"
#include "tests/answer/indexed_corpus.h"

namespace dejavu {
namespace {

using nlohmann::json;

class RoutesTest : public testing::Test {
 protected:
  RoutesTest() { with_three_incidents(corpus_); }

  HttpResponse get(const std::string& target,
                   std::vector<std::pair<std::string, std::string>> headers = {}) {
    HttpRequest request;
    std::tie(request.path, request.query) = parse_target(target);
    request.headers = std::move(headers);
    return ask(request);
  }

  HttpResponse post(const std::string& path, const std::string& body) {
    HttpRequest request{.method = "POST", .path = path, .body = body};
    request.headers = {{"content-type", "application/json"}};
    return ask(request);
  }

  HttpResponse ask(const HttpRequest& request) {
    try {
      return routes_.answer(request);
    } catch (const Error& error) {
      return problem(error);  // what the server makes of it
    }
  }

  IndexedCorpus corpus_;
  Routes routes_{corpus_.index(), corpus_.thesaurus(), [] { return kTestNow; }};
};

TEST_F(RoutesTest, SearchAnswersInTheShapeOfItsPage) {
  const HttpResponse response = get("/api/v1/search?q=disk%20space&limit=1");
  EXPECT_EQ(response.status, 200);
  EXPECT_EQ(response.content_type, "application/json");
  const json answer = json::parse(response.body);
  for (const char* name : {"question", "verdict", "used", "ignored", "missing", "hits", "facets",
                           "total", "did_you_mean", "index", "took_ms"}) {
    EXPECT_TRUE(answer.contains(name)) << name;
  }
  ASSERT_EQ(answer["hits"].size(), 1u);
  const json& hit = answer["hits"][0];
  EXPECT_EQ(hit["id"], "PM-1");
  EXPECT_EQ(hit["started_at"], "2024-03-01T09:10:00Z");
  EXPECT_EQ(hit["url"], "/incidents/PM-1");
  for (const char* name :
       {"title", "severity", "services", "score", "confidence", "strength", "fixed_by",
        "first_check", "wrong_turns", "snippet", "why", "relations", "open_prevent_actions"}) {
    EXPECT_TRUE(hit.contains(name)) << name;
  }
  EXPECT_EQ(answer["index"]["documents"], 3);
}

TEST_F(RoutesTest, PostTakesTheWholeObject) {
  const HttpResponse response = post("/api/v1/search", R"({"question": "certificate database",
      "limit": 10, "offset": 0, "before": "2024-01-31", "after": null, "exclude": ["PM-3"],
      "filters": {"service": ["payments"], "severity": [], "tag": [], "team": []},
      "recency": true})");
  const json answer = json::parse(response.body);
  ASSERT_EQ(answer["hits"].size(), 1u) << response.body;
  EXPECT_EQ(answer["hits"][0]["id"], "PM-2");
}

TEST_F(RoutesTest, GetAndPostAnswerTheSame) {
  json by_get = json::parse(get("/api/v1/search?q=disk&service=payments").body);
  json by_post = json::parse(
      post("/api/v1/search", R"({"question": "disk", "filters": {"service": "payments"}})").body);
  by_get.erase("took_ms");
  by_post.erase("took_ms");
  EXPECT_EQ(by_get, by_post);
}

TEST_F(RoutesTest, BadRequestsSayWhatToDo) {
  for (const auto& [response, status] : std::vector<std::pair<HttpResponse, int>>{
           {get("/api/v1/search?q=a&limit=ten"), 400},
           {get("/api/v1/search?q=a&before=soon"), 400},
           {get("/api/v1/search?quest=a"), 400},
           {post("/api/v1/search", "{"), 400},
           {post("/api/v1/search", "[1]"), 400},
           {post("/api/v1/search", R"({"question": {"a": 1}})"), 400},
           {post("/api/v1/search", std::string(100, '[')), 400},
           {post("/api/v1/similar", "{}"), 400},
           {get("/api/v1/incidents/PM-404"), 404},
           {get("/api/v1/nothing"), 404},
           {get("/api/v1/similar"), 405},
           {post("/api/v1/incidents", "{}"), 405}}) {
    EXPECT_EQ(response.status, status) << response.body;
    EXPECT_EQ(response.content_type, "application/problem+json");
    EXPECT_FALSE(json::parse(response.body).value("hint", "").empty()) << response.body;
  }
}

TEST_F(RoutesTest, MediaTypesAreReadAsTheyAreDefined) {
  const auto status = [&](const std::string& type) {
    HttpRequest request{.method = "POST", .path = "/api/v1/search", .body = "{}"};
    request.headers = {{"content-type", type}};
    return ask(request).status;
  };
  EXPECT_EQ(status("Application/JSON; charset=utf-8"), 200);
  EXPECT_EQ(status("application/json-patch+json"), 400);
  EXPECT_EQ(status("application/x-www-form-urlencoded"), 400);
}

TEST_F(RoutesTest, AnotherServerOverTheSameIndexHasOtherTags) {
  const auto tag_of = [&](Instant start) {
    Instant now = start;
    Routes routes(corpus_.index(), corpus_.thesaurus(), [&] { return now; });
    now = kTestNow;
    HttpRequest request{.path = "/api/v1/recurrences"};
    return routes.answer(request).headers.front().second;
  };
  EXPECT_EQ(tag_of(kTestNow), tag_of(kTestNow));
  EXPECT_NE(tag_of(kTestNow), tag_of(kTestNow + std::chrono::seconds(7)))
      << "its settings may be others, and with them its answers";
}

TEST_F(RoutesTest, IncidentsArePagedAndWhole) {
  const json first = json::parse(get("/api/v1/incidents?limit=2").body);
  EXPECT_EQ(first["total"], 3);
  ASSERT_EQ(first["incidents"].size(), 2u);
  EXPECT_EQ(first["incidents"][0]["path"], "disk.md");
  EXPECT_EQ(first["incidents"][0]["action_items"], 2);
  const json last =
      json::parse(get("/api/v1/incidents?limit=2&cursor=" + first["next"].get<std::string>()).body);
  EXPECT_EQ(last["incidents"].size(), 1u);
  EXPECT_TRUE(last["next"].is_null());
  const json one = json::parse(get("/api/v1/incidents/PM-1").body);
  EXPECT_EQ(one["action_items"][1]["status"], "done");
  EXPECT_EQ(one["sections"][0]["kind"], "summary");
  EXPECT_TRUE(one["blind_gap_s"].is_null());
}

TEST_F(RoutesTest, SimilarLeavesTheIncidentItselfOut) {
  const json by_id = json::parse(get("/api/v1/incidents/PM-3/similar").body);
  ASSERT_FALSE(by_id["hits"].empty());
  for (const json& hit : by_id["hits"]) EXPECT_NE(hit["id"], "PM-3");
  const json by_text = json::parse(
      post("/api/v1/similar", R"({"text": "# Pool\n\nThe connection pool was exhausted"})").body);
  EXPECT_EQ(by_text["hits"][0]["id"], "PM-3");
}

TEST_F(RoutesTest, SimilarCanAskTheEarlierOnesAlone) {
  const auto ids = [&](const std::string& target) {
    std::set<std::string> found;
    const json answer = json::parse(get(target).body);
    for (const json& hit : answer["hits"]) found.insert(hit["id"]);
    return found;
  };
  const std::string of_first = "/api/v1/incidents/PM-3/similar";
  EXPECT_TRUE(ids(of_first).contains("PM-1")) << "which came later";
  EXPECT_TRUE(ids(of_first + "?earlier=true").empty());
  EXPECT_EQ(ids(of_first + "?earlier=false"), ids(of_first));
  EXPECT_TRUE(ids("/api/v1/incidents/PM-1/similar?earlier=true").contains("PM-3"));
  const HttpResponse undated =
      post("/api/v1/similar", R"({"text": "# The pool\n\nexhausted", "earlier": true})");
  EXPECT_EQ(undated.status, 400) << "earlier than what?";
}

TEST_F(RoutesTest, RecencyAndFacetsCanBeSwitchedOff) {
  const auto is_recent = [](const json& answer) {
    for (const json& reason : answer["hits"][0]["why"]) {
      if (reason["feature"] == "recent") return true;
    }
    return false;
  };
  const json with = json::parse(get("/api/v1/search?q=disk%20space").body);
  const json without =
      json::parse(get("/api/v1/search?q=disk%20space&recency=false&facets=false").body);
  EXPECT_TRUE(is_recent(with));
  EXPECT_FALSE(is_recent(without));
  EXPECT_FALSE(with["facets"].empty());
  EXPECT_TRUE(without["facets"].is_object());
  EXPECT_TRUE(without["facets"].empty());
  EXPECT_EQ(get("/api/v1/search?q=disk&recency=perhaps").status, 400);
}

TEST_F(RoutesTest, ATitleOfTheQuestionCountsLikeATitle) {
  const auto score = [&](const std::string& target) {
    return json::parse(get(target).body)["hits"][0]["score"].get<double>();
  };
  EXPECT_GT(score("/api/v1/search?q=disk%0Aspace&title=payments%20database%20out%20of%20disk"),
            score("/api/v1/search?q=disk%0Aspace"));
}

TEST_F(RoutesTest, AnUnchangedIndexIsNotSentTwice) {
  const HttpResponse first = get("/api/v1/search?q=disk");
  const std::string tag = first.headers.at(0).second;
  EXPECT_EQ(get("/api/v1/search?q=disk", {{"if-none-match", tag}}).status, 304);
  corpus_.with("new.md", "# Disk again\n");
  corpus_.update();
  EXPECT_EQ(get("/api/v1/search?q=disk", {{"if-none-match", tag}}).status, 200);
}

TEST_F(RoutesTest, AnswersFollowTheIndexWithoutARestart) {
  EXPECT_EQ(get("/api/v1/incidents/fresh").status, 404);
  corpus_.with("fresh.md", "# Fresh\n");
  corpus_.update();
  EXPECT_EQ(get("/api/v1/incidents/fresh").status, 200);
  corpus_.remove("fresh.md");
  corpus_.build();
  EXPECT_EQ(get("/api/v1/incidents/fresh").status, 404);
}

TEST_F(RoutesTest, ReadinessNeedsAnIndexHealthDoesNot) {
  EXPECT_EQ(get("/healthz").status, 200);
  EXPECT_EQ(get("/readyz").status, 200);
  Routes without(corpus_.index() / "nothing", nullptr, [] { return kTestNow; });
  EXPECT_EQ(without.answer({.path = "/healthz"}).status, 200);
  try {
    without.answer({.path = "/readyz"});
    FAIL() << "answered without an index";
  } catch (const Error& error) {
    EXPECT_EQ(problem(error).status, 503);
    EXPECT_FALSE(error.hint().empty());
  }
}

TEST_F(RoutesTest, PagesAreHtmlEvenForWhatIsNotThere) {
  for (const auto& [target, status] :
       std::vector<std::pair<std::string, int>>{{"/", 200},
                                                {"/?q=disk", 200},
                                                {"/?q=disk&before=soon", 200},
                                                {"/incidents", 200},
                                                {"/incidents/PM-1", 200},
                                                {"/incidents/PM-404", 404},
                                                {"/nothing", 404}}) {
    const HttpResponse response = get(target);
    EXPECT_EQ(response.status, status) << target;
    EXPECT_EQ(response.content_type, "text/html; charset=utf-8") << target;
  }
  EXPECT_EQ(get("/static/nothing.css").status, 404);
}

}  // namespace
}  // namespace dejavu
