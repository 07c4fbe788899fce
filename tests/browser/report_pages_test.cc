// SPDX-License-Identifier: GPL-2.0-or-later
#include <gmock/gmock.h>

#include <filesystem>

#include "core/base/files.h"
#include "core/recurrence/ledger.h"
#include "tests/browser/team_page.h"

namespace dejavu {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

class ReportPages : public TeamPage {
 protected:
  std::vector<LedgerEntry> ledger() const { return read_ledger(folder_.path() / "corpus").entries; }

  /// Waits for a text on the page that a form leads to.
  bool says(const std::string& text) {
    return browser_->becomes_true("document.body.innerText.includes(" +
                                  nlohmann::json(text).dump() + ")");
  }

  std::string focused() { return browser_->value("document.activeElement.name ?? ''"); }
};

const std::string kPair = "/compare?a=HL-2026-027&b=HL-2025-027";

TEST_F(ReportPages, VerdictIsWrittenDownAndUndone) {
  const std::size_t before = ledger().size();
  open(kPair);
  browser_->click("input[value=\"recurrence_of\"]");
  browser_->type("#reason-1", "waves were never built");
  browser_->type("#by-1", "Ada");
  browser_->click("form.decide button");
  ASSERT_TRUE(says("Written to verdicts.jsonl."));
  ASSERT_EQ(ledger().size(), before + 1);
  EXPECT_EQ(ledger().back().reason, "waves were never built");
  EXPECT_EQ(browser_->value("document.querySelector('#by-1').value"), "Ada")
      << "remembered on this device";
  browser_->click(".undo");
  ASSERT_TRUE(says("Taken back"));
  EXPECT_EQ(ledger().back().kind, LedgerKind::kRetracted);
  EXPECT_THAT(browser_->text("main"), HasSubstr("Nobody has decided on these two yet."));
  EXPECT_THAT(browser_->complaints(), IsEmpty());
}

TEST_F(ReportPages, KeyboardDecidesAndUndoes) {
  open("/recurrences");
  browser_->keys("j");
  browser_->keys("n");
  EXPECT_EQ(focused(), "reason");
  EXPECT_EQ(browser_->value("document.querySelector('#pair-1 :checked').value"),
            "not_recurrence_of");
  browser_->type("#by-1", "Ada");
  browser_->type("#reason-1", std::string("another mailer") + kEnterKey);
  ASSERT_TRUE(says("Written to verdicts.jsonl, line"));
  EXPECT_THAT(browser_->url(), HasSubstr("/recurrences?done="));
  EXPECT_EQ(ledger().back().kind, LedgerKind::kNotRecurrenceOf);
  browser_->keys("u");
  ASSERT_TRUE(says("Taken back"));
  EXPECT_EQ(ledger().back().kind, LedgerKind::kRetracted);
  EXPECT_THAT(browser_->complaints(), IsEmpty());
}

TEST_F(ReportPages, DecisionsWorkWithoutScript) {
  block_scripts();
  open("/recurrences");
  browser_->click("#pair-1 summary");
  browser_->click("#pair-1 input[value=\"lookalike_of\"]");
  browser_->type("#reason-1", "there the cache was warm");
  browser_->type("#by-1", "Ada");
  browser_->click("#pair-1 .decide button");
  ASSERT_TRUE(says("Written to verdicts.jsonl, line"));
  EXPECT_EQ(ledger().back().kind, LedgerKind::kLookalikeOf);
  browser_->click(".undo");
  ASSERT_TRUE(says("Taken back"));
  browser_->click("nav a[href=\"/review\"]");
  ASSERT_TRUE(says("Learning review"));
  browser_->click("nav a[href*=\"step=1\"]");
  ASSERT_TRUE(browser_->becomes_true("document.querySelector('.walk')"));
}

TEST_F(ReportPages, ReviewIsWalkedWithArrowKeys) {
  open("/review?week=2026-W47&step=1");
  EXPECT_EQ(browser_->value("document.querySelectorAll('.part').length"), 1);
  EXPECT_THAT(browser_->text(".part"), HasSubstr("New incidents"));
  browser_->keys(kRightKey);
  ASSERT_TRUE(browser_->becomes_true("location.search.endsWith('step=2')"));
  ASSERT_TRUE(says("Do these belong together?"));
  browser_->keys(kLeftKey);
  ASSERT_TRUE(browser_->becomes_true("location.search.endsWith('step=1')"));
  open("/review?week=2026-W46");
  browser_->keys(kLeftKey);
  EXPECT_TRUE(browser_->becomes_true("location.search.endsWith('2026-W45')"));
}

TEST_F(ReportPages, ReviewPrintsOnBothPapersWithoutItsForms) {
  open("/review?week=2026-W47");
  for (const auto& [width, height] : {std::pair(21.0, 29.7), std::pair(21.59, 27.94)}) {
    EXPECT_THAT(browser_->print(width, height), StartsWith("JVBERi")) << "%PDF in base64";
  }
  browser_->show_as_printed();
  browser_->set_screen({.width = 680, .height = 960});  // what margins leave of A4
  EXPECT_LE(browser_->value("document.documentElement.scrollWidth").get<int>(), 680);
  EXPECT_EQ(browser_->value("[...document.querySelectorAll('.decide, .ask, .top nav, .weeks')]"
                            ".filter((one) => one.checkVisibility()).length"),
            0);
  EXPECT_EQ(browser_->value("getComputedStyle(document.querySelector('.pair')).breakInside"),
            "avoid");
  EXPECT_EQ(browser_->value("getComputedStyle(document.querySelector('tr')).breakInside"), "avoid");
}

TEST_F(ReportPages, FitAPhone) {
  const std::vector<std::string> pages = {"/recurrences", "/actions?state=all",
                                          "/trends",      "/review?week=2026-W47",
                                          kPair,          "/incidents/HL-2025-003"};
  for (const int width : {320, 390}) {
    browser_->set_screen({.width = width, .height = 800});
    for (const std::string& path : pages) {
      open(path);
      EXPECT_EQ(browser_->value("document.documentElement.scrollWidth"), width) << path;
    }
  }
}

/// The demo team, one of whose services has a name without a place to break it.
class LongNames : public TeamPage {
 protected:
  void write_corpus() override {
    const std::string name = "catalogue";
    TeamPage::write_corpus();
    for (const auto& entry : std::filesystem::directory_iterator(folder_.path() / "corpus")) {
      std::string text = read_file(entry.path(), std::size_t{1} << 20);
      for (std::size_t at = text.find(name); at != std::string::npos;
           at = text.find(name, at + name.size())) {
        text.insert(at + name.size(), "_payment_reconciliation_worker_service");
      }
      folder_.write("corpus/" + entry.path().filename().string(), text);
    }
  }
};

TEST_F(LongNames, FitAPhoneAndADesk) {
  for (const int width : {320, 400, 800, 1200}) {
    browser_->set_screen({.width = width, .height = 800});
    for (const std::string& path : {std::string("/recurrences"), std::string("/trends"), kPair}) {
      open(path);
      EXPECT_LE(browser_->value("document.documentElement.scrollWidth").get<int>(), width) << path;
    }
  }
}

TEST_F(ReportPages, SingleKeysThatAreOffStayOff) {
  open("/recurrences");
  browser_->value("localStorage.keys = 'off'");
  browser_->keys("y");
  EXPECT_EQ(browser_->value("document.querySelectorAll('.pair :checked[type=radio]').length"), 0);
}

TEST_F(ReportPages, EachIsReachedFromTheOthers) {
  open("/incidents/HL-2025-003");
  for (const std::string page : {"/recurrences", "/actions", "/trends", "/review", "/incidents"}) {
    browser_->click("nav a[href=\"" + page + "\"]");
    ASSERT_TRUE(browser_->becomes_true("location.pathname === '" + page + "'"));
    EXPECT_EQ(browser_->value("document.querySelectorAll('nav [aria-current=page]').length"), 1);
  }
  open("/incidents/HL-2025-003");
  browser_->click("a[href^=\"/compare\"]");
  ASSERT_TRUE(browser_->becomes_true("location.pathname === '/compare'"));
  EXPECT_THAT(browser_->text("h1"), EndsWith("the same?"));
}

}  // namespace
}  // namespace dejavu
