// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/verify.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "core/base/error.h"
#include "core/base/files.h"
#include "core/index/layout.h"
#include "indexer/build.h"
#include "tests/indexer/corpus_fixture.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

/// Two files that want one id, one without a date, one that may not be indexed.
void fill(const CorpusFixture& corpus) {
  corpus.write("a.md", incident("PM-1", "Disk full", "2024-03-01"));
  corpus.write("b.md", incident("PM-2", "Out of memory", ""));
  corpus.write("c.md", incident("PM-1", "Same id", "2024-05-01"));
  corpus.write("d.md", "---\nid: PM-4\nvisibility: restricted\n---\n");
  corpus.build();
}

fs::path file_of(const CorpusFixture& corpus, const std::string& name) {
  return current_generation(corpus.index())->folder() / name;
}

/// Another value for one byte.
void damage(const fs::path& file, std::uint64_t offset) {
  std::fstream stream(file, std::ios::binary | std::ios::in | std::ios::out);
  stream.seekg(static_cast<std::streamoff>(offset));
  const char byte = static_cast<char>(stream.get() ^ 0x55);
  stream.seekp(static_cast<std::streamoff>(offset));
  stream.put(byte);
}

TEST(Verify, AWholeIndexAgreesWithItsCorpus) {
  const CorpusFixture corpus;
  fill(corpus);
  const Verification found = verify_index(corpus.job());
  EXPECT_EQ(found.documents, 3U);
  EXPECT_EQ(verification_exit_code(found), kExitAnswered) << verification_text(found);
  EXPECT_THAT(verification_text(found), HasSubstr("agrees with the corpus"));
}

TEST(Verify, AnIndexThatWasUpdatedIsAsWholeAsABuiltOne) {
  const CorpusFixture corpus;
  fill(corpus);
  corpus.remove("a.md");  // c.md gets its id
  corpus.rename("b.md", "e/b.md");
  corpus.write("f.md", incident("PM-5", "Expired certificate", "2024-06-01"));
  corpus.update();
  const Verification found = verify_index(corpus.job());
  EXPECT_EQ(verification_exit_code(found), kExitAnswered) << verification_text(found);
}

TEST(Verify, TheBundledIncidentsAgree) {
  const CorpusFixture elsewhere;
  IndexJob job = elsewhere.job();
  job.settings.corpus = fs::absolute("corpus");
  build_index(job);
  const Verification found = verify_index(job);
  EXPECT_GT(found.documents, 100U);
  EXPECT_EQ(verification_exit_code(found), kExitAnswered) << verification_text(found);
}

TEST(Verify, WhatTheIndexLacksIsNamedAndMendedByAnUpdate) {
  const CorpusFixture corpus;
  fill(corpus);
  corpus.remove("b.md");
  corpus.write("a.md", incident("PM-1", "Disk was full", "2024-03-01"));
  corpus.write("n.md", incident("PM-9", "New", "2024-06-01"));
  // A copy that keeps its old time is found all the same: every file is read.
  fs::last_write_time(corpus.root() / "a.md",
                      fs::file_time_type::clock::now() - std::chrono::hours(24 * 365 * 10));
  const Verification found = verify_index(corpus.job());
  EXPECT_THAT(found.damage, IsEmpty());
  EXPECT_THAT(found.lag.added, ElementsAre("n.md"));
  EXPECT_THAT(found.lag.changed, ElementsAre("a.md"));
  EXPECT_THAT(found.lag.removed, ElementsAre("b.md"));
  EXPECT_EQ(verification_exit_code(found), kExitAnsweredNo);
  EXPECT_THAT(verification_text(found), HasSubstr("Mend it with: dejavu-index update"));
  corpus.update();
  EXPECT_EQ(verification_exit_code(verify_index(corpus.job())), kExitAnswered);
}

TEST(Verify, AnotherThesaurusIsNoDamage) {
  const CorpusFixture corpus;
  fill(corpus);
  IndexJob job = corpus.job();
  job.thesaurus = nullptr;
  const Verification found = verify_index(job);
  EXPECT_THAT(found.damage, IsEmpty());
  EXPECT_EQ(verification_exit_code(found), kExitAnsweredNo);
  EXPECT_THAT(verification_text(found), HasSubstr("thesaurus"));
}

std::string name_of_file(const testing::TestParamInfo<const char*>& test) {
  std::string name = test.param;
  std::erase_if(name, [](char c) { return std::isalnum(c) == 0; });
  return name;
}

void expect_damage_that_a_build_mends(const CorpusFixture& corpus) {
  const Verification found = verify_index(corpus.job());
  EXPECT_EQ(verification_exit_code(found), kExitCorrupt) << verification_text(found);
  EXPECT_THAT(verification_text(found), HasSubstr("Mend it with: dejavu-index build"));
  corpus.build();
  EXPECT_EQ(verification_exit_code(verify_index(corpus.job())), kExitAnswered);
}

class DamagedFile : public testing::TestWithParam<const char*> {};

TEST_P(DamagedFile, IsFound) {
  const CorpusFixture corpus;
  fill(corpus);
  const fs::path file = file_of(corpus, GetParam());
  damage(file, fs::file_size(file) - 3);
  expect_damage_that_a_build_mends(corpus);
}

INSTANTIATE_TEST_SUITE_P(Verify, DamagedFile,
                         testing::Values("records", "forward/facts", "forward/lengths",
                                         "xapian/postlist.glass", "xapian/termlist.glass"),
                         name_of_file);

class LostFile : public testing::TestWithParam<const char*> {};

TEST_P(LostFile, IsFound) {
  const CorpusFixture corpus;
  fill(corpus);
  fs::remove(file_of(corpus, GetParam()));
  expect_damage_that_a_build_mends(corpus);
}

INSTANTIATE_TEST_SUITE_P(Verify, LostFile,
                         testing::Values("FORMAT", "records", "forward/terms", "forward/lengths",
                                         "xapian/postlist.glass", "xapian/termlist.glass",
                                         "xapian/iamglass"),
                         name_of_file);

TEST(Verify, WithoutAnIndexOrACorpusThereIsNothingToCheck) {
  const CorpusFixture corpus;
  corpus.write("a.md", incident("PM-1", "Disk full", "2024-03-01"));
  EXPECT_THROW(verify_index(corpus.job()), Error);
  corpus.build();
  IndexJob job = corpus.job();
  job.settings.corpus /= "gone";
  try {
    verify_index(job);
    FAIL() << "there is no corpus";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kNotFound);
  }
}

TEST(Verify, JsonSaysHowToMend) {
  const CorpusFixture corpus;
  fill(corpus);
  corpus.write("caf\xe9.md", incident("PM-9", "New", "2024-06-01"));
  const auto json = nlohmann::json::parse(verification_json(verify_index(corpus.job())));
  EXPECT_EQ(json["documents"], 3);
  EXPECT_EQ(json["new"].size(), 1U);
  EXPECT_EQ(json["mend_with"], "dejavu-index update");
}

}  // namespace
}  // namespace dejavu
