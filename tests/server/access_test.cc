// SPDX-License-Identifier: GPL-2.0-or-later
// Who is let in, who decides, and what the log says of it.
#include "server/routes/access.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "core/base/sha256.h"
#include "core/recurrence/ledger.h"
#include "server/html/verdict_form.h"
#include "server/routes/routes.h"
#include "server/routes/verdict_route.h"
#include "tests/recurrence/team_corpus.h"

namespace dejavu {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

const std::string kToken = "dejavu_of_ana";
const std::string kBasicOfToken = "YW55Ym9keTpkZWphdnVfb2ZfYW5h";  // "anybody:dejavu_of_ana"

std::vector<AccessToken> tokens() {
  return {{"Ana Costa", sha256_hex(kToken)}, {"Ben", sha256_hex("dejavu_of_ben")}};
}

HttpRequest request_from(const std::string& address, const std::string& authorization = "") {
  HttpRequest request{.remote_address = address};
  if (!authorization.empty()) request.headers = {{"authorization", authorization}};
  return request;
}

TEST(Access, WithoutTokensEverybodyIsLetInWithoutAName) {
  for (const std::string authorization : {"", "Bearer x", "Basic !"}) {
    const Admission admission = admit(request_from("192.0.2.7", authorization), {});
    EXPECT_FALSE(admission.refusal);
    EXPECT_EQ(admission.caller, "");
  }
}

TEST(Access, ATokenNamesWhoSendsItFromAnywhere) {
  for (const std::string address : {"127.0.0.1", "192.0.2.7"}) {
    for (const std::string& authorization :
         {"Bearer " + kToken, "bearer   " + kToken, "Basic " + kBasicOfToken}) {
      const Admission admission = admit(request_from(address, authorization), tokens());
      EXPECT_FALSE(admission.refusal) << authorization;
      EXPECT_EQ(admission.caller, "Ana Costa") << authorization;
    }
  }
}

TEST(Access, OnlyThisMachineNeedsNone) {
  for (const std::string address : {"127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"}) {
    EXPECT_FALSE(admit(request_from(address), tokens()).refusal) << address;
  }
  for (const std::string address : {"192.0.2.7", "::ffff:192.0.2.7", "2001:db8::1", "", "1127.0"}) {
    const Admission admission = admit(request_from(address), tokens());
    ASSERT_TRUE(admission.refusal) << address;
    EXPECT_EQ(admission.refusal->status, 401);
    EXPECT_EQ(admission.refusal->headers.back().first, "WWW-Authenticate");
  }
}

TEST(Access, AWrongTokenIsRefusedWhereverItComesFrom) {
  for (const std::string authorization :
       {"Bearer", "Bearer x", "Bearer ", "Basic", "Basic ====", "Basic !!!!",
        "Basic YW55Ym9keQ==", "Digest dejavu_of_ana", "dejavu_of_ana", "Basic YW55Ym9keTo="}) {
    const Admission admission = admit(request_from("127.0.0.1", authorization), tokens());
    ASSERT_TRUE(admission.refusal) << authorization;
    EXPECT_EQ(admission.refusal->status, 401);
    EXPECT_EQ(admission.caller, "");
  }
}

TEST(Access, TheLogTellsOfRefusalsAndDecisionsAlone) {
  HttpRequest request = request_from("192.0.2.7");
  request.path = "/x\r2026 dejavu: all is well";
  EXPECT_EQ(audit_line(request, {.status = 200}), "");
  EXPECT_EQ(audit_line(request, {.status = 404}), "");
  const std::string refused = audit_line(request, {.status = 401});
  EXPECT_EQ(refused, R"(401 GET "/x 2026 dejavu: all is well" from "192.0.2.7")");
  request.method = "POST";
  request.path = kVerdictsPath;
  request.caller = "Ana Costa";
  EXPECT_EQ(audit_line(request, {.status = 201}),
            R"(201 POST "/api/v1/verdicts" from "192.0.2.7" by "Ana Costa")");
}

class GuardedRoutes : public testing::Test {
 protected:
  HttpRequest decision(const std::string& by) const {
    HttpRequest request = request_from("192.0.2.7", "Bearer " + kToken);
    request.method = "POST";
    request.path = kVerdictsPath;
    request.headers.emplace_back("content-type", "application/json");
    request.body = nlohmann::json{{"kind", "recurrence_of"}, {"from", "PM-3"},   {"to", "PM-1"},
                                  {"class", "R1"},           {"reason", "same"}, {"by", by}}
                       .dump();
    return request;
  }

