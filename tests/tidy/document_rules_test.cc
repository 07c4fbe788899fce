// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/tidy/document_rules.h"

#include <gtest/gtest.h>

#include <string>

namespace dejavu {
namespace {

const SourceFile kIndexPage{"docs/INDEX.md",
                            "# Index\n\n## What is it? (Part 2)\n\n## Twice\n\n## Twice\n"};
const ProjectTree kTree{.files = {kIndexPage},
                        .paths = {"docs", "docs/INDEX.md", "README.md", "run.sh"}};

std::string faults(const std::string& markdown) {
  return report(links_resolve({"docs/QUERY.md", markdown}, kTree));
}

TEST(Links, ToAFileThatIsNotThereAreCaughtWithTheirLine) {
  EXPECT_EQ(faults("\nSee [the index](INDEKS.md).\n"),
            "docs/QUERY.md:2: the link INDEKS.md leads to docs/INDEKS.md, which is not there\n");
  EXPECT_NE(faults("[index]: INDEKS.md\n"), "");
  EXPECT_NE(faults("[outside](../../elsewhere.md)\n"), "");
}

TEST(Links, ToAHeadingThatIsNotThereAreCaught) {
  EXPECT_NE(faults("[part](INDEX.md#what-is-it)\n"), "");
  EXPECT_NE(faults("[here](#nowhere)\n"), "");
  EXPECT_NE(faults("[third](INDEX.md#twice-2)\n"), "");
}

TEST(Links, ThatLeadSomewhereAreLeftAlone) {
  EXPECT_EQ(faults("[a](INDEX.md) [b](INDEX.md#what-is-it-part-2) [c](../run.sh)\n"), "");
  EXPECT_EQ(faults("# Here\n\n[a](#here) [b](INDEX.md#twice-1) [c](https://example.org/x)\n"), "");
}

TEST(Links, InCodeAreNone) {
  EXPECT_EQ(faults("```\n[a](nowhere.md)\n```\nand `[b](nowhere.md)`\n"), "");
}

TEST(Decisions, APageThatTheListDoesNotNameIsCaught) {
  ProjectTree tree{.files = {{"docs/decisions/0001-a.md", ""}, {"docs/decisions/README.md", ""}},
                   .paths = {}};
  EXPECT_EQ(decisions_are_listed(tree).size(), 1U);
  tree.files[1].content = "| [0001](0001-a.md) | a |\n";
  EXPECT_TRUE(decisions_are_listed(tree).empty());
}

TEST(KebabLiterals, AreTheNamesOfDiagnostics) {
  const std::string text = "// \"not-this\"\nnote(1, \"date-ambiguous\", \"Two-faced date.\");\n";
  EXPECT_EQ(kebab_literals(text), std::vector<std::string>{"date-ambiguous"});
}

TEST(Documentation, ANameThatIsNotWrittenAboutIsCaught) {
  const SourceFile page{"docs/QUERY.md", "`service:payments`, and `tag`\n"};
  EXPECT_TRUE(names_are_documented({"service", "tag"}, page).empty());
  EXPECT_EQ(names_are_documented({"team"}, page).size(), 1U);
}

}  // namespace
}  // namespace dejavu
