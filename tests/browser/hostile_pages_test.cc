// SPDX-License-Identifier: GPL-2.0-or-later
// Attack strings in every place that a page shows something of: none of them runs on any page.
#include <gmock/gmock.h>

#include <filesystem>

#include "core/base/files.h"
#include "core/base/text.h"
#include "tests/browser/page_fixture.h"

namespace dejavu {
namespace {

using nlohmann::json;
using testing::HasSubstr;
using testing::IsEmpty;

const std::string kSheet = "../shared/data/hostile/owasp/XSS_Filter_Evasion_Cheat_Sheet.md";
constexpr std::size_t kSheetBytes = std::size_t{1} << 20;

/// One for each context of HTML; each calls `struck`, or alert, which is watched too.
const std::vector<std::string> kAttacks = {
    "<script>struck()</script>",
    "\"><img src=x onerror=struck()>",
    "'><svg/onload=struck()>",
    "</title></style></textarea></script><svg/onload=struck()>",
    "javascript:struck()",
    "{{constructor.constructor('struck()')()}}",
    "<iframe srcdoc='<script>parent.struck()</script>'></iframe>",
    "&lt;script&gt;struck()&lt;/script&gt;",
    "\" autofocus onfocus=struck() x=\"",
    "<a href=\"javascript:struck()\" id=answer>go</a>"};

/// Counts whatever an attack would call.
const std::string kWatch =
    "window.strikes = 0; window.struck = () => { ++window.strikes; };"
    "for (const name of ['alert', 'confirm', 'prompt', 'print']) window[name] = window.struck;";

/// The strings of the sheet that stand in its code blocks, a line each.
std::vector<std::string> attacks_of_sheet() {
  std::vector<std::string> attacks;
  bool inside = false;
  const std::string sheet = read_file(kSheet, kSheetBytes);
  for (const std::string_view line : split_lines(sheet)) {
    if (line.starts_with("```")) {
      inside = !inside;
    } else if (inside && !trim(line).empty()) {
      attacks.emplace_back(trim(line));
    }
  }
  return attacks;
}

/// A file with this text in every field: JSON front matter needs no rules of quoting.
std::string incident_of(const std::string& attack, const std::string& id, int day) {
  const std::string date = "2026-11-" + std::to_string(10 + day % 10);
  json front = {{"id", id},
                {"title", attack + " certificate"},
                {"severity", attack},
                {"started_at", date + "T08:00Z"},
                {"known_at", date + "T08:10Z"},
                {"services", {attack}},
                {"tags", {attack}},
                {"teams", {attack}},
                {"trigger", attack},
                {"company", attack},
                {"signatures", {attack}}};
  return "---\n" + front.dump() + "\n---\n## Summary\nThe certificate expired. " + attack +
         "\n## Resolution\n" + attack + "\n## First check\n" + attack + "\n## Timeline\n- 08:00 " +
         attack + "\n## Action items\n- [ ] " + attack + " (prevent, @" + attack +
         ", due 2026-11-12)\n";
}

class HostilePages : public Page {
 protected:
  void SetUp() override {
    Page::SetUp();
    if (browser_) browser_->run_first(kWatch);
  }

  void write_corpus() override {
    for (std::size_t i = 0; i < kAttacks.size(); ++i) {
      const std::string id = "X" + std::to_string(i) + kAttacks[i];
      ids_.push_back(id);
      folder_.write("corpus/<img src=x onerror=struck()> " + std::to_string(i) + ".md",
                    incident_of(kAttacks[i], id, static_cast<int>(i)));
    }
    if (!std::filesystem::exists(kSheet)) return;
    folder_.write("corpus/sheet.md", read_file(kSheet, kSheetBytes));
    const std::vector<std::string> attacks = attacks_of_sheet();
    for (std::size_t i = 0; i < attacks.size(); ++i) {
      folder_.write("corpus/sheet-" + std::to_string(i) + ".md",
                    incident_of(attacks[i], "S" + std::to_string(i), static_cast<int>(i)));
    }
  }