  HttpRequest read(const std::string& path) const {
    HttpRequest request = request_from("192.0.2.7");
    std::tie(request.path, request.query) = parse_target(path);
    return request;
  }

  TeamCorpus team_;
  std::vector<std::string> log_;
  Routes routes_{
      team_.index(),
      team_.thesaurus(),
      [] { return Instant{std::chrono::seconds{1'767'225'600}}; },
      {.tokens = tokens(), .audit = [this](std::string_view line) { log_.emplace_back(line); }}};
};

TEST_F(GuardedRoutes, NothingButTheProbesIsForEverybody) {
  for (const std::string path :
       {"/", "/?q=disk", "/api/v1/search?q=disk", "/api/v1/verdicts", "/incidents/PM-1",
        "/static/style.css", "/recurrences", "/verdicts", "/no-such-page"}) {
    const HttpResponse response = routes_.answer(read(path));
    EXPECT_EQ(response.status, 401) << path;
    EXPECT_THAT(response.body, Not(HasSubstr("PM-"))) << path;
  }
  EXPECT_EQ(log_.size(), 9U);
  EXPECT_EQ(routes_.answer(read("/healthz")).status, 200);
  EXPECT_EQ(routes_.answer(read("/readyz")).status, 200);
}

TEST_F(GuardedRoutes, ABrowserIsAskedForThePasswordAndReadsAPage) {
  HttpRequest request = read("/");
  request.headers.emplace_back("accept", "text/html");
  const HttpResponse refused = routes_.answer(request);
  EXPECT_THAT(refused.content_type, HasSubstr("text/html"));
  EXPECT_EQ(refused.headers.back().first, "WWW-Authenticate");
  EXPECT_THAT(refused.headers.back().second, HasSubstr("Basic realm"));
  request.headers.emplace_back("authorization", "Basic " + kBasicOfToken);
  EXPECT_EQ(routes_.answer(request).status, 200);
}

TEST_F(GuardedRoutes, TheLogTellsWhyAPageFailed) {
  std::filesystem::remove_all(team_.index());
  HttpRequest request = read("/incidents%0A");
  request.remote_address = "127.0.0.1";
  request.headers.emplace_back("accept", "text/html");
  EXPECT_EQ(routes_.answer(request).status, 503);
  EXPECT_THAT(log_, ElementsAre(HasSubstr("GET \"/incidents \": There is no index")));
}

TEST_F(GuardedRoutes, WhoDecidesIsWhoseTokenItIs) {
  EXPECT_EQ(routes_.answer(decision("Somebody else")).status, 201);
  EXPECT_EQ(read_ledger(team_.corpus()).entries.back().by, "Ana Costa");
  EXPECT_THAT(log_, ElementsAre(HasSubstr("by \"Ana Costa\"")));
}

TEST_F(GuardedRoutes, FormsDoNotAskForANameThatTheTokenTells) {
  HttpRequest request = read("/compare?a=PM-1&b=PM-3");
  request.headers.emplace_back("authorization", "Bearer " + kToken);
  const std::string page = routes_.answer(request).body;
  EXPECT_THAT(page, HasSubstr("Ana Costa"));
  EXPECT_THAT(page, Not(HasSubstr("name=\"by\"")));
  request.remote_address = "127.0.0.1";
  request.headers.clear();
  EXPECT_THAT(routes_.answer(request).body, HasSubstr("name=\"by\""));
}

TEST_F(GuardedRoutes, AFormIsSignedByTheToken) {
  HttpRequest request = read(std::string(kVerdictFormPath));
  request.method = "POST";
  request.headers = {{"host", "dejavu.example"},
                     {"origin", "http://dejavu.example"},
                     {"authorization", "Basic " + kBasicOfToken}};
  request.body = "kind=recurrence_of&from=PM-3&to=PM-1&class=R1&reason=same";
  EXPECT_EQ(routes_.answer(request).status, 303);
  EXPECT_EQ(read_ledger(team_.corpus()).entries.back().by, "Ana Costa");
  // A browser sends the password with every form, whoever wrote it.
  request.headers[1].second = "http://evil.example";
  EXPECT_EQ(routes_.answer(request).status, 403);
}

}  // namespace
}  // namespace dejavu
