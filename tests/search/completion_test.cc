// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/search/completion.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace dejavu {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

using Words = std::vector<std::string_view>;

TEST(Completion, ABeginningLongerThanTheStemFindsItsWords) {
  Tokenizer tokenizer;
  const Words words = {"cert", "certificate", "certificates", "certified", "dns"};
  EXPECT_THAT(completed_terms("certifica", words, tokenizer), ElementsAre("certif"));
  EXPECT_THAT(completed_terms("cert", words, tokenizer), ElementsAre("cert", "certifi", "certif"));
}

TEST(Completion, NoWordGivesNoTerm) {
  Tokenizer tokenizer;
  EXPECT_THAT(completed_terms("xylo", {"dns", "disk"}, tokenizer), IsEmpty());
  EXPECT_THAT(completed_terms("zz", {}, tokenizer), IsEmpty());
}

TEST(Completion, TheShortestWordsComeFirstAndTheirNumberIsLimited) {
  Tokenizer tokenizer;
  std::vector<std::string> owners;
  for (int i = 0; i < 100; ++i) owners.push_back(fmt::format("db{}", 1000 + i));
  owners.push_back("dbz");
  Words words(owners.begin(), owners.end());
  std::sort(words.begin(), words.end());
  const std::vector<std::string> terms = completed_terms("db", words, tokenizer);
  ASSERT_EQ(terms.size(), kMostCompletions);
  EXPECT_EQ(terms.front(), "dbz");
  EXPECT_EQ(terms.back(), "db1062");
}

}  // namespace
}  // namespace dejavu
