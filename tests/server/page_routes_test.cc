// SPDX-License-Identifier: GPL-2.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "core/base/files.h"
#include "core/recurrence/ledger.h"
#include "server/html/verdict_form.h"
#include "server/routes/routes.h"
#include "tests/answer/indexed_corpus.h"
#include "tests/recurrence/team_corpus.h"
#include "tests/server/markup.h"

namespace dejavu {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;
using testing::StartsWith;

constexpr Instant kNow{std::chrono::seconds{1'767'225'600}};  // 2026-01-01

HttpRequest get_request(const std::string& target) {
  HttpRequest request;
  std::tie(request.path, request.query) = parse_target(target);
  request.headers = {{"accept", "text/html"}};
  return request;
}

class PageRoutes : public testing::Test {
 protected:
  HttpResponse get(const std::string& target) { return routes_.answer(get_request(target)); }

  static HttpRequest form(const std::string& body) {
    HttpRequest request{.method = "POST", .path = std::string(kVerdictFormPath), .body = body};
    request.headers = {
        {"host", "127.0.0.1:8080"}, {"origin", "http://127.0.0.1:8080"}, {"accept", "text/html"}};
    request.remote_address = "127.0.0.1";
    return request;
  }

  HttpResponse send(const std::string& body) { return routes_.answer(form(body)); }

  std::vector<LedgerEntry> ledger() const { return read_ledger(team_.corpus()).entries; }

  static std::string location(const HttpResponse& response) {
    for (const auto& [name, value] : response.headers) {
      if (name == "Location") return value;
    }
    return "";
  }

  TeamCorpus team_;
  Routes routes_{team_.index(),
                 team_.thesaurus(),
                 [] { return kNow; },
                 {.recurrence = {}, .edit_url = "https://code.example/{path}#L{line}"}};
};

const std::string kYes =
    "kind=recurrence_of&from=PM-3&to=PM-1&class=R1&reason=the+same+limit&by=Ada";

TEST_F(PageRoutes, EveryPageIsWellFormed) {
  for (const std::string target :
       {"/recurrences", "/actions", "/actions?state=all&type=prevent", "/trends",
        "/trends?by=quarter&last=5", "/review", "/review?week=2025-W27", "/review?step=3",
        "/compare", "/compare?a=PM-1&b=PM-3", "/incidents/PM-3"}) {
    const HttpResponse response = get(target);
    EXPECT_EQ(response.status, 200) << target;
    EXPECT_THAT(read_markup(response.body).faults, IsEmpty()) << target;
  }
}

TEST_F(PageRoutes, AddressesThatMakeNoSenseAreSaidAsAPage) {
  for (const auto& [target, status] :
       std::vector<std::pair<std::string, int>>{{"/review?week=soon", 400},
                                                {"/trends?by=person", 400},
                                                {"/actions?state=late", 400},
                                                {"/actions?type=x", 400},
                                                {"/compare?a=PM-1&b=PM-404", 404},
                                                {"/compare?a=PM-1&b=PM-1", 404},
                                                {"/verdicts", 405}}) {
    const HttpResponse response = get(target);
    EXPECT_EQ(response.status, status) << target;
    EXPECT_THAT(read_markup(response.body).faults, IsEmpty()) << target;
  }
}

TEST_F(PageRoutes, TheReviewSaysWhichWeeksItTakes) {
  const std::string page = get("/review?week=2026-11").body;
  EXPECT_THAT(page, HasSubstr("as in 2026-W47"));
  EXPECT_THAT(page, Not(HasSubstr("month=")));
}

TEST_F(PageRoutes, OtherMethodsAreRefusedWhereThereIsAPage) {
  const auto ask = [&](const std::string& method, const std::string& path) {
    return routes_.answer({.method = method, .path = path});
  };
  for (const std::string path : {"/incidents", "/incidents/PM-1", "/compare", "/trends"}) {
    for (const std::string method : {"POST", "PUT", "DELETE", "OPTIONS"}) {
      const HttpResponse response = ask(method, path);
      EXPECT_EQ(response.status, 405) << method << ' ' << path;
      EXPECT_EQ(response.headers.back(), std::pair(std::string("Allow"), std::string("GET, HEAD")));
    }
  }
  EXPECT_EQ(ask("DELETE", "/").status, 405);
  EXPECT_EQ(ask("POST", "/").status, 303);
  EXPECT_EQ(ask("POST", "/mcp").status, 404);
  EXPECT_EQ(ask("DELETE", "/verdicts").headers.back().first, "Allow");
}

TEST_F(PageRoutes, CompareTakesTheTwoInAnyOrder) {
  EXPECT_EQ(get("/compare?a=PM-1&b=PM-3").body, get("/compare?a=PM-3&b=PM-1").body);
  EXPECT_THAT(get("/compare?a=PM-1&b=PM-3").body, HasSubstr("name=\"from\" value=\"PM-3\""));
}

TEST_F(PageRoutes, VerdictIsWrittenAndTheBrowserSentBack) {
  const HttpResponse sent = send(kYes + "&back=%2Frecurrences");
  EXPECT_EQ(sent.status, 303);
  EXPECT_EQ(location(sent), "/recurrences?done=PM-3&with=PM-1#main");
  ASSERT_THAT(ledger(), SizeIs(1));
  EXPECT_EQ(ledger().front().recurrence_class, "R1");
  const std::string page = get("/recurrences?done=PM-3&with=PM-1").body;
  EXPECT_THAT(page, HasSubstr("Written to verdicts.jsonl, line 1."));
  EXPECT_THAT(page, HasSubstr("Undo"));
}

TEST_F(PageRoutes, UndoTakesItBack) {
  send(kYes);
  EXPECT_THAT(get("/compare?a=PM-3&b=PM-1").body, HasSubstr("value=\"retracted\""));
  const HttpResponse undone = send("kind=retracted&from=PM-3&to=PM-1&by=Ada");
  EXPECT_EQ(location(undone), "/compare?a=PM-3&b=PM-1&done=PM-3&with=PM-1#main");
  EXPECT_THAT(ledger(), SizeIs(2));
  const std::string page = get("/compare?a=PM-3&b=PM-1&done=PM-3&with=PM-1").body;
  EXPECT_THAT(page, HasSubstr("Taken back"));
  EXPECT_THAT(page, HasSubstr("Nobody has decided"));
}

TEST_F(PageRoutes, ClassGoesWithARecurrenceOnly) {
  EXPECT_EQ(send("kind=not_recurrence_of&from=PM-3&to=PM-1&class=R1&reason=x&by=Ada").status, 303);
  ASSERT_THAT(ledger(), SizeIs(1));
  EXPECT_THAT(ledger().front().recurrence_class, IsEmpty());
}

TEST_F(PageRoutes, FormThatLacksSomethingComesBackAsItWas) {
  for (const std::string body :
       {"kind=lookalike_of&from=PM-3&to=PM-1&reason=&by=Ada", "from=PM-3&to=PM-1&reason=why&by=Ada",
        "kind=recurrence_of&from=PM-3&to=PM-1&reason=why&by=",
        "kind=recurrence_of&from=PM-3&to=PM-404&reason=why&by=Ada", "nonsense"}) {
    const HttpResponse response = send(body);
    EXPECT_GE(response.status, 400) << body;
    EXPECT_THAT(response.body, HasSubstr("role=\"alert\"")) << body;
    EXPECT_THAT(read_markup(response.body).faults, IsEmpty()) << body;
  }
  EXPECT_THAT(send("kind=x&from=PM-3&to=PM-1&reason=why+so&by=Ada").body, HasSubstr("why so"));
  EXPECT_THAT(ledger(), IsEmpty());
}

TEST_F(PageRoutes, FormOfAnotherSiteIsRefused) {
  for (const std::string origin : {"https://evil.example", "null", ""}) {
    HttpRequest request = form(kYes);
    request.headers[1].second = origin;
    if (origin.empty()) request.headers.erase(request.headers.begin() + 1);
    EXPECT_EQ(routes_.answer(request).status, 403) << origin;
  }
  EXPECT_THAT(ledger(), IsEmpty());
  HttpRequest request = form(kYes);
  request.headers[1] = {"sec-fetch-site", "same-origin"};
  EXPECT_EQ(routes_.answer(request).status, 303);
}

TEST_F(PageRoutes, FormOfAnotherMachineIsRefused) {
  HttpRequest request = form(kYes);
  request.remote_address = "192.0.2.7";
  EXPECT_EQ(routes_.answer(request).status, 403);
  EXPECT_THAT(ledger(), IsEmpty());
}

TEST_F(PageRoutes, BackLeadsToNoOtherSite) {
  for (const std::string back : {"https%3A%2F%2Fevil.example", "%2F%2Fevil.example", "%2F",
                                 "%2Frecurrences%0D%0ASet-Cookie%3A+a", "%2Freview%3F%5C%5Cevil"}) {
    EXPECT_THAT(location(send(kYes + "&back=" + back)), StartsWith("/compare?a=PM-3&b=PM-1"))
        << back;
  }
}

TEST_F(PageRoutes, IncidentShowsDecisionsOfBothDirections) {
  send(kYes);
  EXPECT_THAT(get("/incidents/PM-3").body, HasSubstr("Came back from"));
  EXPECT_THAT(get("/incidents/PM-1").body, HasSubstr("Came back as"));
  EXPECT_THAT(get("/incidents/PM-1").body, HasSubstr("/compare?a=PM-3&amp;b=PM-1"));
}

TEST_F(PageRoutes, LinesOfTheFileAreLinksToTheCodeHost) {
  const Markup page = read_markup(get("/incidents/PM-1").body);
  EXPECT_NE(page.link_to("https://code.example/disk.md#L1"), nullptr);
  EXPECT_NE(page.link_to("https://code.example/disk.md#L8"), nullptr) << "the action item";
  Routes without(team_.index(), team_.thesaurus(), [] { return kNow; });
  EXPECT_THAT(without.answer(get_request("/incidents/PM-1")).body, Not(HasSubstr("code.example")));
}

TEST_F(PageRoutes, PagesLetTheirFormsSayWhereTheyComeFrom) {
  for (const auto& [name, value] : get("/compare").headers) {
    EXPECT_FALSE(name == "Referrer-Policy" && value != "same-origin");
  }
  EXPECT_THAT(get("/compare").body, HasSubstr("content=\"same-origin\""));
}

/// Addresses in a body are the author's; everything else is ours.
std::vector<std::string> faults_of(const std::string& html) {
  std::vector<std::string> faults;
  for (const std::string& fault : read_markup(html).faults) {
    if (!fault.starts_with("address: ")) faults.push_back(fault);
  }
  return faults;
}

TEST(HostileFiles, AreTextOnEveryPage) {
  const std::filesystem::path attacks = "../shared/data/hostile/owasp";
  if (!std::filesystem::exists(attacks)) {
    GTEST_SKIP() << "skipped: ../shared/data/hostile/owasp is not there";
  }
  const IndexedCorpus corpus(attacks);
  Routes routes(corpus.index(), corpus.thesaurus(), [] { return kTestNow; });
  Reader reader = corpus.reader();
  std::vector<std::string> targets = {
      "/",       "/?q=script+alert", "/incidents", "/recurrences", "/actions?state=all",
      "/trends", "/review"};
  for (const DocId doc : reader.newest_first()) {
    const std::string id = percent_encode(reader.card(doc).id);
    targets.push_back("/incidents/" + id);
    targets.push_back("/compare?a=" + id + "&b=" + id);
  }
  for (const std::string& target : targets) {
    const std::string html = routes.answer(get_request(target)).body;
    EXPECT_THAT(faults_of(html), IsEmpty()) << target;
    EXPECT_LE(read_markup(html).all("script").size(), 2U) << target;
    EXPECT_THAT(html, Not(HasSubstr("href=\"javascript:"))) << target;
  }
}

TEST(HostileFiles, GeneratedOnesAreTextOnEveryPage) {
  const std::filesystem::path file = "../shared/data/hostile/pathological/html_in_everything.md";
  if (!std::filesystem::exists(file)) {
    GTEST_SKIP() << "skipped: ../shared/data/hostile/pathological is not there";
  }
  IndexedCorpus corpus;
  corpus.with("<b>&quot;'.md", "# <i>Name</i> of a file\n\nIt was <script>bad()</script>.\n");
  const std::string text = read_file(file, std::size_t{1} << 20);
  corpus.with("one.md", text).with("two.md", text);
  corpus.build();
  Routes routes(corpus.index(), corpus.thesaurus(), [] { return kTestNow; });
  Reader reader = corpus.reader();
  std::vector<std::string> ids;
  for (const DocId doc : reader.newest_first()) ids.push_back(percent_encode(reader.card(doc).id));
  ASSERT_THAT(ids, SizeIs(3));
  for (const std::string& target :
       {"/incidents/" + ids[0], "/incidents/" + ids[1], "/incidents/" + ids[2],
        "/compare?a=" + ids[0] + "&b=" + ids[1], "/compare?a=" + ids[1] + "&b=" + ids[2],
        std::string("/recurrences"), std::string("/actions?state=all"), std::string("/review")}) {
    const HttpResponse response = routes.answer(get_request(target));
    EXPECT_EQ(response.status, 200) << target;
    EXPECT_THAT(faults_of(response.body), IsEmpty()) << target;
  }
}

}  // namespace
}  // namespace dejavu
