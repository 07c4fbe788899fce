// SPDX-License-Identifier: GPL-2.0-or-later
// What a search page offers besides the box: parts that are forced or left out, copies for the
// incident channel, recent questions.
#include <gmock/gmock.h>

#include "tests/browser/bundled_page.h"

namespace dejavu {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class SearchParts : public Page {
 protected:
  void open_parts() { browser_->value("document.querySelector('#parts').open = true"); }

  bool hits_are(int count) {
    return browser_->becomes_true("document.querySelectorAll('.hit').length === " +
                                  std::to_string(count));
  }

  std::string clipboard() { return browser_->value("navigator.clipboard.readText()"); }
};

const std::string kForceGateway = "[aria-label=\"Must have gateway\"]";
const std::string kLeaveOutGateway = "[aria-label=\"Leave out gateway\"]";

TEST_F(SearchParts, ClickForcesAPartAndAnotherLetsGoOfIt) {
  open("/?q=gateway+certificate");
  ASSERT_TRUE(hits_are(2));
  open_parts();
  browser_->click(kForceGateway);
  ASSERT_TRUE(hits_are(1));
  EXPECT_THAT(browser_->url(), EndsWith("/?q=gateway+certificate&force=gateway"));
  EXPECT_THAT(browser_->text(".chosen"), HasSubstr("Must have: gateway"));
  EXPECT_EQ(browser_->value("document.activeElement.ariaLabel"), "Must have gateway");
  EXPECT_EQ(browser_->value("document.activeElement.ariaPressed"), "true");
  browser_->reload();
  EXPECT_TRUE(hits_are(1)) << "the address has it";
  browser_->click(kForceGateway);
  EXPECT_TRUE(hits_are(2));
  EXPECT_THAT(browser_->url(), EndsWith("/?q=gateway+certificate"));
  browser_->back();
  EXPECT_TRUE(hits_are(1));
  EXPECT_THAT(browser_->complaints(), IsEmpty());
}

TEST_F(SearchParts, FoldedPartsComeWhenOneIsOpenedAndStayWhileSomebodyTypes) {
  open("/");
  paste("gateway certificate");
  ASSERT_TRUE(hits_are(2));
  const std::string chip = "document.querySelector('#parts .chips')";
  EXPECT_EQ(browser_->value(chip), nullptr) << "a brief answer";
  browser_->click("#parts summary");
  ASSERT_TRUE(browser_->becomes_true(chip));
  EXPECT_EQ(browser_->value("document.querySelector('#parts').open"), true);
  paste("gateway certificate sunday");
  ASSERT_TRUE(browser_->becomes_true(chip + ".textContent.includes('sunday')"));
  EXPECT_EQ(browser_->value("document.querySelector('#parts').open"), true);
  EXPECT_THAT(browser_->complaints(), IsEmpty());
}

class ManyHits : public SearchParts {
 protected:
  void write_corpus() override {
    for (int i = 1; i <= 8; ++i) {
      const std::string number = std::to_string(i);
      folder_.write("corpus/2025-03-0" + number + "-spool.md",
                    "# Spool " + number + " of the printer is full\n");
    }
  }
};

TEST_F(ManyHits, FurtherOnesComeWhenAskedForAndTheFirstOfThemHasTheFocus) {
  open("/");
  paste("printer spool full");
  ASSERT_TRUE(hits_are(5));
  EXPECT_EQ(browser_->text("#more-hits"), "3 more");
  browser_->click("#more-hits summary");
  ASSERT_TRUE(hits_are(8));
  EXPECT_TRUE(browser_->becomes_true(
      "document.querySelectorAll('.hit h3 a')[5] === document.activeElement"));
  EXPECT_THAT(browser_->complaints(), IsEmpty());
}

TEST_F(SearchParts, LeavingOutEndsForcing) {
  open("/?q=gateway+certificate&force=gateway");
  browser_->click(kLeaveOutGateway);
  ASSERT_TRUE(hits_are(2));
  EXPECT_THAT(browser_->url(), EndsWith("/?q=gateway+certificate&ignore=gateway"));
  EXPECT_THAT(browser_->text(".ignored"), HasSubstr("gateway left out by you"));
  paste("gateway certificate sunday");
  ASSERT_TRUE(browser_->becomes_true("location.search.includes('sunday')"));
  EXPECT_THAT(browser_->url(), EndsWith("ignore=gateway")) << "typing keeps it";
  browser_->click(".chosen a");
  EXPECT_TRUE(browser_->becomes_true("!document.querySelector('.chosen')"));
}

TEST_F(SearchParts, PartsAreForcedWithoutScript) {
  block_scripts();
  open("/?q=gateway+certificate");
  browser_->click("#parts summary");
  browser_->click(kForceGateway);
  ASSERT_TRUE(browser_->becomes_true("document.querySelector('.chosen')"));
  EXPECT_THAT(browser_->url(), EndsWith("/?q=gateway%20certificate&force=gateway"));
  ASSERT_TRUE(hits_are(1));
  browser_->click(kLeaveOutGateway);
  ASSERT_TRUE(hits_are(2));
  EXPECT_THAT(browser_->url(), EndsWith("ignore=gateway"));
}

TEST_F(SearchParts, LineOfALongPasteIsLeftOut) {
  std::string text;
  for (int i = 0; i < 300; ++i) text += "worker " + std::to_string(i) + " waits\n";
  text += "gateway certificate";
  open("/");
  paste(text);
  ASSERT_TRUE(hits_are(2));
  EXPECT_THAT(browser_->url(), EndsWith("/"));
  open_parts();
  browser_->click(kForceGateway);
  ASSERT_TRUE(hits_are(1));
  browser_->reload();
  EXPECT_TRUE(hits_are(1));
  EXPECT_EQ(browser_->value("document.querySelector('#q').value"), text);
}

TEST_F(SearchParts, CopiesAreMadeByKeyAndByButton) {
  browser_->allow_clipboard();
  open("/?q=gateway+certificate+expired");
  browser_->value("document.activeElement.blur()");
  browser_->keys("j");
  browser_->keys("y");
  ASSERT_TRUE(
      browser_->becomes_true("document.querySelector('#notice').textContent === 'Copied.'"));
  EXPECT_EQ(clipboard(), address("/incidents/PM-2023-011"));
  browser_->keys("m");
  ASSERT_TRUE(browser_->becomes_true(
      "navigator.clipboard.readText().then((text) => text.startsWith('**['))"));
  const std::string copied = clipboard();
  EXPECT_THAT(copied,
              HasSubstr("**[Gateway certificate expired](" + address("/incidents/PM-2023-011") +
                        ")** (PM-2023-011, 2023-05-02"));
  EXPECT_THAT(copied, HasSubstr("\u00a0%)\n- **Fixed by:** Renewed the certificate"));
  EXPECT_THAT(copied, HasSubstr("\n- **First check:** Read notAfter with openssl s\\_client."));
  browser_->value("navigator.clipboard.writeText('')");
  browser_->click("[data-copy=\"markdown\"]");
  EXPECT_TRUE(browser_->becomes_true(
      "navigator.clipboard.readText().then((text) => text.startsWith('**['))"));
}

TEST_F(SearchParts, HitIsComparedWithAnother) {
  open("/?q=certificate");
  ASSERT_TRUE(hits_are(2));
  browser_->click(".copies a");
  ASSERT_TRUE(browser_->becomes_true("document.querySelector('.compare')"));
  EXPECT_THAT(browser_->text("h1"), HasSubstr("Are these two the same?"));
}

TEST_F(SearchParts, QuestionsThatWereMeantAreKeptOnThisDeviceAndForgotten) {
  open("/");
  EXPECT_EQ(browser_->value("document.querySelector('#recent').checkVisibility()"), false);
  browser_->type("#q", "gateway certif");
  ASSERT_TRUE(shows("Gateway certificate"));
  browser_->keys(std::string("icate") + kEnterKey);
  ASSERT_TRUE(browser_->becomes_true("document.querySelector('#notice').textContent"));
  open("/?q=leap+day");
  browser_->click(".hit h3 a");
  ASSERT_TRUE(browser_->becomes_true("document.querySelector('.incident')"));
  open("/");
  EXPECT_EQ(browser_->value("[...document.querySelectorAll('#recent a')].map("
                            "(one) => one.textContent).join('|')"),
            "leap day|gateway certificate")
      << "and none that was only typed on the way";
  browser_->click("#recent li:nth-child(2) a");
  EXPECT_TRUE(shows("Gateway certificate"));
  EXPECT_EQ(browser_->value("document.querySelector('#q').value"), "gateway certificate");
  open("/");
  browser_->click("#forget");
  EXPECT_EQ(browser_->value("document.querySelector('#recent').checkVisibility()"), false);
  EXPECT_THAT(browser_->value("localStorage.getItem('recent')").get<std::string>(),
              Not(HasSubstr("leap")));
}

TEST_F(SearchParts, PageWorksWhereTheBrowserKeepsNothing) {
  browser_->run_first(
      "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no'); } })");
  open("/");
  browser_->type("#q", std::string("gateway certificate") + kEnterKey);
  EXPECT_TRUE(shows("Gateway certificate"));
  open("/recurrences");
  EXPECT_THAT(browser_->complaints(), IsEmpty());
}

TEST_F(SearchParts, SingleKeysAreSwitchedOffForGood) {
  open("/?q=certificate");
  browser_->value("document.activeElement.blur()");
  browser_->keys("?");
  browser_->click("#keys");
  browser_->keys(kEscapeKey);
  browser_->reload();
  browser_->value("document.activeElement.blur()");
  browser_->keys("j");
  EXPECT_EQ(browser_->value("document.activeElement === document.body"), true);
}

class HonestNo : public BundledPage {};

TEST_F(HonestNo, SaysWhatAYesWouldHaveNeeded) {
  open("/?q=purple%20giraffe%20invaded%20the%20office%20kitchen");
  EXPECT_THAT(browser_->text(".verdict"), HasSubstr("Nothing like this has been written down"));
  EXPECT_THAT(browser_->text(".verdict"), HasSubstr("a yes would need “purple”, “giraffe”"));
  EXPECT_THAT(browser_->text(".hits h2"), HasSubstr("NEAREST"));
  EXPECT_GE(browser_->value("document.querySelectorAll('.hit').length"), 1);
}

}  // namespace
}  // namespace dejavu
