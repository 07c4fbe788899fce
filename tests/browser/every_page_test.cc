// SPDX-License-Identifier: GPL-2.0-or-later
#include <gmock/gmock.h>

#include <array>

#include "tests/browser/page_fixture.h"

namespace dejavu {
namespace {

using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class EveryPage : public Page {};

const std::string kHostileId = "PM-%3Ci%3E%26%27%22";

const std::array<std::string, 15> kPages = {"/",
                                            "/?q=certificate",
                                            "/?q=moonquake",
                                            "/?q=zzzzz",
                                            "/incidents",
                                            "/incidents/PM-2024-003",
                                            "/incidents/PM-2023-011",
                                            "/recurrences",
                                            "/actions?state=all",
                                            "/trends",
                                            "/review?week=2024-W22",
                                            "/review?week=2024-W22&step=1",
                                            "/compare",
                                            "/compare?a=PM-2024-003&b=PM-2023-011",
                                            "/compare?a=PM-2024-003&b=" + kHostileId};

TEST_F(EveryPage, BreaksNoRuleAndLogsNoError) {
  for (const std::string& path : kPages) {
    open(path);
    EXPECT_THAT(browser_->complaints(), IsEmpty()) << path;
    EXPECT_EQ(browser_->value("document.querySelectorAll('h1').length"), 1) << path;
    EXPECT_EQ(browser_->value("document.compatMode"), "CSS1Compat") << path;
  }
}

TEST_F(EveryPage, FitsAPhoneWithoutScrollingSideways) {
  for (const int width : {320, 390}) {
    browser_->set_screen({.width = width, .height = 800});
    for (const std::string& path : kPages) {
      open(path);
      EXPECT_EQ(browser_->value("document.documentElement.scrollWidth"), width) << path;
    }
  }
}

/// WCAG 2.2, contrast of the text of an element against the page behind it.
const std::string kContrast = R"js((() => {
  const light = (css) => {
    const [r, g, b] = css.match(/[\d.]+/g).slice(0, 3).map((c) => c / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (node) => {
    for (; node; node = node.parentElement) {
      const colour = getComputedStyle(node).backgroundColor;
      if (!/, 0\)$|transparent/.test(colour)) return colour;
    }
    return 'rgb(255, 255, 255)';
  };
  const weak = [];
  for (const node of document.querySelectorAll('body *')) {
    const own = [...node.childNodes].some((one) => one.nodeType === 3 && one.data.trim());
    if (!own || !node.checkVisibility()) continue;
    const [a, b] = [light(getComputedStyle(node).color), light(behind(node))].sort((x, y) => x - y);
    if ((b + 0.05) / (a + 0.05) < 4.5) weak.push(node.outerHTML.slice(0, 80));
  }
  return weak;
})())js";

TEST_F(EveryPage, HasEnoughContrastInLightAndDark) {
  for (const std::string& colours : {std::string("light"), std::string("dark")}) {
    browser_->set_colours(colours);
    for (const std::string& path : kPages) {
      open(path);
      EXPECT_EQ(browser_->value(kContrast).dump(), "[]") << colours << " " << path;
    }
  }
}

TEST_F(EveryPage, FollowsTheSystemIntoTheDark) {
  const std::string paper = "getComputedStyle(document.documentElement).backgroundColor";
  open("/");
  const std::string light = browser_->value(paper);
  browser_->set_colours("dark");
  EXPECT_THAT(browser_->value(paper).get<std::string>(), Not(light));
}

TEST_F(EveryPage, ShowsHostileTextsAsText) {
  open("/?q=moonquake");
  EXPECT_THAT(browser_->text(".hit h3"), HasSubstr("<script>window.struck=1</script><img src=x"));
  EXPECT_THAT(browser_->text(".hit .facts"), HasSubstr("<b>bold</b>"));
  browser_->click(".hit h3 a");
  ASSERT_TRUE(browser_->becomes_true("document.querySelector('.incident')"));
  EXPECT_THAT(browser_->text("h1"), HasSubstr("<script>window.struck=1</script>"));
  EXPECT_EQ(browser_->value("window.struck ?? 0"), 0);
  EXPECT_EQ(browser_->value("document.querySelectorAll('main img, main script').length"), 0);
  EXPECT_EQ(browser_->value("document.querySelectorAll('[href^=javascript]').length"), 0);
  EXPECT_THAT(browser_->complaints(), IsEmpty());
}

TEST_F(EveryPage, OfATeamShowsHostileTextsAsText) {
  for (const std::string& path : kPages) {
    open(path);
    EXPECT_EQ(browser_->value("window.struck ?? 0"), 0) << path;
    EXPECT_EQ(browser_->value("document.querySelectorAll('main img, main script').length"), 0)
        << path;
  }
  open("/compare?a=PM-2024-003&b=" + kHostileId);
  EXPECT_THAT(browser_->text("main"), HasSubstr("<script>window.struck=1</script>"));
  open("/review?week=2024-W22");
  EXPECT_THAT(browser_->text("main"), HasSubstr("<script>window.struck=1</script>"));
}

TEST_F(EveryPage, AsksNoOtherHost) {
  for (const std::string& path : kPages) {
    open(path);
    EXPECT_EQ(browser_->value("performance.getEntriesByType('resource')"
                              ".filter((one) => new URL(one.name).host !== location.host).length"),
              0)
        << path;
  }
}

TEST_F(EveryPage, WorksWithoutScript) {
  block_scripts();
  open("/");
  browser_->type("#q", "gateway certificate");
  browser_->click("#ask button");
  ASSERT_TRUE(shows("Gateway certificate expired"));
  EXPECT_THAT(browser_->url(), EndsWith("/?q=gateway%20certificate")) << "sent on to an address";
  EXPECT_EQ(browser_->value("document.querySelector('[data-copy]').checkVisibility()"), false)
      << "nothing that needs a script";
  browser_->click("a[href*=\"service=payments\"]");
  ASSERT_TRUE(browser_->becomes_true("document.querySelector('.chosen')"));
  EXPECT_THAT(browser_->text(".chosen"), HasSubstr("Service: payments"));
  browser_->click(".hit h3 a");
  ASSERT_TRUE(browser_->becomes_true("document.querySelector('.incident')"));
  EXPECT_THAT(browser_->text("h1"), HasSubstr("Gateway certificate expired"));
}

TEST_F(EveryPage, LongPasteWorksWithoutScript) {
  block_scripts();
  open("/");
  const std::string text = std::string(3000, 'x') + " gateway certificate expired";
  browser_->value("document.querySelector('#q').value = " + nlohmann::json(text).dump());
  browser_->click("#ask button");
  ASSERT_TRUE(shows("Gateway certificate expired"));
  EXPECT_THAT(browser_->url(), EndsWith("/"));
  browser_->click("button[value=\"service=gateway\"]");
  ASSERT_TRUE(browser_->becomes_true("document.querySelector('.chosen')"));
  EXPECT_THAT(browser_->text(".chosen"), HasSubstr("Service: gateway"));
  EXPECT_EQ(browser_->value("document.querySelector('#q').value"), text);
}

}  // namespace
}  // namespace dejavu
