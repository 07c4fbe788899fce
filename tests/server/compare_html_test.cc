// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/html/compare_html.h"

#include <gmock/gmock.h>

#include "tests/server/answers.h"
#include "tests/server/markup.h"

namespace dejavu {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

ComparedIncident incident(const std::string& id, const std::string& began) {
  ComparedIncident one;
  one.postmortem = full_incident().postmortem;
  one.postmortem.id = id;
  one.postmortem.title = "Title of " + id;
  one.postmortem.started_at = day(began);
  one.postmortem.resolved_at.reset();
  one.card = full_hit(id).card;
  return one;
}

ComparePage two_incidents() {
  ComparePage page{.later = incident("PM-7", "2026-01-02T10:00Z"),
                   .earlier = incident("PM-1", "2025-01-02T10:00Z")};
  page.later.postmortem.services = {"postgres"};
  page.later.postmortem.trigger = "capacity";
  page.same = {"same service: postgres"};
  page.differs = {"other trigger"};
  page.form = {.from = "PM-7", .to = "PM-1", .proposed = {"R1", "A1 was open"}, .mark = "1"};
  return page;
}

Markup page_of(const ComparePage& page, const ReportContext& context) {
  return read_markup(render_compare_page(page, context));
}

ReportContext context_now() {
  return {.now = test_now(), .address = "/compare?a=PM-7&b=PM-1", .written = {}};
}

TEST(ComparePage, TellsWhatIsTheSameAndWhatDiffers) {
  const Markup page = page_of(two_incidents(), context_now());
  EXPECT_THAT(page.faults, IsEmpty());
  for (const std::string_view text :
       {"Earlier", "Later", "Title of PM-1", "Title of PM-7", "same service: postgres",
        "other trigger", "partly", "differs", "Copied the data back", "Nobody has decided",
        "R1? A1 was open"}) {
    EXPECT_THAT(page.text, HasSubstr(text));
  }
  EXPECT_LT(page.text.find("Title of PM-1"), page.text.find("Title of PM-7"));
}

TEST(ComparePage, FormNamesBothAndAsksForAReason) {
  const Markup page = page_of(two_incidents(), context_now());
  const Tag* reason = page.by_id("reason-1");
  ASSERT_NE(reason, nullptr);
  EXPECT_EQ(reason->attributes.count("required"), 1U);
  std::map<std::string, std::string> sent;
  for (const Tag* input : page.all("input")) {
    if (input->attributes.count("value") > 0) {
      sent[input->attributes.at("name")] = input->attributes.at("value");
    }
  }
  EXPECT_EQ(sent["from"], "PM-7");
  EXPECT_EQ(sent["to"], "PM-1");
}

TEST(ComparePage, DecisionOfTheLedgerCanBeUndoneAndThatOfAFileCannot) {
  ComparePage page = two_incidents();
  page.settled = {{.from = "PM-7",
                   .to = "PM-1",
                   .state = PairState::kConfirmed,
                   .recurrence_class = "R2",
                   .by = "Ada",
                   .reason = "the same lock",
                   .source = DecisionSource::kLedger}};
  const Markup in_ledger = page_of(page, context_now());
  EXPECT_THAT(in_ledger.faults, IsEmpty());
  EXPECT_THAT(in_ledger.text, HasSubstr("The same again: R2,\nthe fix did not work."));
  EXPECT_THAT(in_ledger.text, HasSubstr("verdicts.jsonl"));
  EXPECT_THAT(in_ledger.text, HasSubstr("Undo"));
  page.settled.front().source = DecisionSource::kFrontMatter;
  const Markup in_file = page_of(page, context_now());
  EXPECT_THAT(in_file.text, HasSubstr("to undo it, change the file"));
  EXPECT_THAT(in_file.text, Not(HasSubstr("Undo")));
}

TEST(ComparePage, WhatWasSentWrongStandsInTheFormAgain) {
  ComparePage page = two_incidents();
  page.form.kind = "lookalike_of";
  page.form.reason = "other \"cause\"";
  page.form.problem = "nobody stands for this decision";
  const Markup markup = page_of(page, context_now());
  EXPECT_THAT(markup.faults, IsEmpty());
  EXPECT_EQ(markup.by_id("reason-1")->attributes.at("value"), "other \"cause\"");
  EXPECT_THAT(markup.text, HasSubstr("nobody stands for this decision"));
  for (const Tag* input : markup.all("input")) {
    if (input->attributes.count("checked") > 0) {
      EXPECT_EQ(input->attributes.at("value"), "lookalike_of");
    }
  }
}

TEST(ComparePage, HostileTextsStayText) {
  const std::string bad(kHostile);
  ComparePage page = two_incidents();
  for (ComparedIncident* one : {&page.later, &page.earlier}) {
    Postmortem& p = one->postmortem;
    p.title = p.id = p.trigger = p.severity = p.environment = p.detected_by = p.path = bad;
    p.services = p.teams = p.tags = {bad};
    p.contributing_factors = {{bad, bad}};
    one->card.fixed_by = one->card.first_check = one->card.wrong_turns = bad;
  }
  page.same = page.differs = {bad};
  page.settled = {{.from = bad, .to = bad, .recurrence_class = bad, .by = bad, .reason = bad}};
  page.form = {.from = bad,
               .to = bad,
               .proposed = {bad, bad},
               .back = bad,
               .mark = "1",
               .kind = bad,
               .recurrence_class = bad,
               .reason = bad,
               .by = bad,
               .problem = bad};
  const std::string html = render_compare_page(
      page, {.now = test_now(), .address = bad, .written = LedgerEntry{.by = bad, .from = bad}});
  const Markup markup = read_markup(html);
  EXPECT_THAT(markup.faults, IsEmpty());
  EXPECT_THAT(markup.all("script"), SizeIs(2)) << "ours";
  EXPECT_THAT(markup.all("img"), IsEmpty());
  EXPECT_THAT(html, Not(HasSubstr("\x01")));
}

TEST(ComparePage, ChoiceSaysWhatIsMissing) {
  const Markup markup = read_markup(render_compare_choice(
      {.a = "PM-1", .b = "", .problem = "There is no such incident.", .index = {}}, test_now()));
  EXPECT_THAT(markup.faults, IsEmpty());
  EXPECT_EQ(markup.by_id("a")->attributes.at("value"), "PM-1");
  EXPECT_THAT(markup.text, HasSubstr("There is no such incident."));
}

}  // namespace
}  // namespace dejavu
