// SPDX-License-Identifier: GPL-2.0-or-later
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "server/commands/preflight_diff.h"
#include "server/commands/preflight_services.h"

namespace dejavu {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using Source = TouchedService::Source;

TEST(PreflightPaths, PatternsAreThoseOfCodeowners) {
  EXPECT_TRUE(names_path("*.sql", "db/2024/add_index.sql"));
  EXPECT_TRUE(names_path("basket", "shop/basket/pool.py"));
  EXPECT_TRUE(names_path("shop/basket/", "shop/basket/src/pool.py"));
  EXPECT_TRUE(names_path("/shop/basket", "shop/basket/pool.py"));
  EXPECT_TRUE(names_path("docs/*", "docs/a.py"));
  EXPECT_TRUE(names_path("**/migrations/**", "shop/db/migrations/7/up.sql"));
  EXPECT_TRUE(names_path("shop/**/pool.py", "shop/pool.py"));
  EXPECT_FALSE(names_path("docs/*", "docs/build/a.py"));
  EXPECT_FALSE(names_path("shop/basket", "old/shop/basket/pool.py"));
  EXPECT_FALSE(names_path("basket/", "shop/basket"));
  EXPECT_FALSE(names_path("bask", "shop/basket/pool.py"));
  EXPECT_FALSE(names_path("", "shop"));
}

TEST(PreflightServices, TheLastPatternThatNamesAPathCounts) {
  const std::vector<std::string> paths = {"shop/till/a.py", "shop/till/payments/b.py"};
  const std::vector<ServicePath> patterns = {{"shop/till/", {"basket", "checkout"}},
                                             {"shop/till/payments/", {"payments"}}};
  EXPECT_THAT(
      touched_services(paths, patterns, {}),
      ElementsAre(TouchedService{"basket", "shop/till/a.py", Source::kSettings},
                  TouchedService{"checkout", "shop/till/a.py", Source::kSettings},
                  TouchedService{"payments", "shop/till/payments/b.py", Source::kSettings}));
}

TEST(PreflightServices, AWordOfAPathThatIsCalledAsAServiceIsAGuess) {
  const std::vector<std::string> paths = {"src/basket-api/Pool.java", "src/baskets/x.py"};
  const std::vector<std::string> known = {"basket", "Pool", "mailer"};
  EXPECT_THAT(touched_services(paths, {}, known),
              ElementsAre(TouchedService{"basket", paths[0], Source::kPath},
                          TouchedService{"Pool", paths[0], Source::kPath}));
}

TEST(PreflightDiff, LinesLoseTheirSignsAndHeadersAreLeftOut) {
  EXPECT_EQ(
      changed_lines("diff --git a/x b/x\nindex 1..2 100644\n--- a/x\n+++ b/x\n@@ -1 +1,2 @@ f\n"
                    "-old\n+new\n+++ a sum\n\\ No newline at end of file\n"
                    "diff --git a/y b/y\n--- a/y\n+++ b/y\n@@ -0,0 +1 @@\n+other\n"),
      "old\nnew\n++ a sum\nother\n");
}

TEST(PreflightDiff, OneLargeFileDoesNotHideTheOthers) {
  std::string patch = "diff --git a/x b/x\n@@ -0,0 +1 @@\n";
  for (int i = 0; i < 5000; ++i) patch += "+a line of a large file\n";
  patch += "+" + std::string(100'000, 'x') + "\n";
  patch += "diff --git a/y b/y\n@@ -0,0 +1 @@\n+the other file\n";
  const std::string text = changed_lines(patch);
  EXPECT_LT(text.size(), 2 * kMaxFileDiffBytes);
  EXPECT_TRUE(text.ends_with("the other file\n"));
}

}  // namespace
}  // namespace dejavu
