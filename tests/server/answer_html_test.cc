// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/html/answer_html.h"

#include <gmock/gmock.h>

#include "server/html/times.h"
#include "tests/server/answers.h"
#include "tests/server/markup.h"

namespace dejavu {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

PageState asked(std::string question) {
  PageState state;
  state.question = std::move(question);
  return state;
}

std::string results_of(const SearchAnswer& answer) {
  return render_results(answer, asked("directory removed"), test_now());
}

bool in_order(std::string_view text, std::initializer_list<std::string_view> pieces) {
  std::size_t at = 0;
  for (const std::string_view piece : pieces) {
    at = text.find(piece, at);
    if (at == std::string_view::npos) return false;
  }
  return true;
}

/// Every text of an answer replaced by the hostile one.
HitAnswer hostile_hit() {
  const std::string bad(kHostile);
  HitAnswer hit = full_hit(bad);
  Card& card = hit.card;
  card.title = card.severity = card.company = card.fixed_by = card.first_check = bad;
  card.wrong_turns = bad;
  card.services = {bad, bad};
  card.relations = {{.kind = RelationKind::kRecurrenceOf, .id = bad, .reason = bad}};
  hit.snippet = {{bad, true}, {bad, false}};
  hit.why = {{bad, 1, {{bad, set_of(SectionGroup::kTitle)}, {bad, 0}}}};
  hit.differs = {bad, bad};
  hit.missing = {bad};
  hit.open_prevent_actions.front().item.text = bad;
  hit.open_prevent_actions.front().item.owner = bad;
  return hit;
}

TEST(SearchPage, IsWellFormedAndSaysTheVerdictFirst) {
  const std::string html =
      render_search_page(maybe_answer({full_hit("a")}), asked("directory removed"), test_now());
  const Markup page = read_markup(html);
  EXPECT_THAT(page.faults, IsEmpty());
  EXPECT_TRUE(in_order(page.text,
                       {"Maybe", "perhaps seen before, 63\u00a0%", "1 similar incident",
                        "It has 80 % of what was asked.", "Likely the same", "Primary database"}));
}

TEST(SearchPage, CardTellsTheRemedyBeforeTheReasonsAndTheFacts) {
  const Markup page = read_markup(results_of(maybe_answer({full_hit("a")})));
  EXPECT_TRUE(in_order(page.text,
                       {"Fixed by", "Copied the data back", "First check", "Wrong turns", "Matched",
                        "directory, removed", "Not in it", "kubernetes", "sev1", "2017-01-31",
                        "9 years ago", "GitLab", "postgres, web", "other cause", "other/incident",
                        "there the disk was full", "Test the backups", "41 days overdue"}))
      << page.text;
  EXPECT_NE(page.link_to("/incidents/other%2Fincident"), nullptr);
  ASSERT_EQ(page.all("mark").size(), 1u);
}

TEST(SearchPage, HostileTextsStayText) {
  SearchAnswer answer = maybe_answer({hostile_hit()});
  const std::string bad(kHostile);
  answer.verdict.reason = bad;
  answer.notes = {bad};
  answer.missing = {bad};
  answer.did_you_mean = bad;
  answer.used = {{.kind = PartKind::kFilter, .text = bad, .field = bad},
                 {.kind = PartKind::kWord, .text = bad}};
  answer.ignored = {
      {bad, bad}, {bad, std::string(kIgnoredByChoice)}, {bad, std::string(kTooCommon)}};
  answer.facets = {{"service", {{bad, 3}, {"x", 1}}}};
  PageState state = asked(bad);
  state.filters = {{"tag", {bad}}};
  state.force = {bad};
  state.ignore = {bad};
  state.after = bad;
  const std::string html = render_search_page(answer, state, test_now());
  const Markup page = read_markup(html);
  EXPECT_THAT(page.faults, IsEmpty());
  EXPECT_EQ(page.all("script").size(), 1u);
  EXPECT_THAT(page.all("img"), IsEmpty());
  EXPECT_THAT(page.text, HasSubstr("<script>alert(1)</script>"));
  EXPECT_THAT(page.text, HasSubstr("{{{body}}} {{> hit}}"));
  EXPECT_THAT(html, Not(HasSubstr("\x01")));
  EXPECT_THAT(html, Not(HasSubstr("\xE2\x80\xAE")));
}

TEST(SearchPage, PartsHaveSwitchesAndOperatorsHaveNone) {
  SearchAnswer answer = maybe_answer({full_hit("a")});
  answer.used = {{.kind = PartKind::kWord, .text = "disk", .group = 1},
                 {.kind = PartKind::kFilter, .text = "service:web", .field = "service"}};
  answer.missing = {"moon"};
  answer.ignored = {{"at", "stop word"}, {"full", std::string(kIgnoredByChoice)}};
  PageState state = asked("disk full");
  state.force = {"disk"};
  const Markup page = read_markup(render_results(answer, state, test_now()));
  std::vector<std::string> switches;
  for (const Tag* one : page.all("button")) {
    const auto name = one->attributes.find("name");
    if (name == one->attributes.end() || name->second != "toggle") continue;
    switches.push_back(one->attributes.at("value"));
  }
  EXPECT_THAT(switches, ElementsAre("force=disk", "ignore=disk", "ignore=moon", "ignore=full"));
  EXPECT_THAT(page.text, HasSubstr("Must have: disk"));
}

TEST(SearchPage, BriefAnswerLeavesOutWhatIsFoldedUntilSomethingOfItIsForced) {
  SearchAnswer answer = maybe_answer({full_hit("a")});
  answer.used = {{.kind = PartKind::kWord, .text = "disk", .group = 1}};
  PageState state = asked("disk full");
  const auto brief = [&] {
    return read_markup(render_results(answer, state, test_now(), FoldedParts::kLeftOut));
  };
  EXPECT_THAT(brief().text, HasSubstr("What was searched"));
  EXPECT_THAT(brief().text, Not(HasSubstr("Looked for")));
  EXPECT_THAT(brief().text, Not(HasSubstr("5 more")));
  answer.hits.assign(kBriefHits, full_hit("a"));
  answer.total = 40;
  EXPECT_THAT(brief().text, HasSubstr("5 more"));
  answer.total = 7;
  EXPECT_THAT(brief().text, HasSubstr("2 more"));
  state.force = {"disk"};
  EXPECT_THAT(brief().text, HasSubstr("Looked for"));
}

TEST(SearchPage, HitWithoutAnythingSaysWhatIsAbsent) {
  HitAnswer bare;
  bare.card.id = "bare";
  bare.card.title = "Bare";
  bare.score = 1;
  const Markup page = read_markup(results_of(maybe_answer({bare})));
  EXPECT_THAT(page.faults, IsEmpty());
  EXPECT_THAT(page.text, HasSubstr("no date"));
  EXPECT_THAT(page.text, HasSubstr("neither what fixed it"));
  EXPECT_THAT(page.text, HasSubstr("only weaker matches"));
}

TEST(SearchPage, NoVerdictNeverCallsAHitTheSame) {
  SearchAnswer answer = maybe_answer({full_hit("a")});
  answer.verdict = {VerdictAnswer::kNo, std::nullopt, "only common words matched"};
  const Markup page = read_markup(results_of(answer));
  EXPECT_THAT(page.text, HasSubstr("Nothing like this has been written down"));
  EXPECT_THAT(page.text, HasSubstr("Nearest"));
  EXPECT_THAT(page.text, Not(HasSubstr("Likely the same")));
}

TEST(SearchPage, NothingFoundSaysWhatToDoNext) {
  SearchAnswer answer = maybe_answer({});
  answer.verdict = {VerdictAnswer::kNo, std::nullopt, "none of the words stands in any postmortem"};
  PageState state = asked("x");
  state.filters["service"] = {"payments"};
  const Markup page = read_markup(render_results(answer, state, test_now()));
  EXPECT_THAT(page.faults, IsEmpty());
  EXPECT_THAT(page.text, HasSubstr("Filters or required words are in force"));
  EXPECT_THAT(page.text, HasSubstr("other words"));
  EXPECT_NE(page.link_to("/?q=x"), nullptr) << "the filter can be taken away";
}

TEST(SearchPage, TheChanceIsSaidInWordsAndOnlyWhenThereIsOne) {
  SearchAnswer answer = maybe_answer({full_hit("a")});
  const auto shown = [&](VerdictAnswer verdict, std::optional<double> confidence) {
    answer.verdict = {verdict, confidence, "reason"};
    return read_markup(results_of(answer)).text;
  };
  EXPECT_THAT(shown(VerdictAnswer::kYes, 0.834), HasSubstr("likely seen before, 83\u00a0%"));
  EXPECT_THAT(shown(VerdictAnswer::kYes, 0.9999), HasSubstr("99\u00a0%")) << "nothing is certain";
  EXPECT_THAT(shown(VerdictAnswer::kMaybe, 0.5), HasSubstr("perhaps seen before, 50\u00a0%"));
  EXPECT_THAT(shown(VerdictAnswer::kNo, 0.12), HasSubstr("a 12\u00a0% chance"));
  EXPECT_THAT(shown(VerdictAnswer::kMaybe, std::nullopt), Not(HasSubstr("seen before,")));
}

TEST(SearchPage, DidYouMeanLeadsToTheOtherQuestionAndKeepsTheFilters) {
  SearchAnswer answer = maybe_answer({});
  answer.did_you_mean = "certificate & key expired";
  PageState state = asked("certifcate & key expired");
  state.filters["service"] = {"web"};
  state.offset = 10;
  const Markup page = read_markup(render_results(answer, state, test_now()));
  EXPECT_THAT(page.faults, IsEmpty());
  EXPECT_NE(page.link_to("/?q=certificate%20%26%20key%20expired&service=web"), nullptr);
  answer.did_you_mean.reset();
  EXPECT_THAT(results_of(answer), Not(HasSubstr("Did you mean")));
}

TEST(SearchPage, RecencyIsASwitchThatTheFormKeeps) {
  const SearchAnswer answer = maybe_answer({full_hit("a")});
  const Markup on = read_markup(render_results(answer, asked("disk"), test_now()));
  const Tag* off_link = on.link_to("/?q=disk&recency=false");
  ASSERT_NE(off_link, nullptr);
  EXPECT_EQ(off_link->attributes.count("aria-current"), 1u) << "it is on";
  PageState state = asked("disk");
  state.recency = false;
  const Markup off = read_markup(render_results(answer, state, test_now()));
  EXPECT_NE(off.link_to("/?q=disk"), nullptr);
  EXPECT_THAT(off.text, HasSubstr("Recent ones not preferred"));
  bool sent = false;
  for (const Tag* input : off.all("input")) {
    const auto name = input->attributes.find("name");
    sent = sent || (name != input->attributes.end() && name->second == "recency" &&
                    input->attributes.at("value") == "false");
  }
  EXPECT_TRUE(sent) << "typing on keeps it off";
}

TEST(SearchPage, EachReasonShowsWhatItAddsAndWhereItStands) {
  const Markup page = read_markup(results_of(maybe_answer({full_hit("a")})));
  EXPECT_TRUE(in_order(page.text, {"Matched", "title words", "directory", "6.5", "words",
                                   "database (cause)", "2.0", "recent", "1.0", "Not in it",
                                   "Differs", "other service: postgres (yours: mysql)"}))
      << page.text;
}

TEST(SearchPage, AReasonThatAddsNothingIsNotShown) {
  HitAnswer old = full_hit("a");
  old.why.back().contribution = 0.04;
  EXPECT_THAT(read_markup(results_of(maybe_answer({old}))).text, Not(HasSubstr("0.0")));
}

TEST(SearchPage, ASynonymIsCalledOne) {
  SearchAnswer answer = maybe_answer({full_hit("a")});
  answer.used = {{.kind = PartKind::kConcept, .text = "disk full"}};
  EXPECT_THAT(read_markup(results_of(answer)).text, HasSubstr("synonyms of"));
}

TEST(SearchPage, FacetLinksSwitchOneValueAndKeepTheRest) {
  SearchAnswer answer = maybe_answer({full_hit("a")});
  answer.facets = {{"service", {{"payments", 7}, {"web & more", 2}}}};
  PageState state = asked("disk");
  state.filters["tag"] = {"dns"};
  state.offset = 10;
  const Markup page = read_markup(render_results(answer, state, test_now()));
  EXPECT_NE(page.link_to("/?q=disk&service=web%20%26%20more&tag=dns"), nullptr);
  EXPECT_NE(page.link_to("/?q=disk"), nullptr) << "removes the tag";
  EXPECT_NE(page.link_to("/?q=disk&tag=dns&after=2026-10"), nullptr) << "this quarter";
  EXPECT_NE(page.link_to("/?q=disk&tag=dns&before=2025-11-21"), nullptr) << "older than a year";
}

TEST(SearchPage, LongPasteGetsButtonsInsteadOfLinks) {
  SearchAnswer answer = maybe_answer({full_hit("a")});
  answer.facets = {{"service", {{"payments", 7}, {"web", 2}}}};
  answer.total = 30;
  const PageState state = asked(std::string(2 * kMaxAddressBytes, 'x'));
  const Markup page = read_markup(render_results(answer, state, test_now()));
  EXPECT_THAT(page.faults, IsEmpty());
  bool toggles = false;
  bool turns = false;
  for (const Tag* button : page.all("button")) {
    const auto value = button->attributes.find("value");
    if (value == button->attributes.end()) continue;
    toggles = toggles || value->second == "service=payments";
    turns = turns || (value->second == "10" && button->attributes.at("name") == "offset");
  }
  EXPECT_TRUE(toggles);
  EXPECT_TRUE(turns);
}

TEST(SearchPage, PagesGoOnWithTheNumberingAndTheFilters) {
  SearchAnswer answer = maybe_answer({full_hit("a")});
  answer.hits.front().likely = false;
  answer.total = 42;
  PageState state = asked("disk");
  state.offset = 20;
  const Markup page = read_markup(render_results(answer, state, test_now()));
  EXPECT_NE(page.link_to("/?q=disk&offset=30"), nullptr);
  EXPECT_NE(page.link_to("/?q=disk&offset=10"), nullptr);
  ASSERT_EQ(page.all("ol").size(), 1u);
  EXPECT_EQ(page.all("ol").front()->attributes.at("start"), "21");
}

TEST(SearchPage, LeadingNewlineOfAPasteSurvivesTheBox) {
  const std::string html =
      render_search_page(maybe_answer({}), asked("\n  indented\nlast"), test_now());
  EXPECT_THAT(html, HasSubstr(">\n\n  indented\nlast</textarea>"));
}

TEST(StartPage, ShowsThreeQuestionsToTryAndTheNewest) {
  IncidentList list;
  list.incidents = {full_hit("a").card};
  list.total = 34;
  const Markup page = read_markup(render_start_page(list, test_now()));
  EXPECT_THAT(page.faults, IsEmpty());
  EXPECT_THAT(page.text, HasSubstr("All 34 incidents"));
  std::size_t examples = 0;
  for (const Tag* link : page.all("a")) examples += link->attributes.count("data-swap");
  EXPECT_EQ(examples, 3u);
}

TEST(StartPage, EmptyIndexSaysHowToFillIt) {
  const Markup page = read_markup(render_start_page({}, test_now()));
  EXPECT_THAT(page.faults, IsEmpty());
  EXPECT_THAT(page.text, HasSubstr("dejavu index update"));
}

TEST(IncidentsPage, ListsAndLeadsOn) {
  IncidentList list;
  list.incidents = {full_hit("a").card, hostile_hit().card};
  list.total = 80;
  list.next = "a&b";
  list.index.stats.unread = {{std::string(kHostile), "not readable"}};
  const Markup page = read_markup(render_incidents_page(list, ListPlace::kFirstPage, test_now()));
  EXPECT_THAT(page.faults, IsEmpty());
  EXPECT_NE(page.link_to("/incidents/a"), nullptr);
  EXPECT_NE(page.link_to("/incidents?cursor=a%26b"), nullptr);
  EXPECT_THAT(page.text, HasSubstr("Files that are not in the index"));
}

TEST(ErrorPage, SaysWhatToDoNext) {
  const Markup page = read_markup(render_error_page(
      {.status = 404, .heading = "No such incident", .detail = "gone", .hint = "search for it"}));
  EXPECT_THAT(page.faults, IsEmpty());
  EXPECT_TRUE(in_order(page.text, {"404", "No such incident", "gone", "search for it"}));
}

}  // namespace
}  // namespace dejavu
