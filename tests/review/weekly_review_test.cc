// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/review/weekly_review.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "server/html/review_html.h"
#include "server/text/review_document.h"
#include "tests/recurrence/incident_facts.h"
#include "tests/review/team.h"

namespace dejavu {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

Period week(const std::string& name) { return *week_from(name); }

std::vector<std::string> ids_of(const std::vector<ReviewedIncident>& incidents) {
  std::vector<std::string> ids;
  for (const ReviewedIncident& incident : incidents) ids.push_back(incident.id);
  return ids;
}

TEST(Period, WeekBeginsOnMondayAndBelongsToTheYearOfItsThursday) {
  EXPECT_EQ(format_day(week("2026-W47").from), "2026-11-16");
  EXPECT_EQ(format_day(week("2026-W47").until), "2026-11-23");
  EXPECT_EQ(week_of(noon_of("2027-01-01")).name, "2026-W53");
  EXPECT_EQ(week_of(noon_of("2024-12-30")).name, "2025-W01");
  EXPECT_EQ(week_of(noon_of("2026-11-22")).name, "2026-W47");
}

TEST(Period, WeekThatTheYearDoesNotHaveIsNone) {
  EXPECT_TRUE(week_from("2026-W53"));
  for (const char* text :
       {"2025-W53", "2026-W00", "2026-W54", "2026-47", "2026-W4", "x026-W47", "2026-W-1", ""}) {
    EXPECT_FALSE(week_from(text)) << text;
  }
}

TEST(Period, MonthAndDaysAreHalfOpen) {
  EXPECT_EQ(format_day(month_from("2026-12")->until), "2027-01-01");
  EXPECT_FALSE(month_from("2026-13"));
  const auto days = days_between(noon_of("2026-11-01"), noon_of("2026-11-15"));
  EXPECT_EQ(format_day(days->from), "2026-11-01");
  EXPECT_EQ(format_day(days->until), "2026-11-16");
  EXPECT_FALSE(days_between(noon_of("2026-11-15"), noon_of("2026-11-01")));
}

TEST(WeeklyReview, HoldsTheIncidentsOfItsWeekAndNoOthers) {
  const Recurrences team =
      recurrences_of({incident_on("PM-1", "2026-11-15"), incident_on("PM-2", "2026-11-16"),
                      incident_on("PM-3", "2026-11-20"), incident_on("PM-4", "2026-11-23")},
                     {});
  EXPECT_THAT(ids_of(review_of(team, week("2026-W47"), noon_of("2027-01-01")).incidents),
              ElementsAre("PM-2", "PM-3"));
  EXPECT_THAT(ids_of(review_of(team, week("2026-W47"), noon_of("2026-11-18")).incidents),
              ElementsAre("PM-2"));
}

TEST(WeeklyReview, IncidentOfTheSameDaysInAnEarlierYearIsAnAnniversary) {
  const Recurrences team =
      recurrences_of({incident_on("PM-1", "2024-11-18"), incident_on("PM-2", "2025-11-25"),
                      incident_on("PM-3", "2026-11-18")},
                     {});
  const WeeklyReview review = review_of(team, week("2026-W47"), noon_of("2026-11-20"));
  EXPECT_THAT(ids_of(review.anniversaries), ElementsAre("PM-1"));
}

TEST(WeeklyReview, LeapDayComesRoundOnTheFirstOfMarch) {
  const Recurrences team = recurrences_of({incident_on("PM-1", "2024-02-29")}, {});
  const WeeklyReview review = review_of(team, week("2025-W09"), noon_of("2025-03-02"));
  EXPECT_THAT(ids_of(review.anniversaries), ElementsAre("PM-1"));
}

TEST(WeeklyReview, SaysWhenTheLastReviewWasHeld) {
  LedgerEntry held = decision("2026-11-12", LedgerKind::kReviewHeld, "", "");
  const Recurrences team = recurrences_of({incident_on("PM-1", "2026-11-18")}, {held});
  const WeeklyReview review = review_of(team, week("2026-W47"), noon_of("2026-11-20"));
  ASSERT_TRUE(review.last_held);
  EXPECT_EQ(review.last_held->by, "Ada");
  EXPECT_EQ(since_last_review(team.ledger, noon_of("2026-11-20")).from, held.at);
  EXPECT_EQ(since_last_review(Ledger(), noon_of("2026-11-20")).name, "2026-W47");
}

TEST(WeeklyReview, ReadingListSaysItsRule) {
  const Recurrences team =
      recurrences_of({incident_on("PM-1", "2025-01-10"), incident_on("PM-2", "2026-10-20")},
                     {decision("2026-10-21", LedgerKind::kRecurrenceOf, "PM-2", "PM-1")});
  const WeeklyReview review = review_of(team, week("2026-W47"), noon_of("2026-11-20"));
  ASSERT_TRUE(review.reread);
  EXPECT_EQ(review.reread->incident.id, "PM-1");
  EXPECT_THAT(review.reread->rule, HasSubstr("came back lately, as PM-2"));
}

TEST(WeeklyReview, YoungIncidentIsNotReread) {
  const Recurrences team = recurrences_of({incident_on("PM-1", "2026-10-20")}, {});
  EXPECT_FALSE(review_of(team, week("2026-W47"), noon_of("2026-11-20")).reread);
}

TEST(WeeklyReview, DemoWeekHasWhatItsPageSays) {
  const Recurrences* demo = demo_team();
  if (demo == nullptr) GTEST_SKIP() << "skipped: demo/ is not there";
  const WeeklyReview review = review_of(*demo, week("2026-W47"), demo_day());
  EXPECT_EQ(review.incidents.size(), 2U);
  EXPECT_EQ(review.overdue.size(), 14U);
  EXPECT_THAT(review.suggestions, Not(IsEmpty()));
  EXPECT_THAT(review.would_have_prevented, Not(IsEmpty()));
  EXPECT_TRUE(review.reread);
}

TEST(ReviewDocument, MarkupOfTheCorpusStaysText) {
  IncidentFacts odd = incident_on("PM-1", "2026-11-18");
  odd.title = "<script>alert(1)</script> *bold* [x](y)\x1b[31m";
  const WeeklyReview review =
      review_of(recurrences_of({odd}, {}), week("2026-W47"), noon_of("2026-11-20"));
  EXPECT_THAT(review_html(review), Not(HasSubstr("<script")));
  EXPECT_THAT(review_html(review), HasSubstr("&lt;script&gt;"));
  EXPECT_THAT(review_markdown(review), HasSubstr("\\*bold\\* \\[x\\]"));
  EXPECT_THAT(review_text(review), Not(HasSubstr("\x1b")));
}

TEST(ReviewDocument, HtmlNeedsNothingBesidesItself) {
  const WeeklyReview review = review_of(recurrences_of({incident_on("PM-1", "2026-11-18")}, {}),
                                        week("2026-W47"), noon_of("2026-11-20"));
  const std::string html = review_html(review);
  for (const char* foreign : {"src=", "<link", "url(", "http://", "https://"}) {
    EXPECT_THAT(html, Not(HasSubstr(foreign)));
  }
  EXPECT_THAT(html, HasSubstr("Learning review, 2026-W47"));
  EXPECT_THAT(html, HasSubstr("@media print"));
}

}  // namespace
}  // namespace dejavu
