// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/tidy/layout_rules.h"

#include <gtest/gtest.h>

#include <string>

namespace dejavu {
namespace {

const std::string kLicence = "// SPDX-License-Identifier: GPL-2.0-or-later\n";

std::string times(int count, const std::string& text) {
  std::string all;
  for (int i = 0; i < count; ++i) all += text;
  return all;
}

TEST(Licence, MissingInTheFirstLineIsCaught) {
  EXPECT_EQ(licence_comes_first({"core/base/x.cc", "int x;\n" + kLicence}).size(), 1U);
  EXPECT_EQ(licence_comes_first({"web/style.css", "body {}\n"}).size(), 1U);
  EXPECT_EQ(licence_comes_first({"core/base/CMakeLists.txt", ""}).size(), 1U);
}

TEST(Licence, AScriptHasItBehindItsInterpreter) {
  EXPECT_TRUE(licence_comes_first({"run.sh", "#!/bin/bash\n#" + kLicence.substr(2)}).empty());
  EXPECT_EQ(licence_comes_first({"run.sh", "#!/bin/bash\n\n#" + kLicence.substr(2)}).size(), 1U);
}

TEST(Licence, ProseNeedsNone) {
  EXPECT_TRUE(licence_comes_first({"docs/INDEX.md", "# Index\n"}).empty());
}

TEST(PragmaOnce, MissingInAHeaderIsCaught) {
  EXPECT_EQ(header_has_pragma_once({"core/base/x.h", kLicence + "// #pragma once\n"}).size(), 1U);
  EXPECT_TRUE(header_has_pragma_once({"core/base/x.h", kLicence + "#pragma once\n"}).empty());
  EXPECT_TRUE(header_has_pragma_once({"core/base/x.cc", kLicence}).empty());
}

TEST(LineLength, AHundredAndOneColumnsAreCaughtWithTheirLine) {
  const auto violations = lines_are_short({"a.cc", "\n" + std::string(101, 'x') + "\n"});
  ASSERT_EQ(violations.size(), 1U);
  EXPECT_EQ(violations[0].line, 2);
  EXPECT_TRUE(lines_are_short({"a.cc", std::string(100, 'x') + "\n"}).empty());
}

TEST(LineLength, AnArrowIsOneColumn) {
  EXPECT_TRUE(lines_are_short({"a.cc", times(100, "→") + "\n"}).empty());
  EXPECT_EQ(lines_are_short({"a.cc", times(101, "→") + "\n"}).size(), 1U);
}

TEST(FileLength, HeadersAreHeldShorterThanSources) {
  EXPECT_TRUE(files_are_short({"a.cc", times(400, "\n")}).empty());
  EXPECT_EQ(files_are_short({"a.cc", times(401, "\n")}).size(), 1U);
  EXPECT_TRUE(files_are_short({"a.h", times(150, "\n")}).empty());
  EXPECT_EQ(files_are_short({"a.h", times(151, "\n")}).size(), 1U);
}

TEST(FunctionLength, SeventyOneLinesAreCaughtWhereTheyBegin) {
  const std::string fits = "namespace dejavu {\nint f() {\n" + times(68, "  g();\n") + "}\n}\n";
  const std::string over = "namespace dejavu {\nint f() {\n" + times(69, "  g();\n") + "}\n}\n";
  EXPECT_TRUE(functions_are_short({"a.cc", fits}).empty());
  const auto violations = functions_are_short({"a.cc", over});
  ASSERT_EQ(violations.size(), 1U);
  EXPECT_EQ(violations[0].line, 2);
}

TEST(FunctionLength, AMemberOfAClassIsAFunctionAndTheClassIsNone) {
  const std::string body = times(69, "    g();\n");
  const std::string text = "class C final {\n  C() : a_{1} {\n" + body + "  }\n  int a_;\n};\n";
  EXPECT_EQ(functions_are_short({"a.h", text}).size(), 1U);
  EXPECT_TRUE(
      functions_are_short({"a.h", "struct S {\n" + times(90, "  int x;\n") + "};\n"}).empty());
}

TEST(Blanks, TabsTrailingBlanksAndAMissingLastNewlineAreCaught) {
  EXPECT_EQ(blanks_are_in_order({"a.cc", "\tint x;\n"}).size(), 1U);
  EXPECT_EQ(blanks_are_in_order({"a.md", "text \n"}).size(), 1U);
  EXPECT_EQ(blanks_are_in_order({"a.cc", "int x;"}).size(), 1U);
  EXPECT_EQ(blanks_are_in_order({"a.cc", "int x;\r\n"}).size(), 1U);
  EXPECT_TRUE(blanks_are_in_order({"a.cc", "int x;\n"}).empty());
}

TEST(FileNames, AnythingButSnakeCaseIsCaught) {
  EXPECT_EQ(names_are_snake_case({"core/base/textTools.cc", ""}).size(), 1U);
  EXPECT_EQ(names_are_snake_case({"core/base/text-tools.h", ""}).size(), 1U);
  EXPECT_TRUE(names_are_snake_case({"core/base/text.cc", ""}).empty());
  EXPECT_TRUE(names_are_snake_case({"core/CMakeLists.txt", ""}).empty());
}

}  // namespace
}  // namespace dejavu
