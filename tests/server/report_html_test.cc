// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/html/report_html.h"

#include <gmock/gmock.h>

#include "server/html/report_parts.h"
#include "server/html/trend_sentences.h"
#include "server/text/review_figures_text.h"
#include "tests/server/answers.h"
#include "tests/server/markup.h"

namespace dejavu {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

IncidentFacts incident(const std::string& id, const std::string& began) {
  IncidentFacts facts;
  facts.id = id;
  facts.path = id + ".md";
  facts.title = "Title of " + id;
  facts.severity = "sev2";
  facts.services = {"queue"};
  facts.started_at = day(began);
  facts.resolved_at = day(began);
  facts.action_items = {{.id = id + "-A1",
                         .text = "Limit the queue",
                         .type = ActionType::kPrevent,
                         .owner = "storage",
                         .due = day("2026-10-11")}};
  return facts;
}

/// PM-1 came back as PM-2; PM-4 waits; PM-3 looks like PM-1.
Recurrences team() {
  Recurrences all;
  all.incidents = {incident("PM-1", "2025-01-10"), incident("PM-2", "2025-06-10"),
                   incident("PM-3", "2025-09-10"), incident("PM-4", "2026-11-17")};
  all.pairs = {
      {.from = "PM-2",
       .to = "PM-1",
       .state = PairState::kConfirmed,
       .recurrence_class = "R1",
       .by = "Ada",
       .reason = "the limit was never set"},
      {.from = "PM-3", .to = "PM-1", .state = PairState::kLookalike, .reason = "no queue"}};
  all.suggestions = {{.from = "PM-4",
                      .to = "PM-2",
                      .confidence = 0.6,
                      .same = {"same service: queue"},
                      .differs = {"other trigger"},
                      .proposed = {"R1", "PM-2-A1 was still open"}}};
  all.families = families(all.incidents, all.pairs);
  all.remediation_chains = {{"PM-2", "PM-3"}};
  all.problems = {{"verdicts.jsonl", {.line = 3, .code = "ledger-line-torn", .message = "torn"}}};
  all.cooldown = kDefaultCooldown;
  all.index.stats.updated_at = test_now();
  return all;
}

/// Every text of the team replaced by the hostile one.
Recurrences hostile_team() {
  const std::string bad(kHostile);
  Recurrences all = team();
  for (IncidentFacts& one : all.incidents) {
    one.title = one.severity = one.path = bad;
    one.services = one.tags = one.teams = {bad};
    one.action_items.front().text = one.action_items.front().owner = bad;
    one.action_items.front().id = one.action_items.front().link = bad;
  }
  all.incidents.front().id = bad;
  for (SettledPair& pair : all.pairs) {
    pair.to = pair.reason = pair.by = pair.recurrence_class = bad;
  }
  all.suggestions.front() = {.from = bad,
                             .to = bad,
                             .confidence = 0.5,
                             .same = {bad},
                             .differs = {bad},
                             .proposed = {bad, bad}};
  all.families.front() = {.id = bad, .incidents = {bad, "PM-2"}, .services = {bad}};
  all.remediation_chains = {{bad, bad}};
  all.problems = {{bad, {.line = 1, .code = bad, .message = bad}}};
  return all;
}

ReportContext context_at(const std::string& address) {
  return {.now = test_now(), .address = address, .written = {}};
}

Markup recurrences_of(const Recurrences& all) {
  return read_markup(render_recurrences_page(all, context_at("/recurrences")));
}

Markup actions_of(const Recurrences& all, const ActionsFilter& filter) {
  return read_markup(render_actions_page(
      {.report = report_actions(all, test_now()), .filter = filter, .index = all.index},
      context_at("/actions")));
}

Markup trends_of(const Recurrences& all) {
  const Figures figures = figures_of(all, {.now = test_now(), .by = Grouping::kService});
  return read_markup(render_trends_page({.figures = figures, .by = "service", .index = all.index},
                                        context_at("/trends")));
}

Markup review_of_week(const Recurrences& all, std::size_t step) {
  return read_markup(render_review_page(
      {.review = review_of(all, week_of(test_now()), test_now()), .step = step, .index = all.index},
      context_at("/review?week=2026-W47")));
}

TEST(RecurrencesPage, TellsWhatWaitsBeforeWhatIsDecided) {
  const Markup page = recurrences_of(team());
  EXPECT_THAT(page.faults, IsEmpty());
  for (const std::string_view text :
       {"1 recurrence confirmed in 1 family, 0 turned down, 1 look-alike; 1 pair waits",
        "PM-2-A1 was still open", "the limit was never set", "the first time", "no queue",
        "verdicts.jsonl, line 3: torn"}) {
    EXPECT_THAT(page.text, HasSubstr(text));
  }
  EXPECT_LT(page.text.find("same service: queue"), page.text.find("Families"));
  EXPECT_NE(page.link_to("/compare?a=PM-4&b=PM-2"), nullptr);
  EXPECT_NE(page.by_id("reason-1"), nullptr);
}

TEST(RecurrencesPage, DrawsEachIncidentOfAFamilyThatItsTableHas) {
  const Markup page = recurrences_of(team());
  ASSERT_THAT(page.all("path"), SizeIs(2));
  EXPECT_THAT(page.all("svg"), SizeIs(3)) << "the drawing and a mark for each";
}

TEST(RecurrencesPage, ManySuggestionsAreCountedAndNotAllShown) {
  Recurrences all = team();
  all.suggestions.resize(kSuggestionsShown + 5, all.suggestions.front());
  const Markup page = recurrences_of(all);
  EXPECT_THAT(page.faults, IsEmpty());
  EXPECT_THAT(page.text, HasSubstr("5 more wait"));
  EXPECT_NE(page.by_id("pair-20"), nullptr);
  EXPECT_EQ(page.by_id("pair-21"), nullptr);
}

TEST(RecurrencesPage, WhatWasWrittenCanBeUndone) {
  ReportContext context = context_at("/recurrences");
  context.written = LedgerEntry{.by = "Ada",
                                .kind = LedgerKind::kNotRecurrenceOf,
                                .from = "PM-4",
                                .to = "PM-2",
                                .reason = "another lock",
                                .line = 7};
  const Markup page = read_markup(render_recurrences_page(team(), context));
  EXPECT_THAT(page.faults, IsEmpty());
  EXPECT_THAT(page.text, HasSubstr("Written to verdicts.jsonl, line 7."));
  EXPECT_THAT(page.text, HasSubstr("Undo"));
  context.written->kind = LedgerKind::kRetracted;
  const Markup taken_back = read_markup(render_recurrences_page(team(), context));
  EXPECT_THAT(taken_back.text, HasSubstr("Taken back"));
  EXPECT_THAT(taken_back.text, Not(HasSubstr("Undo")));
}

TEST(RecurrencesPage, EmptyIndexSaysWhatToDo) {
  const Markup page = recurrences_of({});
  EXPECT_THAT(page.faults, IsEmpty());
  EXPECT_THAT(page.text, HasSubstr("dejavu index update"));
}

TEST(RecurrencesPage, OldIndexIsCalledOld) {
  Recurrences all = team();
  EXPECT_THAT(recurrences_of(all).text, Not(HasSubstr("out of date")));
  all.index.stats.updated_at = test_now() - kStaleIndex;
  EXPECT_THAT(recurrences_of(all).text, HasSubstr("out of date"));
}

TEST(ActionsPage, OverdueOnesStandFirstAndEachSaysWhatItWouldHavePrevented) {
  Recurrences all = team();
  all.incidents[2].action_items.front().due = day("2026-12-24");
  const Markup page = actions_of(all, {.state = "open", .type = ""});
  EXPECT_THAT(page.faults, IsEmpty());
  EXPECT_THAT(page.text, HasSubstr("41 days overdue"));
  EXPECT_THAT(page.text, HasSubstr("Would have prevented"));
  EXPECT_LT(page.text.rfind("41 days overdue"), page.text.find("due 2026-12-24"));
  EXPECT_NE(page.link_to("/actions?state=overdue"), nullptr);
}

TEST(ActionsPage, FilterThatFindsNothingLeadsOn) {
  const Markup page = actions_of(team(), {.state = "verified", .type = ""});
  EXPECT_THAT(page.faults, IsEmpty());
  EXPECT_NE(page.link_to("/actions?state=all"), nullptr);
  EXPECT_THAT(actions_of({}, {}).text, HasSubstr("No postmortem has action items"));
}

TEST(TrendsPage, SmallTeamIsToldThatItIsTooFew) {
  const Markup page = trends_of(team());
  EXPECT_THAT(page.faults, IsEmpty());
  EXPECT_THAT(page.text, HasSubstr("1 of 4 incidents came back"));
  EXPECT_THAT(page.text, HasSubstr("Too few to tell"));
  EXPECT_THAT(trends_of({}).text, HasSubstr("no incident with a date"));
}

/// A team of many years: every chart has enough to stand on.
Recurrences large_team() {
  Recurrences all = team();
  for (int i = 0; i < 200; ++i) {
    const Instant at = day("2020-01-01T00:00Z").at + std::chrono::days(10 * i);
    const std::string id = "L-" + std::to_string(i);
    all.incidents.push_back(incident(id, format_instant(at)));
    all.incidents.back().resolved_at = Moment{.at = at + std::chrono::hours(3)};
    all.incidents.back().known_at = Moment{.at = at + std::chrono::minutes(5 + i % 20)};
    all.incidents.back().raised_at = Moment{.at = at + std::chrono::minutes(30)};
    if (i % 10 == 0 && i > 0) {
      all.pairs.push_back({.from = id, .to = "L-" + std::to_string(i - 10)});
    }
  }
  std::sort(all.incidents.begin(), all.incidents.end(),
            [](const auto& a, const auto& b) { return a.started_at->at < b.started_at->at; });
  return all;
}

TEST(TrendsPage, EveryChartStandsAboveItsTableAndItsSentence) {
  const Markup page = trends_of(large_team());
  EXPECT_THAT(page.faults, IsEmpty());
  for (const char* id : {"by-quarter", "blind", "silence", "repairs", "services", "groups"}) {
    EXPECT_NE(page.by_id(id), nullptr) << id;
  }
  std::size_t drawings = 0;
  for (const Tag* svg : page.all("svg")) {
    if (svg->attributes.count("role") == 0) continue;
    ++drawings;
    EXPECT_FALSE(svg->attributes.at("aria-label").empty());
  }
  EXPECT_EQ(drawings, 7U) << "headline, quarters, two gaps, repairs, services, groups";
  EXPECT_GE(page.all("table").size(), 6U);
  EXPECT_THAT(page.text, HasSubstr("95 % interval"));
  EXPECT_THAT(page.text, HasSubstr("Chance to see a halving"));
}

TEST(TrendsPage, AChanceIsNeverNothing) {
  EXPECT_EQ(p_text(0.00001), "< 0.001");
  EXPECT_EQ(p_text(0.001), "0.001");
  EXPECT_EQ(p_text(0.0456), "0.046");
  EXPECT_EQ(p_text(0.453), "0.45");
  EXPECT_THAT(halves_sentence(HalvesFigure{.later = {"PM-1"}, .p = 1e-9}),
              HasSubstr("(p < 0.001)"));
}

TEST(ReviewPage, WholeReviewHasAllPartsAndAStepHasOne) {
  const Markup whole = review_of_week(team(), 0);
  EXPECT_THAT(whole.faults, IsEmpty());
  EXPECT_THAT(whole.text, HasSubstr("Title of PM-4"));
  EXPECT_THAT(whole.text, HasSubstr("Do these belong together?"));
  EXPECT_NE(whole.link_to("/review?week=2026-W46"), nullptr);
  EXPECT_EQ(whole.link_to("/review?week=2026-W48"), nullptr) << "that week has not begun";
  const Markup step = review_of_week(team(), 2);
  EXPECT_THAT(step.faults, IsEmpty());
  EXPECT_THAT(step.text, HasSubstr("Do these belong together?"));
  EXPECT_THAT(step.text, Not(HasSubstr("New incidents")));
  EXPECT_NE(step.link_to("/review?week=2026-W47&step=1"), nullptr);
  EXPECT_NE(step.link_to("/review?week=2026-W47&step=3"), nullptr);
}

TEST(ReviewPage, StepBeyondTheEndIsTheLastOne) {
  const Markup last = review_of_week(team(), 1000);
  EXPECT_THAT(last.faults, IsEmpty());
  for (const Tag* link : last.all("a")) {
    const auto rel = link->attributes.find("rel");
    EXPECT_FALSE(rel != link->attributes.end() && rel->second == "next");
  }
}

TEST(ReportPages, HostileTextsStayText) {
  const Recurrences bad = hostile_team();
  for (const Markup& page : {recurrences_of(bad), actions_of(bad, {}), trends_of(bad),
                             review_of_week(bad, 0), review_of_week(bad, 2)}) {
    EXPECT_THAT(page.faults, IsEmpty());
    EXPECT_THAT(page.all("script"), SizeIs(2)) << "ours";
    EXPECT_THAT(page.all("img"), IsEmpty());
  }
  EXPECT_THAT(recurrences_of(bad).text, HasSubstr("<script>alert(1)</script>"));
}

}  // namespace
}  // namespace dejavu
