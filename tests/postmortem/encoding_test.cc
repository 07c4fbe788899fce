// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/postmortem/encoding.h"

#include <gtest/gtest.h>

#include "tests/postmortem/parsed.h"

namespace dejavu {
namespace {

using namespace std::string_literals;

std::string code_of(const DecodedText& decoded) {
  return decoded.diagnostics.empty() ? "" : decoded.diagnostics.front().code;
}

TEST(Encoding, CleanUtf8StaysAsItIs) {
  const std::string text = "# Störung – 支払い 💥\n\ttab\n";
  const DecodedText decoded = decode_text(text);
  EXPECT_EQ(decoded.text, text);
  EXPECT_TRUE(decoded.diagnostics.empty());
}

TEST(Encoding, WhatIsNoUtf8IsWindows1252AndSaidWithItsLine) {
  const DecodedText decoded = decode_text("a\nSt\xF6rung \x96 \x93Zahlung\x94 100 \x80");
  EXPECT_EQ(decoded.text, "a\nStörung – “Zahlung” 100 €");
  ASSERT_EQ(code_of(decoded), "encoding-windows-1252");
  EXPECT_EQ(decoded.diagnostics.front().line, 2);
}

TEST(Encoding, TextEncodedTwiceIsRepaired) {
  const DecodedText decoded = decode_text("BOOM ðŸ’¥\nDoÂ\xC2\xA0This, itâ€™s StÃ¶rung");
  EXPECT_EQ(decoded.text, "BOOM 💥\nDo\xC2\xA0This, it’s Störung");
  EXPECT_EQ(code_of(decoded), "encoding-twice");
}

TEST(Encoding, GermanQuotationMarksAreNoDoubleEncoding) {
  const std::string text = "»Spaß« und Ä“ und Ü»";
  EXPECT_EQ(decode_text(text).text, text);
}

TEST(Encoding, Utf16NeedsItsByteOrderMark) {
  EXPECT_EQ(decode_text("\xFF\xFE#\0 \0\xF6\0\x3D\xD8\xA5\xDC"s).text, "# ö💥");
  EXPECT_EQ(decode_text("\xFE\xFF\0#\0 \0\xF6"s).text, "# ö");
  EXPECT_EQ(decode_text("\xFF\xFE\x3D\xD8"s).text, "\xEF\xBF\xBD");  // half a pair
}

TEST(Encoding, EveryLineEndBecomesOneAndLinesKeepTheirNumbers) {
  EXPECT_EQ(decode_text("a\r\nb\rc\n\r\nd").text, "a\nb\nc\n\nd");
}

TEST(Encoding, ControlAndBidiCharactersGoWithADiagnostic) {
  const DecodedText decoded = decode_text("a\0b\n\x1B[31mred \xE2\x80\xAE x \xC2\x9B"s);
  EXPECT_EQ(decoded.text, "ab\n[31mred  x ");
  EXPECT_EQ(code_of(decoded), "control-characters");
  EXPECT_EQ(decoded.diagnostics.front().line, 1);
}

TEST(Encoding, AByteOrderMarkHidesNoFrontMatter) {
  EXPECT_EQ(parsed("\xEF\xBB\xBF---\ntitle: Marked\n---\n").title, "Marked");
}

TEST(Encoding, BinaryAndEmptyFilesAreReported) {
  EXPECT_TRUE(has_code(parsed(""), "file-empty"));
  std::string binary;
  for (int i = 0; i < 4096; ++i) binary += static_cast<char>(i * 37 + i / 7);
  EXPECT_TRUE(has_code(parsed(binary), "not-text"));
}

}  // namespace
}  // namespace dejavu
