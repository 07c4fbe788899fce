// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <functional>

#include "core/base/error.h"
#include "core/index/reader.h"
#include "indexer/build.h"
#include "tests/indexer/corpus_fixture.h"

namespace dejavu {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

constexpr int kFiles = 30;
constexpr std::chrono::seconds kDuration{3};

void write_round(const CorpusFixture& corpus, int round) {
  for (int file = 0; file < kFiles; file += 7) {
    corpus.write(
        fmt::format("{}.md", file),
        incident(fmt::format("PM-{}", file), fmt::format("Round {}", round), "2024-03-01"));
  }
}

/// Another process that writes without a pause until it is killed.
class BusyWriter {
 public:
  explicit BusyWriter(const std::function<void(int round)>& write) : pid_(::fork()) {
    for (int round = 1; pid_ == 0; ++round) write(round);
  }
  ~BusyWriter() {
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }
  BusyWriter(const BusyWriter&) = delete;
  BusyWriter& operator=(const BusyWriter&) = delete;

 private:
  pid_t pid_;
};

/// One question's worth of reading.
void read_everything(Reader& reader) {
  reader.refresh();
  ASSERT_EQ(reader.info().documents, static_cast<std::uint32_t>(kFiles));
  ASSERT_EQ(reader.newest_first().size(), static_cast<std::size_t>(kFiles));
  for (const DocId doc : reader.newest_first()) {
    const Card card = reader.card(doc);
    ASSERT_THAT(card.id, StartsWith("PM-"));
    ASSERT_THAT(card.title, HasSubstr("Round"));
    ASSERT_EQ(reader.postmortem(doc).id, card.id);
    ASSERT_GT(reader.forward().terms(doc).size(), 0U);
    ASSERT_EQ(reader.find_id(card.id), doc);
  }
}

/// Files of round 0 for all, indexed.
void fill(const CorpusFixture& corpus) {
  for (int file = 0; file < kFiles; ++file) {
    corpus.write(fmt::format("{}.md", file),
                 incident(fmt::format("PM-{}", file), "Round 0", "2024-03-01"));
  }
  corpus.build();
}

TEST(ContinuousCommits, ReaderSeesNoErrorAndNoHalfState) {
  const CorpusFixture corpus;
  fill(corpus);
  Reader reader(corpus.index());
  const std::uint64_t first = reader.info().revision;
  const BusyWriter writer([&](int round) {
    write_round(corpus, round);
    corpus.update();
  });
  const auto end = std::chrono::steady_clock::now() + kDuration;
  while (std::chrono::steady_clock::now() < end && !testing::Test::HasFatalFailure()) {
    ASSERT_NO_THROW(read_everything(reader));
  }
  EXPECT_GT(reader.info().revision, first + 10) << "the writer was not busy";
}

TEST(ContinuousCommits, ReaderIsNotFooledByTwoBuildsInOneSecond) {
  const CorpusFixture corpus;
  fill(corpus);
  Reader reader(corpus.index());
  write_round(corpus, 100);
  corpus.build();
  corpus.build();
  read_everything(reader);
  EXPECT_THAT(reader.card(*reader.find_id("PM-7")).title, HasSubstr("Round 100"));
}

TEST(ContinuousCommits, ReaderSeesNoErrorWhileGenerationsAreReplaced) {
  const CorpusFixture corpus;
  fill(corpus);
  Reader reader(corpus.index());
  const std::string first = reader.info().generation;
  const BusyWriter writer([&](int round) {
    write_round(corpus, round);
    corpus.build();
  });
  const auto end = std::chrono::steady_clock::now() + kDuration;
  while (std::chrono::steady_clock::now() < end && !testing::Test::HasFatalFailure()) {
    ASSERT_NO_THROW(read_everything(reader));
    ASSERT_NO_THROW(read_everything(*std::make_unique<Reader>(corpus.index())));
  }
  EXPECT_NE(reader.info().generation, first) << "the writer was not busy";
}

}  // namespace
}  // namespace dejavu
