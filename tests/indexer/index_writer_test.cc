// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/index_writer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/error.h"
#include "core/index/reader.h"
#include "core/index/schema.h"
#include "tests/indexer/corpus_fixture.h"

namespace dejavu {
namespace {

using testing::IsEmpty;

PreparedDocument prepared(const std::string& path, const std::string& id) {
  Postmortem postmortem;
  postmortem.path = path;
  postmortem.id = id;
  postmortem.title = "Disk full";
  return Preparer().prepare(postmortem, id, "hash of " + path);
}

IndexDocument with_term(const std::string& term) {
  IndexDocument document;
  document.terms = {{.term = term, .count = 1}};
  return document;
}

TEST(IndexWriter, WhatIsNotCommittedNeverHappened) {
  const CorpusFixture corpus;
  corpus.write("a.md", incident("PM-1", "Down", ""));
  corpus.build();
  const auto before = contents(corpus.index());
  const Generation generation = *current_generation(corpus.index());
  {
    IndexWriter writer = IndexWriter::open(generation);
    writer.put(prepared("b.md", "PM-2"));
    writer.remove("a.md");
    EXPECT_TRUE(writer.find("b.md"));
    EXPECT_FALSE(writer.find("a.md"));
  }
  EXPECT_THAT(differing(before, contents(corpus.index())), IsEmpty());
}

TEST(IndexWriter, ManyChangesStillAreOneCommit) {
  const CorpusFixture corpus;
  corpus.build();
  const Generation generation = *current_generation(corpus.index());
  IndexWriter writer = IndexWriter::open(generation);
  // Xapian commits by itself after 10,000 changes, unless it is inside a transaction.
  constexpr int kChanges = 10'050;
  PreparedDocument document = prepared("a.md", "PM-1");
  document.document.terms = {{.term = exact_term(kPathPrefix, "a.md"), .count = 0}};
  for (int i = 0; i < kChanges; ++i) writer.put(document);
  EXPECT_EQ(Reader(corpus.index()).info().documents, 0U);
  writer.commit(writer.stats());
  EXPECT_EQ(Reader(corpus.index()).info().documents, 1U);
}

TEST(IndexWriter, CountsTheRecordsThatNothingPointsAtAnyMore) {
  const CorpusFixture corpus;
  corpus.write("a.md", incident("PM-1", "Down", ""));
  corpus.build();
  IndexWriter writer = IndexWriter::open(*current_generation(corpus.index()));
  const std::uint64_t garbage = writer.garbage_bytes();
  const std::uint64_t live = writer.record_bytes();
  writer.put(prepared("a.md", "PM-1"));
  EXPECT_EQ(writer.garbage_bytes(), garbage + live);
  writer.remove("a.md");
  EXPECT_EQ(writer.record_bytes(), 0U);
}

TEST(IndexWriter, RefusesBeforeTheEngineDoesWhatWouldLoseTheBatch) {
  EXPECT_FALSE(why_refused(with_term(std::string(kMaxTermBytes, 'x'))));
  EXPECT_TRUE(why_refused(with_term("")));
  EXPECT_TRUE(why_refused(with_term(std::string(246, 'x'))));
  EXPECT_TRUE(why_refused(with_term(std::string(200, '\0')))) << "each NUL takes two bytes";
}

TEST(IndexWriter, TermOfTheGreatestLengthThatPassesIsCommitted) {
  const CorpusFixture corpus;
  corpus.build();
  IndexWriter writer = IndexWriter::open(*current_generation(corpus.index()));
  PreparedDocument document = prepared("a.md", "PM-1");
  const std::string longest = std::string(122, '\0') + "y";
  for (const std::string& term : {std::string(245, 'z'), longest}) {
    ASSERT_FALSE(why_refused(with_term(term)));
    document.document.terms.push_back({.term = term, .count = 3});
  }
  writer.put(document);
  EXPECT_NO_THROW(writer.commit(writer.stats()));
  EXPECT_EQ(Reader(corpus.index()).info().documents, 1U);
}

TEST(IndexWriter, PutOfARefusedDocumentThrowsAndLosesNothing) {
  const CorpusFixture corpus;
  corpus.build();
  IndexWriter writer = IndexWriter::open(*current_generation(corpus.index()));
  writer.put(prepared("good.md", "PM-1"));
  PreparedDocument poison = prepared("poison.md", "PM-2");
  poison.document.terms.push_back({.term = std::string(200, '\0'), .count = 1});
  EXPECT_THROW(writer.put(poison), Error);
  writer.commit(writer.stats());
  EXPECT_EQ(Reader(corpus.index()).info().documents, 1U);
}

TEST(IndexWriter, SecondWriterIsRefusedByTheEngineToo) {
  const CorpusFixture corpus;
  corpus.build();
  const Generation generation = *current_generation(corpus.index());
  const IndexWriter writer = IndexWriter::open(generation);
  try {
    IndexWriter::open(generation);
    FAIL() << "two writers";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kLocked);
  }
}

}  // namespace
}  // namespace dejavu
