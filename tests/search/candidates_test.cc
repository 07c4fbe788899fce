// SPDX-License-Identifier: GPL-2.0-or-later
// Few terms find, all terms score: with more postings than the budget allows, the best answer is
// that of scoring every document.
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "core/index/xapian_access.h"
#include "core/search/question_terms.h"
#include "core/search/score.h"
#include "tests/answer/indexed_corpus.h"

namespace dejavu {
namespace {

constexpr std::size_t kDocuments = 1800;
constexpr std::size_t kCommonWords = 70;

/// A made-up word that no stemmer and no thesaurus knows.
std::string word(std::string_view kind, std::size_t number) {
  std::string letters;
  for (std::size_t n = number; letters.size() < 4; n /= 20) {
    letters += "bcdfghjklmnpqrstvwxz"[n % 20];
    letters += 'o';
  }
  return std::string(kind) + letters;
}

/// Every document has the common words; it is told apart by how often and by a few rare ones.
std::string any_text(std::mt19937& random) {
  std::string text;
  for (std::size_t i = 0; i < kCommonWords; ++i) {
    for (std::size_t times = 1 + random() % 2; times > 0; --times) text += word("ka", i) + ' ';
  }
  for (int i = 0; i < 6; ++i) text += word("zu", random() % 200) + ' ';
  return text;
}

class CandidatesTest : public testing::Test {
 protected:
  CandidatesTest() {
    for (std::size_t i = 0; i < kDocuments; ++i) {
      corpus_.with(fmt::format("{}.md", i), "# Story\n\n" + any_text(random_) + "\n");
    }
    corpus_.build();
  }

  /// The best of all documents, and how many terms of the question find.
  struct Best {
    DocId doc = 0;
    std::size_t finding = 0;
    std::size_t scored = 0;
  };

  Best best_of_all(Reader& reader, const ParsedQuestion& question) const {
    return reader.access().read([&](const Xapian::Database& database) {
      const Postings postings(database);
      const QuestionTerms terms = question_terms(question.parts, postings);
      const Scorer scorer(question, terms, postings.collection(), kTestNow);
      std::vector<DocumentScore> all =
          scorer.score(reader.newest_first(), kDocuments, reader.forward());
      const auto best = std::max_element(
          all.begin(), all.end(), [](const DocumentScore& a, const DocumentScore& b) {
            return a.score != b.score ? a.score < b.score : a.doc > b.doc;
          });
      return Best{best->doc, finding_terms(terms.scored).size(), terms.scored.size()};
    });
  }

  std::mt19937 random_{11};
  IndexedCorpus corpus_;
};

TEST_F(CandidatesTest, BeyondTheBudgetTheFirstHitIsThatOfScoringEverything) {
  Reader reader = corpus_.reader();
  Tokenizer tokenizer = corpus_.tokenizer();
  std::size_t same = 0;
  constexpr std::size_t kQuestions = 30;
  for (std::size_t i = 0; i < kQuestions; ++i) {
    Question request{.text = "pasted\n" + any_text(random_)};
    const ParsedQuestion question = parse_question(request, tokenizer);
    const Best best = best_of_all(reader, question);
    ASSERT_LT(best.finding, best.scored) << "the budget is not reached, this proves nothing";
    const SearchResult result = search(reader, tokenizer, question, {.now = kTestNow});
    ASSERT_FALSE(result.hits.empty());
    same += result.hits[0].doc == best.doc ? 1 : 0;
  }
  EXPECT_GE(same, kQuestions - 1);
}

TEST_F(CandidatesTest, AShortQuestionFindsByEveryWordHoweverCommon) {
  const SearchAnswer answer = corpus_.ask(word("ka", 1) + " " + word("ka", 2));
  EXPECT_EQ(answer.total, kDocuments);
}

}  // namespace
}  // namespace dejavu
