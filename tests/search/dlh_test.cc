// SPDX-License-Identifier: GPL-2.0-or-later
// Our DLH beside the engine's, over every word of real postmortems.
#include "core/search/dlh.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "core/index/xapian_access.h"
#include "core/search/postings.h"
#include "tests/answer/indexed_corpus.h"

namespace dejavu {
namespace {

/// Words of the corpus, each a hundredth one or so: from all over the alphabet.
std::vector<std::string> some_terms(const Xapian::Database& database) {
  constexpr std::size_t kStep = 40;
  std::vector<std::string> terms;
  std::size_t number = 0;
  for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
    // Terms of files and ids count nothing and are never scored.
    const bool scored = database.get_collection_freq(*term) > 0;
    if (scored && number++ % kStep == 0) terms.push_back(*term);
  }
  return terms;
}

std::map<DocId, double> engine_scores(const Xapian::Database& database, const std::string& term) {
  Xapian::Enquire enquire(database);
  enquire.set_weighting_scheme(Xapian::DLHWeight());
  enquire.set_query(Xapian::Query(term));
  std::map<DocId, double> scores;
  const Xapian::MSet matches = enquire.get_mset(0, database.get_doccount());
  for (auto match = matches.begin(); match != matches.end(); ++match) {
    scores[*match] = match.get_weight();
  }
  return scores;
}

class DlhTest : public testing::Test {
 protected:
  template <typename Use>
  void each_posting(Use&& use) {
    reader_.access().read([&](const Xapian::Database& database) {
      const Postings postings(database);
      for (const std::string& term : some_terms(database)) {
        const Dlh dlh(postings.statistics(term), postings.collection());
        const auto engine = engine_scores(database, term);
        for (auto posting = database.postlist_begin(term); posting != database.postlist_end(term);
             ++posting) {
          const auto scored = engine.find(*posting);
          use(dlh, posting.get_wdf(), database.get_doclength(*posting),
              scored == engine.end() ? 0 : scored->second);
          ++count_;
        }
      }
      return 0;
    });
  }

  IndexedCorpus corpus_{"corpus"};
  Reader reader_ = corpus_.reader();
  std::size_t count_ = 0;
};

TEST_F(DlhTest, IsTheEnginesOwnToAMillionth) {
  each_posting([](const Dlh& dlh, std::uint32_t count, std::uint32_t length, double engine) {
    EXPECT_NEAR(dlh.score(count, length), engine, 1e-6) << count << " in " << length;
  });
  EXPECT_GT(count_, 200u);
}

TEST_F(DlhTest, TheEstimateStaysWithinAHundredthInRealText) {
  each_posting([](const Dlh& dlh, std::uint32_t count, std::uint32_t length, double) {
    const double score = dlh.score(count, length);
    EXPECT_NEAR(dlh.estimate(count, length), score, 0.01 * score + 0.01)
        << count << " in " << length;
  });
  EXPECT_GT(count_, 200u);
}

TEST(Dlh, IsNeverNegativeAndNothingWhereNothingSurprises) {
  const CollectionStatistics collection{1000, 100'000};
  const Dlh common({1000, 90'000}, collection);
  const Dlh rare({1, 1}, collection);
  for (const std::uint32_t count : {0U, 1U, 10U, 15U, 16U, 99U, 100U, 101U}) {
    EXPECT_GE(common.score(count, 100), 0) << count;
    EXPECT_GE(common.estimate(count, 100), 0) << count;
  }
  EXPECT_EQ(rare.score(0, 100), 0);
  EXPECT_EQ(rare.score(100, 100), 0) << "a text of one word alone";
  EXPECT_GT(rare.score(2, 100), rare.score(1, 100));
  EXPECT_GT(rare.score(1, 50), rare.score(1, 100));
}

TEST(Dlh, AFrequentWordIsEstimatedAsNearAsARareOne) {
  // At a quarter of the length, where it is furthest off; beyond that the exact one takes over.
  constexpr double kMostBits = 0.2;
  const Dlh word({50, 400}, {1000, 100'000});
  for (std::uint32_t count = 1; count < 40; ++count) {
    for (const std::uint32_t length : {count + 1, 2 * count, 4 * count, 9 * count, 9000U}) {
      const double score = word.score(count, length);
      EXPECT_NEAR(word.estimate(count, length), score, kMostBits) << count << " in " << length;
    }
  }
}

TEST(Dlh, AWordThatStandsNowhereIsTheRarest) {
  EXPECT_GT(inverse_document_frequency({0, 0}, 100), inverse_document_frequency({1, 1}, 100));
  EXPECT_GT(inverse_document_frequency({1, 1}, 100), inverse_document_frequency({2, 2}, 100));
  EXPECT_GT(inverse_document_frequency({100, 100}, 100), 0);
}

}  // namespace
}  // namespace dejavu
