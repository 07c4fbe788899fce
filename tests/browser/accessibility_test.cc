// SPDX-License-Identifier: GPL-2.0-or-later
// What a rule can check of accessibility, and what assistive technology and a keyboard meet.
#include <gmock/gmock.h>

#include <filesystem>
#include <map>

#include "core/base/files.h"
#include "tests/browser/team_page.h"

namespace dejavu {
namespace {

using nlohmann::json;
using testing::Contains;

/// test.sh has npm put it there (tests/browser/package.json); nothing else needs it.
const std::string kAxe = "build/node/node_modules/axe-core/axe.min.js";
constexpr std::size_t kAxeBytes = std::size_t{4} << 20;

/// More steps than any page has places for the focus.
constexpr int kMostSteps = 400;

class Accessibility : public TeamPage {
 protected:
  void look_with_axe() {
    if (!std::filesystem::exists(kAxe)) {
      GTEST_SKIP() << "skipped: no " << kAxe << "; ./test.sh installs it where there is npm";
    }
    const std::string axe = read_file(kAxe, kAxeBytes);
    for (const std::string& path : team_pages()) {
      open(path);
      // Folded parts are looked at, too, and what is laid out only when it comes near: where that
      // happens while axe measures, what it finds depends on the machine's load.
      browser_->run("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
      browser_->run(
          "document.querySelectorAll('.filters, .hits li').forEach((one) => "
          "{ one.style.contentVisibility = 'visible'; })");
      browser_->run(axe);
      const json found = browser_->value(
          "axe.run({rules: {'target-size': {enabled: true}}}).then(({violations}) => "
          "violations.map(({id, nodes}) => id + ': ' + nodes.map((one) => one.html + ' ' + "
          "one.failureSummary).join(' | ').slice(0, 600)))");
      EXPECT_EQ(found, json::array()) << path << "\n" << found.dump(1);
    }
  }
};

TEST_F(Accessibility, AxeFindsNothingInLight) { look_with_axe(); }

TEST_F(Accessibility, AxeFindsNothingInDark) {
  browser_->set_colours("dark");
  look_with_axe();
}

TEST_F(Accessibility, AxeFindsNothingOnAPhone) {
  browser_->set_screen({.width = 390, .height = 844});
  look_with_axe();
}

TEST_F(Accessibility, NothingScrollsSidewaysAtFourHundredPercent) {
  // 1280 pixels at 400 %, WCAG 2.2, 1.4.10.
  browser_->set_screen({.width = 320, .height = 256});
  for (const std::string& path : team_pages()) {
    open(path);
    browser_->run("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
    EXPECT_EQ(browser_->value("document.documentElement.scrollWidth"), 320) << path;
  }
}

/// Of what has the focus: what it is, or "" behind the last one; and what is wrong with it.
const std::string kFocus = R"js((() => {
  const one = document.activeElement;
  if (!one || one === document.body || one.matches('.skip')) return ['', ''];
  const { outlineStyle, outlineWidth } = getComputedStyle(one);
  const box = one.getBoundingClientRect();
  const away = box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || !box.width;
  const name = one.outerHTML.slice(0, 100);
  if (away) return [name, 'is not on the screen'];
  return [name, outlineStyle === 'none' || parseFloat(outlineWidth) < 2 ? 'shows no focus' : ''];
})())js";

TEST_F(Accessibility, KeyboardReachesEverythingAndShowsWhere) {
  for (const std::string& path : team_pages()) {
    open(path);
    browser_->value("document.querySelector('.skip').focus()");
    int steps = 0;
    for (; steps < kMostSteps; ++steps) {
      browser_->keys(kTabKey);
      const json focus = browser_->value(kFocus);
      if (focus[0].get<std::string>().empty()) break;
      EXPECT_EQ(focus[1], "") << path << " " << focus[0];
    }
    const int places = browser_->value(
        "[...document.querySelectorAll('a[href], button, input, textarea, select, summary')]"
        ".filter((one) => one.checkVisibility() && !one.disabled && one.type !== 'hidden').length");
    EXPECT_GE(steps + 1, places / 2) << path << ": radio buttons are one place";
    EXPECT_LT(steps, kMostSteps) << path;
  }
}

TEST_F(Accessibility, ForcedColoursKeepWhatIsChosenApart) {
  browser_->set_media("forced-colors", "active");
  open("/?q=publishers%20blocked%20on%20the%20broker&service=queue&force=broker");
  const auto before = [&](const std::string& selector) {
    return browser_->value("getComputedStyle(document.querySelector('" + selector +
                           "'), '::before').backgroundColor");
  };
  EXPECT_NE(before(".facet .check[aria-current]"), before(".facet .check:not([aria-current])"));
  const auto edge = [&](const std::string& selector) {
    return browser_->value("getComputedStyle(document.querySelector('" + selector +
                           "')).borderTopWidth");
  };
  EXPECT_NE(edge(".chips .must"), edge(".chips li:not(.must)"));
}

struct Node {
  std::string role;
  std::string name;
  int level = 0;
};

Node node_of(const json& one) {
  Node node{.role = one["role"].value("value", ""), .name = ""};
  if (one.contains("name")) node.name = one["name"].value("value", "");
  for (const json& property : one.value("properties", json::array())) {
    if (property["name"] == "level") node.level = property["value"]["value"];
  }
  return node;
}

/// In the order in which they are read out.
void add_nodes(const std::map<std::string, json>& tree, const std::string& id,
               std::vector<Node>& nodes) {
  const auto found = tree.find(id);
  if (found == tree.end()) return;
  const json& one = found->second;
  if (!one.value("ignored", false) && one.contains("role")) nodes.push_back(node_of(one));
  for (const json& child : one.value("childIds", json::array())) add_nodes(tree, child, nodes);
}

std::vector<Node> nodes_of(const json& list) {
  std::map<std::string, json> tree;
  for (const json& one : list) tree[one["nodeId"]] = one;
  std::vector<Node> nodes;
  add_nodes(tree, list.front()["nodeId"], nodes);
  return nodes;
}

TEST_F(Accessibility, TreeOfTheSearchPageMakesSense) {
  open("/?q=publishers%20blocked%2C%20disk%20alarm%20on%20the%20broker");
  std::vector<std::string> landmarks;
  int level = 0;
  int first_level = 0;
  for (const Node& node : nodes_of(browser_->accessibility_tree())) {
    if (node.role == "heading") {
      EXPECT_LE(node.level, level + 1) << node.name;
      EXPECT_NE(node.name, "");
      level = node.level;
      first_level += node.level == 1 ? 1 : 0;
    }
    if (node.role == "button" || node.role == "link" || node.role == "textbox") {
      EXPECT_NE(node.name, "") << node.role;
    }
    landmarks.push_back(node.role + " " + node.name);
  }
  EXPECT_EQ(first_level, 1);
  for (const char* expected :
       {"banner ", "navigation Pages", "search ", "main ", "status ", "complementary Filters",
        "region LIKELY THE SAME", "contentinfo ", "heading Has this happened before?"}) {
    EXPECT_THAT(landmarks, Contains(std::string(expected)));
  }
}

TEST_F(Accessibility, VerdictIsSpokenWhenItWasAskedForAndNotForEachKey) {
  open("/");
  const std::string said = "document.querySelector('#notice').textContent";
  browser_->type("#q", "publishers blocked disk alarm broker");
  ASSERT_TRUE(browser_->becomes_true("document.querySelector('.hit')"));
  EXPECT_EQ(browser_->value(said), "");
  browser_->type("#q", kEnterKey);
  EXPECT_TRUE(browser_->becomes_true(said + ".includes('seen before')"));
  EXPECT_EQ(browser_->value("document.querySelector('#notice').role"), "status");
}

}  // namespace
}  // namespace dejavu
