// SPDX-License-Identifier: GPL-2.0-or-later
// How long a phone on the road waits. Prints; asserts no time (docs/SPEED.md has the figures).
#include <algorithm>
#include <iostream>

#include "tests/browser/bundled_page.h"

namespace dejavu {
namespace {

class PhoneSpeed : public BundledPage {
 protected:
  void SetUp() override {
    BundledPage::SetUp();
    if (!browser_) return;
    browser_->set_screen({.width = 390, .height = 844});
    browser_->slow_down();
  }
};

constexpr int kRuns = 5;

/// From the start of the navigation to the first paint with a result, in milliseconds.
const std::string kFirstResult =
    "performance.getEntriesByName('first-contentful-paint')[0]?.startTime";

/// Notes, for each answer that comes while somebody types, the time from its last byte until the
/// frame that shows it has been painted.
const std::string kWatchAnswers = R"js(
  window.settled = [];
  new MutationObserver(() => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      const answer = performance.getEntriesByType('resource')
        .filter(({ name }) => name.includes('fragment=1')).at(-1);
      if (answer) window.settled.push(performance.now() - answer.responseEnd);
    };
    channel.port2.postMessage(0);
  })).observe(document.querySelector('#results'), { childList: true });
)js";

void print(const std::string& what, std::vector<double> times) {
  ASSERT_FALSE(times.empty()) << what;
  std::sort(times.begin(), times.end());
  std::cout << what << ": median " << times[times.size() / 2] << " ms, most " << times.back()
            << " ms of " << times.size() << "\n";
}

TEST_F(PhoneSpeed, FirstResult) {
  for (const std::string& question : kBundledQuestions) {
    std::vector<double> times;
    for (int run = 0; run < kRuns; ++run) {
      browser_->empty_cache();
      browser_->open("about:blank");
      open(question);
      ASSERT_TRUE(browser_->becomes_true(kFirstResult)) << question;
      ASSERT_TRUE(browser_->becomes_true("document.querySelector('.hit')")) << question;
      times.push_back(browser_->value(kFirstResult));
    }
    print("first result, " + question.substr(0, 40), times);
  }
}

TEST_F(PhoneSpeed, SettlingWhileSomebodyTypes) {
  open("/");
  browser_->run(kWatchAnswers);
  std::vector<double> times;
  const std::string words = "database primary failover replication lag";
  for (std::size_t end = words.find(' '); end != std::string::npos;
       end = words.find(' ', end + 1)) {
    const std::string before = std::to_string(times.size());
    paste(words.substr(0, end));
    ASSERT_TRUE(browser_->becomes_true("window.settled.length > " + before));
    times = browser_->value("window.settled").get<std::vector<double>>();
  }
  print("settled after the answer", times);
}

}  // namespace
}  // namespace dejavu
