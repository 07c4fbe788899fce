// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/reader.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "core/base/error.h"
#include "core/index/layout.h"
#include "core/index/xapian_access.h"
#include "tests/indexer/corpus_fixture.h"

namespace dejavu {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::string> ids(Reader& reader) {
  std::vector<std::string> ids;
  for (const DocId doc : reader.newest_first()) ids.push_back(reader.card(doc).id);
  return ids;
}

TEST(Reader, WithoutIndexSaysHowToBuildOne) {
  const CorpusFixture corpus;
  try {
    Reader reader(corpus.index());
    FAIL() << "opened";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kNotFound);
    EXPECT_THAT(error.hint(), HasSubstr("dejavu-index build"));
  }
}

TEST(Reader, FindsByIdAndPathAndReadsBothForms) {
  const CorpusFixture corpus;
  corpus.write("2024/disk.md", incident("PM-1", "Disk full", "2024-03-01"));
  corpus.build();
  Reader reader(corpus.index());
  const auto doc = reader.find_id("PM-1");
  ASSERT_TRUE(doc);
  EXPECT_EQ(reader.find_path("2024/disk.md"), doc);
  EXPECT_EQ(reader.card(*doc).title, "Disk full");
  EXPECT_EQ(reader.postmortem(*doc).path, "2024/disk.md");
  EXPECT_FALSE(reader.find_id("PM-2"));
  EXPECT_FALSE(reader.find_path("disk.md"));
}

TEST(Reader, DocumentThatIsGoneKeepsItsCardAndANumberThatNoneHadIsNotFound) {
  const CorpusFixture corpus;
  corpus.write("a.md", incident("PM-1", "Disk full", "2024-03-01"));
  corpus.build();
  Reader reader(corpus.index());
  const DocId doc = *reader.find_id("PM-1");
  corpus.remove("a.md");
  corpus.update();
  reader.refresh();
  EXPECT_FALSE(reader.find_id("PM-1"));
  EXPECT_EQ(reader.card(doc).title, "Disk full");
  try {
    reader.card(doc + 1);
    FAIL() << "found";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kNotFound);
  }
}

TEST(Reader, ListsNewestFirstThenWhatHasNoDateById) {
  const CorpusFixture corpus;
  corpus.write("a.md", incident("PM-A", "Old", "1969-12-31"));
  corpus.write("b.md", incident("PM-B", "New", "2026-01-01"));
  corpus.write("c.md", incident("PM-Z", "Never", ""));
  corpus.write("d.md", incident("PM-C", "Never", ""));
  corpus.write("e.md", incident("PM-E", "Middle", "2024-01-01"));
  corpus.build();
  Reader reader(corpus.index());
  EXPECT_THAT(ids(reader), ElementsAre("PM-B", "PM-E", "PM-A", "PM-C", "PM-Z"));
}

TEST(Reader, EmptyCorpusIsAnIndexWithoutDocuments) {
  const CorpusFixture corpus;
  corpus.build();
  Reader reader(corpus.index());
  EXPECT_EQ(reader.info().documents, 0U);
  EXPECT_THAT(reader.newest_first(), IsEmpty());
  EXPECT_FALSE(reader.find_id("PM-1"));
}

TEST(Reader, RefreshSeesACommitAndTellsWhetherThereWasOne) {
  const CorpusFixture corpus;
  corpus.write("a.md", incident("PM-1", "Disk full", "2024-03-01"));
  corpus.build();
  Reader reader(corpus.index());
  EXPECT_FALSE(reader.refresh());
  const IndexInfo before = reader.info();
  corpus.write("b.md", incident("PM-2", "Out of memory", "2024-04-01"));
  corpus.update();
  EXPECT_EQ(ids(reader).size(), 1U) << "the old answer until refresh";
  EXPECT_TRUE(reader.refresh());
  EXPECT_EQ(reader.info().documents, 2U);
  EXPECT_EQ(reader.info().generation, before.generation);
  EXPECT_GT(reader.info().revision, before.revision);
  EXPECT_THAT(ids(reader), ElementsAre("PM-2", "PM-1"));
}

