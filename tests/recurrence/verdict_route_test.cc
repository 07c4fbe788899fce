// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/routes/verdict_route.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <thread>

#include "core/base/error.h"
#include "server/routes/routes.h"
#include "tests/recurrence/team_corpus.h"

namespace dejavu {
namespace {

using nlohmann::json;

constexpr Instant kNow{std::chrono::seconds{1'767'225'600}};

class VerdictRoute : public testing::Test {
 protected:
  HttpResponse ask(const HttpRequest& request) {
    try {
      return routes_.answer(request);
    } catch (const Error& error) {
      return problem(error);
    }
  }

  HttpResponse get(const std::string& path) { return ask({.method = "GET", .path = path}); }

  HttpRequest decision(const json& body) const {
    HttpRequest request{.method = "POST", .path = std::string(kVerdictsPath)};
    request.headers = {{"host", "127.0.0.1:8080"}, {"content-type", "application/json"}};
    request.body = body.dump(-1, ' ', false, json::error_handler_t::replace);
    request.remote_address = "127.0.0.1";
    return request;
  }

  json yes() const {
    return {{"kind", "recurrence_of"}, {"from", "PM-3"}, {"to", "PM-1"},
            {"class", "R1"},           {"reason", "x"},  {"by", "Ada"}};
  }

  TeamCorpus team_;
  Routes routes_{team_.index(), team_.thesaurus(), [] { return kNow; }};
};

TEST_F(VerdictRoute, AppendsAndAnswersTheSettledPair) {
  const HttpResponse response = ask(decision(yes()));
  ASSERT_EQ(response.status, 201) << response.body;
  const json answer = json::parse(response.body);
  EXPECT_EQ(answer["pair"]["state"], "confirmed");
  EXPECT_EQ(answer["pair"]["class"], "R1");
  EXPECT_EQ(answer["pair"]["source"], "ledger");
  EXPECT_EQ(answer["verdict"]["at"], "2026-01-01T00:00:00Z");
  EXPECT_EQ(read_ledger(team_.corpus()).entries.size(), 1U);
}

TEST_F(VerdictRoute, DecisionIsTakenWhileAllIncidentsAreCompared) {
  for (std::size_t i = 0; i < kAskedPerCall; ++i) {
    const std::string number = std::to_string(i);
    team_.write(number + ".md", TeamCorpus::disk_again("DR-" + number, "2025-03-01"));
  }
  team_.update();
  HttpResponse answer;
  RecurrenceOptions options{.index = team_.index(), .patience = std::chrono::milliseconds(1)};
  Routes* busy = nullptr;
  options.asking = [&](std::size_t done, std::size_t) {
    if (done > kAskedPerCall) return;  // once is enough
    std::jthread([&] { answer = busy->answer(decision(yes())); });
  };
  Routes routes(team_.index(), team_.thesaurus(), [] { return kNow; },
                {.recurrence = std::move(options)});
  busy = &routes;
  routes.answer({.method = "GET", .path = "/api/v1/recurrences"});
  ASSERT_EQ(answer.status, 201) << answer.body;
  EXPECT_TRUE(json::parse(answer.body)["pair"].is_null());
  EXPECT_EQ(read_ledger(team_.corpus()).entries.size(), 1U);
}

TEST_F(VerdictRoute, RecurrencesFollowTheLedger) {
  const HttpResponse before = get("/api/v1/recurrences");
  const json suggested = json::parse(before.body);
  ASSERT_EQ(suggested["pairs"].size(), 1U);
  EXPECT_EQ(suggested["pairs"][0]["state"], "suggested");
  EXPECT_EQ(suggested["pairs"][0]["proposed_class"], "R1");
  EXPECT_GT(suggested["pairs"][0]["confidence"], 0);
  ask(decision(yes()));
  const HttpResponse after = get("/api/v1/recurrences");
  const json decided = json::parse(after.body);
  EXPECT_EQ(decided["pairs"][0]["state"], "confirmed");
  EXPECT_EQ(decided["families"][0]["incidents"], json({"PM-1", "PM-3"}));
  EXPECT_NE(before.headers, after.headers) << "the ETag follows the ledger";
}

TEST_F(VerdictRoute, HasTheShapeOfItsPage) {
  const json answer = json::parse(get("/api/v1/recurrences").body);
  for (const char* name :
       {"families", "pairs", "remediation_chains", "problems", "cooldown_s", "index", "took_ms"}) {
    EXPECT_TRUE(answer.contains(name)) << name;
  }
  for (const char* name : {"from", "to", "state", "class", "confidence", "by", "at", "reason",
                           "source", "same", "differs", "proposed_class", "proposed_because"}) {
    EXPECT_TRUE(answer["pairs"][0].contains(name)) << name;
  }
}

TEST_F(VerdictRoute, PageOfAnotherSiteIsRefused) {
  HttpRequest request = decision(yes());
  request.headers.emplace_back("origin", "https://evil.example");
  EXPECT_EQ(ask(request).status, 403);
  request.headers.back().second = "null";
  EXPECT_EQ(ask(request).status, 403);
  request.headers.back().second = "http://127.0.0.1:8080";
  EXPECT_EQ(ask(request).status, 201);
  EXPECT_EQ(read_ledger(team_.corpus()).entries.size(), 1U);
}

TEST_F(VerdictRoute, FormIsRefused) {
  HttpRequest request = decision(yes());
  request.headers = {{"content-type", "text/plain"}};
  EXPECT_EQ(ask(request).status, 415);
  request.headers = {};
  EXPECT_EQ(ask(request).status, 415);
}

TEST_F(VerdictRoute, OtherMachinesAreRefusedUnlessAllowed) {
  HttpRequest request = decision(yes());
  request.remote_address = "192.0.2.7";
  EXPECT_EQ(ask(request).status, 403);
  request.remote_address = "";
  EXPECT_EQ(ask(request).status, 403);
  Routes open(team_.index(), team_.thesaurus(), [] { return kNow; },
              {.recurrence = {}, .from = VerdictsFrom::kNetwork});
  request.remote_address = "192.0.2.7";
  EXPECT_EQ(open.answer(request).status, 201);
}

TEST_F(VerdictRoute, SaysWhatIsMissing) {
  json body = yes();
  body.erase("by");
  EXPECT_EQ(ask(decision(body)).status, 400);
  body = yes();
  body["form"] = "PM-3";
  EXPECT_EQ(ask(decision(body)).status, 400);
  body = yes();
  body["to"] = "PM-77";
  EXPECT_EQ(ask(decision(body)).status, 404);
  EXPECT_TRUE(read_ledger(team_.corpus()).entries.empty());
}

TEST_F(VerdictRoute, IsNotRead) {
  const HttpResponse response = get(std::string(kVerdictsPath));
  EXPECT_EQ(response.status, 405);
}

}  // namespace
}  // namespace dejavu
