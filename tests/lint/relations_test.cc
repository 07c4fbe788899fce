// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/lint/relations.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/postmortem/parse.h"

namespace dejavu {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Postmortem incident(const std::string& id, const std::string& day, const std::string& relation) {
  const std::string text =
      fmt::format("---\nid: {}\nstarted_at: {}\n{}\n---\n# Checkout down\n", id, day, relation);
  return parse_postmortem(id + ".md", text);
}

std::vector<KnownIncident> nobody(std::string_view) { return {}; }

TEST(Relations, OneThatLeadsNowhereIsDanglingWithItsLine) {
  const std::vector<Postmortem> files = {incident("PM-2", "2026-02-03", "recurrence_of: PM-1")};
  const auto found = check_together(files, nobody);
  ASSERT_EQ(found.at(0).size(), 1U);
  EXPECT_EQ(found[0][0].diagnostic.code, "relation-dangling");
  EXPECT_EQ(found[0][0].diagnostic.line, 4);
  EXPECT_THAT(found[0][0].diagnostic.message, HasSubstr("recurrence_of PM-1"));
}

TEST(Relations, OneOfTheCheckedFilesOrOfTheCorpusIsFound) {
  const std::vector<Postmortem> files = {incident("PM-1", "2026-02-01", ""),
                                         incident("PM-2", "2026-02-03", "recurrence_of: PM-1"),
                                         incident("PM-3", "2026-02-04", "part_of: PM-0")};
  const auto corpus = [](std::string_view id) -> std::vector<KnownIncident> {
    if (id != "PM-0") return {};
    return {{"PM-0", "old/PM-0.md", std::nullopt}};
  };
  EXPECT_THAT(check_together(files, corpus), ElementsAre(IsEmpty(), IsEmpty(), IsEmpty()));
}

TEST(Relations, ARecurrenceOfALaterIncidentIsForward) {
  const std::vector<Postmortem> files = {incident("PM-1", "2026-02-05", ""),
                                         incident("PM-2", "2026-02-03", "recurrence_of: PM-1"),
                                         incident("PM-3", "2026-02-03", "lookalike_of: PM-1")};
  const auto found = check_together(files, nobody);
  ASSERT_EQ(found[1].size(), 1U);
  EXPECT_EQ(found[1][0].diagnostic.code, "relation-forward");
  EXPECT_THAT(found[2], IsEmpty()) << "look-alikes have no order";
}

TEST(Relations, OneToTheFileItselfIsNamed) {
  const std::vector<Postmortem> files = {incident("PM-2", "2026-02-03", "duplicate_of: PM-2")};
  const auto found = check_together(files, nobody);
  ASSERT_EQ(found[0].size(), 1U);
  EXPECT_EQ(found[0][0].diagnostic.code, "relation-to-itself");
}

TEST(Relations, TwoFilesWithOneIdAreBothTold) {
  Postmortem copy = incident("PM-1", "2026-02-01", "");
  copy.path = "copy.md";
  const std::vector<Postmortem> files = {incident("PM-1", "2026-02-01", ""), copy};
  const auto found = check_together(files, nobody);
  ASSERT_EQ(found[0].size(), 1U);
  ASSERT_EQ(found[1].size(), 1U);
  EXPECT_EQ(found[0][0].diagnostic.code, "id-duplicate");
  EXPECT_THAT(found[0][0].diagnostic.message, HasSubstr("copy.md"));
}

TEST(Relations, TheSameFileInTheIndexIsNoDuplicate) {
  const std::vector<Postmortem> files = {incident("PM-1", "2026-02-01", "")};
  const auto index = [](std::string_view id) -> std::vector<KnownIncident> {
    return {{std::string(id), "PM-1.md", std::nullopt}};
  };
  EXPECT_THAT(check_together(files, index), ElementsAre(IsEmpty()));
}

}  // namespace
}  // namespace dejavu
