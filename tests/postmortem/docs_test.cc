// SPDX-License-Identifier: GPL-2.0-or-later
// docs/POSTMORTEM.md is the authors' view of the tables in the code.
#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "core/base/files.h"
#include "core/postmortem/field_table.h"
#include "tests/postmortem/documented.h"

namespace dejavu {
namespace {

TEST(Docs, EveryFieldAndAliasIsDocumented) {
  const std::string page = format_page();
  for (const FieldRow& row : kFieldTable) {
    EXPECT_NE(page.find('`' + std::string(row.name) + '`'), std::string::npos) << row.name;
    std::istringstream aliases{std::string(row.aliases)};
    for (std::string alias; aliases >> alias;) {
      EXPECT_NE(page.find('`' + alias + '`'), std::string::npos) << row.name << ": " << alias;
    }
  }
}

TEST(Docs, TheExampleIsReadWithoutADoubt) {
  const std::string page = format_page();
  const std::size_t begin = page.find("```markdown\n") + 12;
  const Postmortem example = parsed(page.substr(begin, page.find("\n```\n", begin) - begin));
  EXPECT_TRUE(example.diagnostics.empty());
  EXPECT_EQ(example.id, "PM-2026-007");
  EXPECT_EQ(example.relations.size(), 1U);
  EXPECT_EQ(example.action_items.size(), 1U);
  EXPECT_EQ(shown(example.timeline.at(1).at), "2026-02-03T09:30Z");
  EXPECT_NE(section_text(example, SectionKind::kFirstCheck).find("notAfter"), std::string::npos);
}

}  // namespace
}  // namespace dejavu
