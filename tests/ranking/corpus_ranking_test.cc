// SPDX-License-Identifier: GPL-2.0-or-later
// The judged questions over the bundled corpus. After a change of the ranking:
//   DEJAVU_GOLDEN_UPDATE=1 build/dev/tests/ranking/ranking_tests --gtest_filter='CorpusRanking.*'
// and the diff of stats.txt says what it did.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>

#include "core/base/files.h"
#include "eval/report.h"
#include "tests/ranking/judged_corpus.h"
#include "tests/ranking/stats_file.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = "tests/ranking";
constexpr std::size_t kMaxStatsBytes = std::size_t{1} << 20;  // 100 bytes a question

// Floors: a little below what is reached, so that they catch a fall and not a coin's toss.
constexpr double kFirst = 0.85;
constexpr double kFirstThree = 0.93;
constexpr double kFreshNo = 0.80;  // of those without an answer
constexpr double kFreshYes = 0;

JudgedSet judged_questions() {
  return read_judged_set({kFolder / "questions.jsonl", kFolder / "judgements.qrels"});
}

class CorpusRanking : public testing::Test {
 protected:
  CorpusRanking() : set_(judged_questions()), corpus_("corpus") {}

  JudgedSet set_;
  JudgedCorpus corpus_;
};

TEST_F(CorpusRanking, EveryJudgementNamesAQuestionAndAnIncident) {
  std::vector<std::string> ids;
  for (const DocId doc : corpus_.reader().newest_first()) {
    ids.push_back(corpus_.reader().card(doc).id);
  }
  const UnknownNames unknown = unknown_names(set_, ids);
  EXPECT_THAT(unknown.documents, testing::IsEmpty());
  EXPECT_THAT(unknown.questions, testing::IsEmpty());
}

TEST_F(CorpusRanking, EveryKindOfQuestionIsAskedOftenEnough) {
  std::map<std::string, std::size_t> kinds;
  for (const JudgedQuestion& judged : set_.questions) {
    ++kinds[judged.kind];
    EXPECT_EQ(has_answer(judged), judged.kind != "none") << judged.id;
  }
  const std::map<std::string, std::size_t> least = {
      {"chat", 12}, {"paraphrase", 8}, {"lookalike", 6}, {"short", 8}, {"draft", 4}, {"none", 16}};
  for (const auto& [kind, count] : least) EXPECT_GE(kinds[kind], count) << kind;
  EXPECT_GE(kinds["log"] + kinds["alert"], 12U);
  EXPECT_GE(set_.questions.size(), 66U);
}

TEST_F(CorpusRanking, IsAsTheStatsFileSays) {
  const fs::path file = kFolder / "stats.txt";
  const std::string now = stats_text(corpus_.ask_engine(set_));
  if (std::getenv("DEJAVU_GOLDEN_UPDATE") != nullptr) {
    write_file_atomically(file, now);
    return;
  }
  const std::string before = fs::exists(file) ? read_file(file, kMaxStatsBytes) : "";
  EXPECT_EQ(before, now) << "lines that differ from stats.txt:\n"
                         << difference(before, now)
                         << "when this is meant: DEJAVU_GOLDEN_UPDATE=1, and commit the file";
}

TEST_F(CorpusRanking, KeepsItsFloors) {
  const RankTotals totals = totals_of(corpus_.ask_engine(set_));
  EXPECT_GE(totals.first, kFirst);
  EXPECT_GE(totals.first_three, kFirstThree);
  EXPECT_GE(totals.fresh_no, kFreshNo);
  EXPECT_LE(totals.fresh_yes, kFreshYes);
}

TEST_F(CorpusRanking, IsAboveFts5) {
  EXPECT_GT(mean_of(corpus_.ask_engine(set_), &RankScores::reciprocal_rank),
            mean_of(corpus_.ask_baseline(set_), &RankScores::reciprocal_rank));
}

TEST(StatsFile, ADifferenceShowsOnlyTheLinesThatChanged) {
  EXPECT_EQ(difference("a\nb\nc\n", "a\nB\nc\n"), "- b\n+ B\n");
  EXPECT_EQ(difference("a\nb\n", "a\nb\n"), "");
  EXPECT_EQ(difference("a\nb\n", "b\na\n"), "the lines stand in another order\n");
}

}  // namespace
}  // namespace dejavu
