// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/browser/web_driver.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace dejavu {
namespace {

TEST(Browser, IsStartedAnewAsItWasWhenChromiumHasCrashed) {
  if (!has_browser()) GTEST_SKIP() << "skipped: chromium and chromium-driver are not installed";
  Browser browser;
  browser.set_screen({400, 800});
  EXPECT_THROW(browser.open("chrome://crash"), std::runtime_error) << "it crashes again and again";
  browser.open("data:text/html,<p>here</p>");
  EXPECT_EQ(browser.text("p"), "here");
  EXPECT_EQ(browser.value("screen.width"), 400);
}

}  // namespace
}  // namespace dejavu
