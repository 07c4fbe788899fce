// SPDX-License-Identifier: GPL-2.0-or-later
#include <gmock/gmock.h>

#include "server/html/answer_html.h"
#include "tests/server/answers.h"
#include "tests/server/markup.h"

namespace dejavu {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

std::string page_of(const IncidentAnswer& answer) {
  const std::vector<SimilarIncidents> similar = {{"Earlier", {}}, {"Later", {full_hit("near")}}};
  return render_incident_page({.answer = answer, .similar = similar}, test_now());
}

TEST(IncidentPage, ShowsFactsSectionsActionsAndProblems) {
  const Markup page = read_markup(page_of(full_incident()));
  EXPECT_THAT(page.faults, IsEmpty());
  for (const std::string_view fact :
       {"Primary database directory removed", "2017-01-31 18:00 UTC", "2017-02-01 18:00 UTC",
        "2 h 5 min", "45 min", "1 d", "Test the backups", "20 days overdue", "Rename the hosts",
        "load rises", "later", "line 7: read as day and month", "2017/database.md",
        "gitlab-2017-01-31", "FATAL: no such file", "S1", "somebody", "Backups were never restored",
        "there the disk was full"}) {
    EXPECT_THAT(page.text, HasSubstr(fact));
  }
  EXPECT_NE(page.link_to("/?service=postgres"), nullptr);
  EXPECT_NE(page.link_to("/incidents/near"), nullptr);
}

TEST(IncidentPage, RenderedMarkdownIsTheOnlyMarkupOfTheFile) {
  IncidentAnswer answer = full_incident();
  const std::string bad(kHostile);
  Postmortem& p = answer.postmortem;
  p.title = p.path = p.id = p.severity = p.status = p.company = p.environment = bad;
  p.services = p.teams = p.tags = p.authors = p.signatures = p.sources = {bad};
  p.extra = {{bad, bad}};
  p.relations.front().id = p.relations.front().tell_apart = bad;
  p.action_items.front().text = p.action_items.front().link = p.action_items.front().owner = bad;
  p.timeline.front().text = p.timeline.front().time_text = bad;
  p.contributing_factors = {{bad, bad}};
  p.diagnostics.front().message = p.diagnostics.front().code = bad;
  p.sections.front().heading = bad;
  const Markup page = read_markup(page_of(answer));
  EXPECT_THAT(page.faults, IsEmpty());
  EXPECT_EQ(page.all("script").size(), 2u) << "ours";
  EXPECT_EQ(page.all("em").size(), 1u) << "from Section::html";
}

TEST(IncidentPage, OnlyWebAddressesBecomeLinks) {
  const Markup page = read_markup(page_of(full_incident()));
  const Tag* source = page.link_to("https://example.org/report");
  ASSERT_NE(source, nullptr);
  EXPECT_EQ(source->attributes.at("rel"), "noopener noreferrer nofollow");
  EXPECT_THAT(page.text, HasSubstr("javascript:alert(1)"));
}

TEST(IncidentPage, RepeatedHeadingsGetAnchorsOfTheirOwn) {
  const Markup page = read_markup(page_of(full_incident()));
  EXPECT_NE(page.by_id("s-summary"), nullptr);
  EXPECT_NE(page.by_id("s-summary-2"), nullptr);
  EXPECT_NE(page.link_to("#s-summary-2"), nullptr);
}

TEST(IncidentPage, BareIncidentIsStillAPage) {
  IncidentAnswer answer;
  answer.postmortem.title = "Bare";
  answer.postmortem.id = "bare";
  const Markup page = read_markup(render_incident_page({.answer = answer}, test_now()));
  EXPECT_THAT(page.faults, IsEmpty());
  EXPECT_THAT(page.text, HasSubstr("no date"));
  EXPECT_THAT(page.text, Not(HasSubstr("Nobody knew")));
  EXPECT_THAT(page.text, HasSubstr("None of the other files"));
}

TEST(IncidentPage, SimilarOnesAreToldApartByTime) {
  const std::vector<SimilarIncidents> both = {{"Earlier", {full_hit("first")}},
                                              {"Later", {full_hit("last")}}};
  const IncidentAnswer full = full_incident();
  const Markup page =
      read_markup(render_incident_page({.answer = full, .similar = both}, test_now()));
  EXPECT_THAT(page.faults, IsEmpty());
  const std::size_t similar = page.text.find("Similar incidents");
  const std::size_t earlier = page.text.find("Earlier", similar);
  const std::size_t later = page.text.find("Later", similar);
  EXPECT_LT(earlier, later);
  EXPECT_NE(later, std::string::npos);
  EXPECT_THAT(page.text, HasSubstr("likely the same, 83\u00a0%"));
  EXPECT_THAT(read_markup(page_of(full_incident())).text, Not(HasSubstr("Earlier")))
      << "no heading without an incident";
}

TEST(IncidentPage, TableOfTheTimelineStaysAsTheFileHasIt) {
  IncidentAnswer answer = full_incident();
  answer.postmortem.sections[1].html =
      "<p>All times are "
      "local.</p>\n<table>\n<tbody>\n<tr><td>18:00</td></tr>\n</tbody>\n</table>\n";
  const Markup page = read_markup(page_of(answer));
  EXPECT_THAT(page.faults, IsEmpty());
  EXPECT_THAT(page.text, HasSubstr("All times are local."));
  EXPECT_THAT(page.text, Not(HasSubstr("load rises"))) << "told once, not twice";
}

}  // namespace
}  // namespace dejavu
