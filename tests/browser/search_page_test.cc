// SPDX-License-Identifier: GPL-2.0-or-later
#include <gmock/gmock.h>
#include <signal.h>

#include <thread>

#include "tests/browser/page_fixture.h"
#include "tests/browser/slow_door.h"

namespace dejavu {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;

class SearchPage : public Page {};

TEST_F(SearchPage, AnswersWhileSomebodyTypesAndLeavesTheFocusAlone) {
  open("/");
  const int entries = browser_->value("history.length");
  browser_->type("#q", "gateway certif");
  EXPECT_TRUE(shows("Gateway certificate expired"));
  EXPECT_THAT(browser_->url(), EndsWith("/?q=gateway+certif"));
  EXPECT_EQ(browser_->value("history.length"), entries) << "no entry for each key";
  EXPECT_EQ(browser_->value("document.activeElement.id"), "q");
  browser_->keys("icate");
  EXPECT_TRUE(browser_->becomes_true("document.title.startsWith('gateway certificate')"));
  EXPECT_THAT(browser_->text(".verdict"), HasSubstr("seen before"));
  EXPECT_THAT(browser_->complaints(), IsEmpty());
}

TEST_F(SearchPage, AnswerThatComesTooLateDoesNotOverwriteALaterOne) {
  SlowDoor door(port_, "q=leap&");
  browser_->open("http://127.0.0.1:" + std::to_string(door.port()) + "/");
  paste("leap");
  while (door.kept() == 0) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  paste("gateway certificate");
  ASSERT_TRUE(shows("Gateway certificate expired"));
  door.let_go();
  while (door.let_out() == 0) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  // A round trip through the page gives the late answer time to do its harm.
  for (int i = 0; i < 10; ++i) browser_->value("1");
  EXPECT_THAT(browser_->text(".hit h3"), HasSubstr("Gateway certificate"));
  EXPECT_THAT(browser_->text("#notice"), IsEmpty());
  EXPECT_EQ(browser_->value("document.querySelector('#results').ariaBusy"), "false");
}

TEST_F(SearchPage, AddressCarriesEveryCharacter) {
  const std::string question = "100% of \"a=b\" & c#d + é 🔥";
  open("/");
  paste(question);
  ASSERT_TRUE(browser_->becomes_true("location.search.includes('q=100')"));
  browser_->reload();
  EXPECT_EQ(browser_->value("document.querySelector('#q').value"), question);
  EXPECT_TRUE(shows("Gateway certificate expired"));
}

TEST_F(SearchPage, BackAndForwardGoFromQuestionToQuestion) {
  open("/");
  browser_->type("#q", std::string("gateway certificate") + kEnterKey);
  ASSERT_TRUE(shows("Gateway certificate"));
  paste("billing scheduler");
  ASSERT_TRUE(shows("Leap day"));
  browser_->type("#q", kEnterKey);
  ASSERT_TRUE(browser_->becomes_true("location.search === '?q=billing+scheduler'"));
  browser_->back();
  EXPECT_TRUE(shows("Gateway certificate"));
  EXPECT_EQ(browser_->value("document.querySelector('#q').value"), "gateway certificate");
  browser_->back();
  EXPECT_TRUE(browser_->becomes_true("document.querySelector('.start')"));
  browser_->forward();
  browser_->forward();
  EXPECT_TRUE(shows("Leap day"));
  EXPECT_EQ(browser_->value("document.querySelector('#q').value"), "billing scheduler");
}

TEST_F(SearchPage, ReturningFromAnIncidentFindsTheAnswerAgain) {
  open("/");
  browser_->type("#q", "gateway certificate");
  ASSERT_TRUE(shows("Gateway certificate"));
  browser_->click(".hit h3 a");
  ASSERT_TRUE(browser_->becomes_true("document.querySelector('.incident')"));
  browser_->back();
  EXPECT_TRUE(shows("Gateway certificate"));
  EXPECT_EQ(browser_->value("document.querySelector('#q').value"), "gateway certificate");
}

TEST_F(SearchPage, FilterIsAnEntryOfTheHistoryAndKeepsTheFocus) {
  open("/?q=certificate");
  browser_->value("document.querySelector('a[href*=\"service=gateway\"]').focus()");
  browser_->click("a[href*=\"service=gateway\"]");
  ASSERT_TRUE(browser_->becomes_true("document.querySelector('.chosen')"));
  EXPECT_THAT(browser_->url(), EndsWith("service=gateway"));
  EXPECT_EQ(browser_->value("document.activeElement.textContent"), "gateway");
  EXPECT_EQ(browser_->value("document.querySelectorAll('.hit').length"), 1);
  paste("certificate sunday");
  EXPECT_TRUE(browser_->becomes_true("location.search.includes('sunday')"));
  EXPECT_THAT(browser_->url(), HasSubstr("service=gateway")) << "typing keeps the filter";
  browser_->back();
  EXPECT_TRUE(browser_->becomes_true("!document.querySelector('.chosen')"));
}

TEST_F(SearchPage, LongPasteGoesByPostAndSurvivesAReload) {
  std::string paste_text;
  for (int i = 0; i < 400; ++i) paste_text += "line " + std::to_string(i) + " of a trace\n";
  paste_text += "gateway certificate expired";
  open("/");
  paste(paste_text);
  ASSERT_TRUE(shows("Gateway certificate"));
  EXPECT_THAT(browser_->url(), EndsWith("/"));
  browser_->reload();
  EXPECT_TRUE(shows("Gateway certificate"));
  EXPECT_EQ(browser_->value("document.querySelector('#q').value"), paste_text);
  browser_->click(".facet button[value=\"service=billing\"], .facet button[value^=\"service=\"]");
  EXPECT_TRUE(browser_->becomes_true("document.querySelector('.chosen')"));
}

TEST_F(SearchPage, KeysMoveBetweenResultsButNeverInsideTheBox) {
  open("/");
  browser_->type("#q", "certificate jk");
  ASSERT_TRUE(shows("Gateway certificate"));
  EXPECT_EQ(browser_->value("document.querySelector('#q').value"), "certificate jk");
  browser_->value("document.activeElement.blur()");
  browser_->keys("j");
  EXPECT_EQ(browser_->value("document.activeElement.textContent"), "Gateway certificate expired");
  browser_->keys("j");
  EXPECT_THAT(browser_->value("document.activeElement.textContent").get<std::string>(),
              HasSubstr("Leap day"));
  browser_->keys("k");
  browser_->keys("/");
  EXPECT_EQ(browser_->value("document.activeElement.id"), "q");
  EXPECT_EQ(browser_->value("document.querySelector('#q').value"), "certificate jk");
  browser_->value("document.activeElement.blur()");
  browser_->keys("?");
  EXPECT_EQ(browser_->value("document.querySelector('#help').open"), true);
}

TEST_F(SearchPage, ShiftEnterMakesALine) {
  open("/");
  browser_->type("#q", std::string("gateway") + kShiftKey + kEnterKey + kShiftKey + "certificate");
  ASSERT_TRUE(shows("Gateway certificate"));
  EXPECT_EQ(browser_->value("document.querySelector('#q').value"), "gateway\ncertificate");
}

TEST_F(SearchPage, ServerThatIsGoneIsSaidAndTheAnswerStays) {
  open("/?q=gateway+certificate");
  server_->stop(SIGINT);
  browser_->type("#q", " expired");
  EXPECT_TRUE(browser_->becomes_true("document.querySelector('#notice.failed')"));
  EXPECT_THAT(browser_->text("#notice"), HasSubstr("No answer"));
  EXPECT_TRUE(shows("Gateway certificate"));
}

}  // namespace
}  // namespace dejavu
