// SPDX-License-Identifier: GPL-2.0-or-later
// What a search costs a phone, over the bundled corpus.
#include <filesystem>
#include <iostream>

#include "tests/browser/bundled_page.h"

namespace dejavu {
namespace {

class PageWeight : public BundledPage {};

constexpr int kPageBytes = 30'000;
constexpr int kScriptBytes = 8'000;

/// [all, scripts], as they came over the wire without heads.
const std::string kWeights = R"js((() => {
  const loaded = ['navigation', 'resource'].flatMap((type) => performance.getEntriesByType(type));
  const sum = (entries) => entries.reduce((bytes, one) => bytes + one.encodedBodySize, 0);
  const scripts = loaded.filter(({ name }) => name.includes('.js'));
  return [sum(loaded), sum(scripts), scripts.length];
})())js";

TEST_F(PageWeight, SearchPageWithEverythingIsUnderThirtyKilobytes) {
  for (const std::string& question : kBundledQuestions) {
    open(question);
    ASSERT_TRUE(browser_->becomes_true("document.querySelector('.hit')")) << question;
    const nlohmann::json weights = browser_->value(kWeights);
    std::cout << question.substr(0, 60) << ": " << weights[0] << " bytes, script " << weights[1]
              << "\n";
    EXPECT_LT(weights[0], kPageBytes) << question;
    EXPECT_LT(weights[1], kScriptBytes);
    EXPECT_GE(weights[2], 1) << "the script is counted";
  }
}

}  // namespace
}  // namespace dejavu
