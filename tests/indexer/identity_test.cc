// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/identity.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "core/base/files.h"
#include "core/index/reader.h"
#include "tests/indexer/corpus_fixture.h"

namespace dejavu {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::MatchesRegex;
using testing::Pair;

std::string suffixed(const std::string& id, const std::string& path) {
  return id + "~" + content_hash(path).substr(0, 6);
}

/// Two paths whose hashes begin with the same six digits.
std::pair<std::string, std::string> colliding_paths() {
  std::map<std::string, std::string> seen;
  for (int i = 0;; ++i) {
    std::string path = std::to_string(i) + ".md";
    const auto [other, is_new] = seen.emplace(content_hash(path).substr(0, 6), path);
    if (!is_new) return {std::min(path, other->second), std::max(path, other->second)};
  }
}

TEST(Identity, FirstPathKeepsTheIdAndTheOthersGetASuffix) {
  EXPECT_THAT(assign_ids("PM-1", {"a.md", "b.md"}),
              ElementsAre(AssignedId{"PM-1", ""}, AssignedId{suffixed("PM-1", "b.md"), "a.md"}));
}

TEST(Identity, SuffixesThatWouldBeEqualGrow) {
  const auto [first, second] = colliding_paths();
  const auto assigned = assign_ids("PM-1", {"", first, second});
  EXPECT_NE(assigned[1].id, assigned[2].id);
  EXPECT_GT(assigned[1].id.size(), std::string("PM-1~123456").size());
}

TEST(Identity, IdThatLooksLikeASuffixedOneIsGivenToNobody) {
  EXPECT_TRUE(is_reserved_id("PM-1~1a2b3c"));
  EXPECT_TRUE(is_reserved_id("PM-1~1a2b3c4"));
  EXPECT_FALSE(is_reserved_id("PM-1~1a2b3"));
  EXPECT_FALSE(is_reserved_id("PM-1~draft1"));
  EXPECT_FALSE(is_reserved_id("PM-1a2b3c"));
  EXPECT_EQ(assign_ids("PM-1~1a2b3c", {"a.md"}).front().id, suffixed("PM-1~1a2b3c", "a.md"));
}

TEST(Identity, WarningNamesTheOtherFileAndGoesAwayWithIt) {
  Postmortem postmortem;
  postmortem.id = "PM-1";
  postmortem.diagnostics = {{.line = 1, .column = 1, .code = "first"}, {.line = 4, .code = "next"}};
  const Postmortem second = with_identity(postmortem, "PM-1", {"PM-1~123456", "a.md"});
  ASSERT_EQ(second.diagnostics.size(), 3U);
  EXPECT_EQ(second.diagnostics[1].code, "id-duplicate");
  EXPECT_EQ(second.diagnostics[1].level, DiagnosticLevel::kWarning);
  EXPECT_THAT(second.diagnostics[1].message, HasSubstr("a.md"));
  EXPECT_EQ(with_identity(second, "PM-1", {"PM-1", ""}), postmortem);
}

TEST(Identity, BuildKeepsEveryFileThatWantsAnId) {
  const CorpusFixture corpus;
  for (const char* path : {"c.md", "a.md", "b.md"}) {
    corpus.write(path, incident("PM-1", path, "2024-03-01"));
  }
  const Summary summary = corpus.build();
  EXPECT_THAT(ids_by_path(corpus.index()),
              ElementsAre(Pair("a.md", "PM-1"), Pair("b.md", suffixed("PM-1", "b.md")),
                          Pair("c.md", suffixed("PM-1", "c.md"))));
  EXPECT_EQ(summary.stats.files_with_problems, 2U);
  ASSERT_TRUE(summary.reports.contains("b.md"));
  EXPECT_EQ(summary.reports.at("b.md").front().code, "id-duplicate");
  Reader reader(corpus.index());
  EXPECT_EQ(reader.card(*reader.find_id("PM-1")).path, "a.md");
  EXPECT_EQ(reader.card(*reader.find_id(suffixed("PM-1", "c.md"))).problems, 1);
}

TEST(Identity, RemovingTheOwnerHandsTheIdToTheNextPath) {
  const CorpusFixture corpus;
  for (const char* path : {"a.md", "b.md", "c.md"}) {
    corpus.write(path, incident("PM-1", path, "2024-03-01"));
  }
  corpus.build();
  corpus.remove("a.md");
  const Summary summary = corpus.update({"a.md"});
  EXPECT_THAT(ids_by_path(corpus.index()),
              ElementsAre(Pair("b.md", "PM-1"), Pair("c.md", suffixed("PM-1", "c.md"))));
  EXPECT_EQ(summary.stats.files_with_problems, 1U);
  Reader reader(corpus.index());
  const Postmortem last = reader.postmortem(*reader.find_path("c.md"));
  EXPECT_THAT(last.diagnostics.front().message, HasSubstr("b.md"));
}

TEST(Identity, FileThatSortsFirstTakesTheIdWhenItArrivesLater) {
  const CorpusFixture corpus;
  corpus.write("b.md", incident("PM-1", "b", "2024-03-01"));
  corpus.build();
  corpus.write("a.md", incident("PM-1", "a", "2024-03-01"));
  corpus.update({"a.md"});
  EXPECT_THAT(ids_by_path(corpus.index()),
              ElementsAre(Pair("a.md", "PM-1"), Pair("b.md", suffixed("PM-1", "b.md"))));
}

TEST(Identity, FileThatAsksForAnotherIdFreesItsOldOne) {
  const CorpusFixture corpus;
  corpus.write("a.md", incident("PM-1", "a", "2024-03-01"));
  corpus.write("b.md", incident("PM-1", "b", "2024-03-01"));
  corpus.build();
  corpus.write("a.md", incident("PM-2", "a", "2024-03-01"));
  corpus.update({"a.md"});
  EXPECT_THAT(ids_by_path(corpus.index()), ElementsAre(Pair("a.md", "PM-2"), Pair("b.md", "PM-1")));
}

TEST(Identity, NobodyCanTakeTheIdThatADuplicateWasGiven) {
  const CorpusFixture corpus;
  const std::string given = suffixed("PM-1", "b.md");
  corpus.write("a.md", incident("PM-1", "a", "2024-03-01"));
  corpus.write("b.md", incident("PM-1", "b", "2024-03-01"));
  corpus.write("0.md", incident(given, "thief", "2024-03-01"));
  corpus.build();
  const auto ids = ids_by_path(corpus.index());
  EXPECT_EQ(ids.at("b.md"), given);
  EXPECT_EQ(ids.at("0.md"), suffixed(given, "0.md"));
}

}  // namespace
}  // namespace dejavu
