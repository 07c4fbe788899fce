// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/text.h"

#include <gtest/gtest.h>

namespace dejavu {
namespace {

using namespace std::string_literals;

TEST(FirstInvalidUtf8, AcceptsEveryPlane) {
  const std::string text = "plain ascii, longer than eight; Störung – 支払い 💥 \xF4\x8F\xBF\xBF"s;
  EXPECT_EQ(first_invalid_utf8(text), text.size());
  EXPECT_EQ(first_invalid_utf8(""), 0U);
}

TEST(FirstInvalidUtf8, NamesTheFirstBadByte) {
  EXPECT_EQ(first_invalid_utf8("abc\xC3("), 3U);
  EXPECT_EQ(first_invalid_utf8("ab\xC0\xAF"), 2U);            // overlong
  EXPECT_EQ(first_invalid_utf8("ab\xED\xA0\x80"), 2U);        // surrogate
  EXPECT_EQ(first_invalid_utf8("ab\xF4\x90\x80\x80"), 2U);    // above U+10FFFF
  EXPECT_EQ(first_invalid_utf8("12345678901\xE2\x82"), 11U);  // cut off
  EXPECT_EQ(first_invalid_utf8("\x80"), 0U);
}

TEST(TruncateUtf8, NeverCutsACodePoint) {
  const std::string text = "a💥b";
  EXPECT_EQ(truncate_utf8(text, 0), "");
  for (const std::size_t limit : {1, 2, 3, 4}) EXPECT_EQ(truncate_utf8(text, limit), "a");
  EXPECT_EQ(truncate_utf8(text, 5), "a💥");
  EXPECT_EQ(truncate_utf8(text, 100), text);
  EXPECT_EQ(truncate_utf8("\x80\x80\x80\x80\x80\x80", 5).size(), 5U);
}

TEST(Excerpt, EndsBetweenWordsWithinTheLimit) {
  EXPECT_EQ(excerpt("short", 5), "short");
  EXPECT_EQ(excerpt("the pool ran dry", 12), "the pool…");
  EXPECT_EQ(excerpt("the pool ran dry", 11), "the pool…");
  EXPECT_EQ(excerpt(std::string(100, 'a'), 10), "aaaaaaa…");
  EXPECT_EQ(excerpt("abc", 2), "ab");
}

TEST(Fold, MakesFormsOfOneWordEqual) {
  EXPECT_EQ(fold("Störung ABC"), "störung abc");
  EXPECT_EQ(fold("STO\xCC\x88RUNG"), "störung");  // the mark stands alone behind an ASCII letter
  EXPECT_EQ(fold("ﬁle ｔｉｍｅｏｕｔ Straße"), "file timeout strasse");
  EXPECT_EQ(fold("time\xE2\x80\x8Bout pay\xC2\xADments"), "timeout payments");
}

TEST(Fold, BytesThatAreNoUtf8Stay) {
  EXPECT_EQ(fold("A\xFF\xFEÖ\xC3"), "a\xFF\xFEö\xC3");
  EXPECT_EQ(fold("A\0B"s), "a\0b"s);
}

TEST(Fold, AMegabyteOfCombiningMarksIsNoTrap) {
  std::string marks = "Z";
  while (marks.size() < 1'000'000) marks += "\xCC\x80\xCC\xA3";
  EXPECT_GT(fold(marks).size(), 900'000U);  // quadratic sorting would take minutes
}

TEST(Blanks, TrimAndCollapse) {
  EXPECT_EQ(trim(" \t\r\n a b \n"), "a b");
  EXPECT_EQ(trim(" \n"), "");
  EXPECT_EQ(collapse_blanks("  a \t\r\n b\xC2\xA0 c "), "a b c");
  EXPECT_EQ(collapse_blanks(" \n "), "");
}

TEST(SplitLines, KnowsAllLineEnds) {
  using Lines = std::vector<std::string_view>;
  EXPECT_EQ(split_lines("a\nb\r\nc\rd"), (Lines{"a", "b", "c", "d"}));
  EXPECT_EQ(split_lines("a\n"), (Lines{"a"}));
  EXPECT_EQ(split_lines("\n\n"), (Lines{"", ""}));
  EXPECT_EQ(split_lines(""), Lines{});
}

TEST(Slug, KeepsLettersOfEveryScript) {
  EXPECT_EQ(slug("All services returning 503!"), "all-services-returning-503");
  EXPECT_EQ(slug("  PM2022-002 -  Logs not shipped "), "pm2022-002-logs-not-shipped");
  EXPECT_EQ(slug("störung 支払い 💥"), "störung-支払い");
  EXPECT_EQ(slug("../..\xFF"), "");
}

TEST(EscapeHtml, NothingActsAndNothingHides) {
  EXPECT_EQ(escape_html("<a href=\"x\" b='y'>&"),
            "&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;");
  EXPECT_EQ(escape_html("a\tb\nc"), "a\tb\nc");
  EXPECT_EQ(escape_html("\x1B[31m\0\xC2\x85\xE2\x80\xAE\xFF"s), "�[31m����");
}

TEST(Text, PrintableTextHasNothingThatATerminalObeys) {
  EXPECT_EQ(printable("red \x1b[31mtitle\x07"), "red \xEF\xBF\xBD[31mtitle\xEF\xBF\xBD");
  EXPECT_EQ(printable("a\tb\nc ü"), "a\tb\nc ü");
  EXPECT_EQ(printable("\xff"), "\xEF\xBF\xBD");
}

TEST(Text, PrintableLineIsOneLine) {
  EXPECT_EQ(printable_line("a\r\nb\nc\rd\x1b"), "a  b c d\xEF\xBF\xBD");
}

}  // namespace
}  // namespace dejavu