TEST(Reader, OldReaderKeepsItsAnswersWhenAWriterCommits) {
  const CorpusFixture corpus;
  corpus.write("a.md", incident("PM-1", "Disk full", "2024-03-01"));
  corpus.write("b.md", incident("PM-2", "Out of memory", "2024-04-01"));
  corpus.build();
  Reader old(corpus.index());
  const DocId before = *old.find_id("PM-1");
  const std::uint32_t last = old.forward().last();
  const std::uint32_t length = old.forward().lengths()[before];
  corpus.write("a.md", incident("PM-1", "Certificate of the gateway expired", "2025-03-01"));
  corpus.remove("b.md");
  corpus.update();
  Reader fresh(corpus.index());
  EXPECT_EQ(fresh.find_id("PM-1"), before) << "a file keeps its number";
  EXPECT_EQ(fresh.card(before).title, "Certificate of the gateway expired");
  EXPECT_GT(fresh.forward().lengths()[before], length);
  EXPECT_THAT(ids(fresh), ElementsAre("PM-1"));

  EXPECT_EQ(old.find_id("PM-1"), before);
  EXPECT_EQ(old.card(before).title, "Disk full");
  EXPECT_EQ(old.forward().last(), last);
  EXPECT_EQ(old.forward().lengths()[before], length);
  EXPECT_THAT(ids(old), ElementsAre("PM-2", "PM-1"));
  EXPECT_TRUE(old.refresh());
  EXPECT_EQ(old.card(before).title, "Certificate of the gateway expired");
  EXPECT_EQ(old.forward().lengths()[before], fresh.forward().lengths()[before]);
}

TEST(Reader, ForwardIndexIsNeverBehindWhatTheEngineFinds) {
  const CorpusFixture corpus;
  corpus.write("a.md", incident("PM-1", "Disk full", "2024-03-01"));
  corpus.build();
  Reader reader(corpus.index());
  // More commits than the engine keeps revisions: the next read is overtaken.
  for (int round = 0; round < 4; ++round) {
    corpus.write("b.md", incident("PM-2", fmt::format("Round {}", round), "2024-04-01"));
    corpus.update();
  }
  const std::vector<std::size_t> sizes =
      reader.access().read([&](const Xapian::Database& database) {
        const ForwardIndex& forward = reader.forward();
        std::vector<std::size_t> found;
        const auto end = database.postlist_end("");
        for (auto doc = database.postlist_begin(""); doc != end; ++doc) {
          found.push_back(forward.terms(*doc).size());
        }
        return found;
      });
  EXPECT_THAT(sizes, testing::Each(testing::Gt(0U)));
  EXPECT_THAT(sizes, testing::SizeIs(testing::Ge(1U)));
}

TEST(Reader, KeepsAnsweringFromAGenerationThatIsReplacedAndRemoved) {
  const CorpusFixture corpus;
  corpus.write("a.md", incident("PM-1", "Disk full", "2024-03-01"));
  corpus.build();
  Reader reader(corpus.index());
  const DocId doc = *reader.find_id("PM-1");
  const std::string before = reader.info().generation;
  corpus.write("a.md", incident("PM-2", "Out of memory", "2024-03-01"));
  corpus.build();
  ASSERT_FALSE(std::filesystem::exists(corpus.index() / "generations" / before));
  EXPECT_EQ(reader.card(doc).id, "PM-1");
  EXPECT_EQ(reader.postmortem(doc).title, "Disk full");
  EXPECT_THAT(ids(reader), ElementsAre("PM-1"));
  EXPECT_TRUE(reader.refresh());
  EXPECT_NE(reader.info().generation, before);
  EXPECT_THAT(ids(reader), ElementsAre("PM-2"));
}

TEST(Reader, RefreshAfterTheIndexWasRemovedSaysSo) {
  const CorpusFixture corpus;
  corpus.build();
  Reader reader(corpus.index());
  std::filesystem::remove(corpus.index() / "CURRENT");
  EXPECT_THROW(reader.refresh(), Error);
}

TEST(Reader, OtherFormatIsAVersionError) {
  const CorpusFixture corpus;
  corpus.build();
  const Generation generation = *current_generation(corpus.index());
  std::ofstream(generation.folder() / "FORMAT") << "dejavu-index layout 0 schema 1\n";
  try {
    Reader reader(corpus.index());
    FAIL() << "opened";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kVersion);
  }
}

TEST(Reader, DamagedDatabaseIsAnErrorAndStaysWhereItIs) {
  const CorpusFixture corpus;
  corpus.write("a.md", incident("PM-1", "Disk full", "2024-03-01"));
  corpus.build();
  const Generation generation = *current_generation(corpus.index());
  std::ofstream(generation.database() / "iamglass") << "garbage";
  EXPECT_THROW(Reader reader(corpus.index()), Error);
  EXPECT_TRUE(std::filesystem::exists(generation.records()));
}

}  // namespace
}  // namespace dejavu
