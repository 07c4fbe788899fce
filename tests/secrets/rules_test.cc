// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/secrets/rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "core/base/error.h"
#include "core/secrets/detector.h"
#include "core/secrets/mask.h"

namespace dejavu {
namespace {

using testing::HasSubstr;

TEST(SecretRules, EveryRuleFindsWhatItSaysItFinds) {
  for (const SecretRule& rule : bundled_detector().rules()) {
    for (const std::string& yes : rule.yes) {
      const Masked masked = mask_secrets(yes);
      EXPECT_THAT(masked.text, HasSubstr("[masked: " + rule.name + "]")) << yes;
      for (const SecretFinding& finding : masked.findings)
        EXPECT_EQ(finding.rule, rule.name) << yes;
    }
  }
}

TEST(SecretRules, NothingIsFoundInWhatARuleSaysIsNoSecret) {
  for (const SecretRule& rule : bundled_detector().rules()) {
    for (const std::string& no : rule.no) EXPECT_EQ(mask_secrets(no).text, no) << rule.name;
  }
}

TEST(SecretRules, EveryPatternOfEveryRuleCompiles) {
  std::string all;
  for (const SecretRule& rule : bundled_detector().rules()) {
    for (const std::string& yes : rule.yes) all += yes + "\n\n";
  }
  EXPECT_NO_THROW(bundled_detector().find(all));
}

TEST(SecretRules, NamesAreGivenOnce) {
  std::set<std::string> names;
  for (const SecretRule& rule : bundled_detector().rules()) {
    EXPECT_TRUE(names.insert(rule.name).second) << rule.name;
  }
}

TEST(SecretRules, APartThatIsMissingOrUnknownIsAnError) {
  EXPECT_THROW(read_secret_rules("match = a\n"), Error);
  EXPECT_THROW(read_secret_rules("[a]\nwhat = a\nnear = a\nmatch = (a)\nyes = a\n"), Error);
  EXPECT_THROW(read_secret_rules("[a]\nwaht = a\n"), Error);
  EXPECT_THROW(read_secret_rules("[a]\nvalue = nothing\n"), Error);
}

}  // namespace
}  // namespace dejavu
