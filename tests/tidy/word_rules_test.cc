// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/tidy/word_rules.h"

#include <gtest/gtest.h>

#include <string>

namespace dejavu {
namespace {

std::size_t empty_words_in(const std::string& text) {
  return no_empty_words({"core/base/a.cc", text}).size();
}

std::size_t phrases_in(const std::string& text) {
  return no_banned_phrase({"core/base/a.cc", text}).size();
}

TEST(EmptyWords, AreCaughtInEveryWayOfWritingNames) {
  EXPECT_EQ(empty_words_in("int string_util;\n"), 1U);
  EXPECT_EQ(empty_words_in("class IndexManager;\n"), 1U);
  EXPECT_EQ(empty_words_in("constexpr int kHelperCount = 1;\n"), 1U);
  EXPECT_EQ(no_empty_words({"core/base/time_utils.h", ""}).size(), 1U);
}

TEST(EmptyWords, AreFreeInsideOfOtherWordsAndInProse) {
  EXPECT_EQ(empty_words_in("#include <utility>\n"), 0U);
  EXPECT_EQ(empty_words_in("// The helper of a manager.\nauto s = \"util\";\n"), 0U);
}

TEST(BannedPhrases, AreCaughtInCommentsToo) {
  EXPECT_EQ(phrases_in("// TO"
                       "DO: later\n"),
            1U);
  EXPECT_EQ(phrases_in("// FIX"
                       "ME\n"),
            1U);
  EXPECT_EQ(phrases_in("std::"
                       "regex pattern;\n"),
            1U);
  EXPECT_EQ(phrases_in("using namespace "
                       "std;\n"),
            1U);
}

TEST(BannedPhrases, ATemplateOfATemporaryNameIsNone) {
  EXPECT_EQ(phrases_in("auto name = \"dejavu-XX"
                       "XXXX\";\n"),
            0U);
}

TEST(JsonDump, WithoutReplacementOfBadBytesIsCaught) {
  const auto caught = [](const std::string& text) {
    return json_is_dumped_safely({"server/a.cc", text}).size();
  };
  EXPECT_EQ(caught("auto s = json.dump();\n"), 1U);
  EXPECT_EQ(caught("auto s = json.dump(2);\n"), 1U);
  EXPECT_EQ(caught("auto s = json.dump(-1, ' ', false,\n  Json::error_handler_t::replace);\n"), 0U);
}

}  // namespace
}  // namespace dejavu