  std::string encoded(const std::string& text) {
    return browser_->value("encodeURIComponent(" + json(text).dump() + ")");
  }

  void expect_harmless(const std::string& path) {
    open(path);
    // Whatever waits for the mouse or the focus gets it.
    browser_->run(
        "document.querySelectorAll('main *').forEach((one) => {"
        "  one.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));"
        "  one.focus?.();"
        "})");
    EXPECT_EQ(browser_->value("window.strikes"), 0) << path;
    EXPECT_EQ(browser_->value("[...document.querySelectorAll('main *')].filter((one) =>"
                              " /^(script|img|iframe|object|embed|style|link|base|meta)$/i"
                              ".test(one.localName) || [...one.attributes].some(({name}) =>"
                              " name.startsWith('on'))).map((one) => one.outerHTML)"),
              json::array())
        << path;
    EXPECT_EQ(browser_->value("[...document.querySelectorAll('[href], [src], [action]')].map((one)"
                              " => one.href ?? one.src ?? one.action).filter((one) =>"
                              " typeof one === 'string' && !/^https?:/.test(one))"),
              json::array())
        << path;
    EXPECT_THAT(browser_->complaints(), IsEmpty()) << path;
  }

  std::vector<std::string> ids_;
};

TEST_F(HostilePages, NothingRunsOnAnyPageOfATeam) {
  for (const char* path :
       {"/", "/?q=certificate+expired", "/?q=certificate&offset=10", "/incidents", "/recurrences",
        "/actions?state=all", "/trends", "/trends?by=service", "/review?week=2026-W47",
        "/review?week=2026-W46", "/review?week=2026-W47&step=1", "/review?week=2026-W47&step=2"}) {
    expect_harmless(path);
  }
}

TEST_F(HostilePages, NothingRunsOnPagesOfOneOrTwoIncidents) {
  for (std::size_t i = 0; i < ids_.size(); ++i) {
    expect_harmless("/incidents/" + encoded(ids_[i]));
    EXPECT_THAT(browser_->text("h1"), HasSubstr("certificate"));
    const std::string& other = ids_[(i + 1) % ids_.size()];
    expect_harmless("/compare?a=" + encoded(ids_[i]) + "&b=" + encoded(other));
  }
}

TEST_F(HostilePages, NothingRunsOfAnAddress) {
  for (const std::string& attack : kAttacks) {
    const std::string text = encoded(attack);
    for (const std::string& path :
         {"/?q=" + text, "/?q=certificate&force=" + text + "&ignore=" + text,
          "/?q=certificate&service=" + text + "&after=" + text,
          "/?q=certificate&toggle=force%3D" + text, "/" + text, "/incidents/" + text,
          "/incidents?cursor=" + text, "/compare?a=" + text + "&b=" + text,
          "/actions?state=" + text, "/trends?by=" + text, "/review?week=" + text}) {
      open(path);
      EXPECT_EQ(browser_->value("window.strikes"), 0) << path;
      EXPECT_EQ(browser_->value("document.querySelectorAll('main :is(script, img, svg[onload], "
                                "iframe)').length"),
                0)
          << path;
    }
  }
}

TEST_F(HostilePages, NothingRunsWhileSomebodyTypesOrAsksAgain) {
  for (const std::string& attack : kAttacks) {
    open("/");
    paste(attack + " certificate");
    ASSERT_TRUE(browser_->becomes_true("document.querySelector('.hit')"));
    browser_->type("#q", kEnterKey);
    ASSERT_TRUE(browser_->becomes_true("document.querySelector('#notice').textContent"));
    open("/");
    EXPECT_TRUE(browser_->becomes_true("document.querySelector('#recent li')"));
    EXPECT_EQ(browser_->value("window.strikes"), 0) << attack;
    EXPECT_THAT(browser_->complaints(), IsEmpty()) << attack;
  }
}

}  // namespace
}  // namespace dejavu
