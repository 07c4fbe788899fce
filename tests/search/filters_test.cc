// SPDX-License-Identifier: GPL-2.0-or-later
// What a question demands, from its text to the documents that are left.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/answer/indexed_corpus.h"

namespace dejavu {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class FiltersTest : public testing::Test {
 protected:
  FiltersTest() {
    corpus_.with("a.md", R"(---
id: A
title: Cart timeouts after the deploy
services: [cart]
severity: sev1
started_at: 2024-01-10T10:00Z
known_at: 2024-01-10T12:00Z
resolved_at: 2024-01-10T13:00Z
---
## Summary
Requests timed out.

## Contributing factors
A deadlock in the scheduler.

## Resolution
Rolled back.
)");
    corpus_.with("b.md", R"(---
id: B
title: Deadlock between two payments workers
services: [payments]
severity: sev2
started_at: 2024-06-20T10:00Z
known_at: 2024-06-20T10:05Z
resolved_at: 2024-06-22T10:00Z
---
## Summary
Requests timed out while workers waited for each other.

## Resolution
Restarted the scheduler.
)");
    corpus_.with("c.md", R"(---
id: C
title: Search index corrupted
services: [search]
severity: sev2
---
## Summary
Requests timed out without a date in this file.
)");
    corpus_.build();
  }

  std::vector<std::string> ids(const std::string& text) const {
    std::vector<std::string> ids;
    for (const HitAnswer& hit : corpus_.ask(text).hits) ids.push_back(hit.card.id);
    return ids;
  }

  IndexedCorpus corpus_;
};

TEST_F(FiltersTest, RangesOfTimesLeaveOutWhatHasNone) {
  EXPECT_THAT(ids("requests started:2024-01"), ElementsAre("A"));
  EXPECT_THAT(ids("requests started:2024-02..2024-07"), ElementsAre("B"));
  EXPECT_THAT(ids("requests started:<2024-06-20T10:00Z"), ElementsAre("A"));
  EXPECT_THAT(ids("requests -started:2024-01"), ElementsAre("B")) << "an excluded range, too";
}

TEST_F(FiltersTest, RangesOfDurationsAreExactAtTheirEnds) {
  EXPECT_THAT(ids("requests blind_gap:>1h"), ElementsAre("A"));
  EXPECT_THAT(ids("requests blind_gap:>=2h"), ElementsAre("A"));
  EXPECT_THAT(ids("requests blind_gap:<=5m"), ElementsAre("B"));
  EXPECT_THAT(ids("requests duration:1h..3h"), ElementsAre("A"));
}

TEST_F(FiltersTest, ExclusionsTakeWordsPhrasesAndFacetValuesAway) {
  EXPECT_THAT(ids("\"timed out\" -deadlock"), ElementsAre("C"));
  EXPECT_THAT(ids("\"timed out\" -scheduler"), ElementsAre("C"));
  EXPECT_THAT(ids("\"timed out\" -\"waited for each other\""), UnorderedElementsAre("A", "C"));
  EXPECT_THAT(ids("requests -severity:SEV2"), ElementsAre("A"));
  EXPECT_THAT(ids("requests -service:cart -service:search"), ElementsAre("B"));
}

TEST_F(FiltersTest, EachGroupOfOrNeedsOneOfItsWords) {
  EXPECT_THAT(ids("deadlock OR corrupted"), UnorderedElementsAre("A", "B", "C"));
  EXPECT_THAT(ids("rolled OR restarted AND deadlock"), UnorderedElementsAre("A", "B"));
  EXPECT_THAT(ids("corrupted OR rolled AND cart"), ElementsAre("A"));
}

TEST_F(FiltersTest, AWordOfAFieldMustStandInItsSection) {
  EXPECT_THAT(ids("title:deadlock"), ElementsAre("B"));
  EXPECT_THAT(ids("cause:deadlock"), ElementsAre("A"));
  EXPECT_THAT(ids("fix:scheduler"), ElementsAre("B"));
}

TEST_F(FiltersTest, ValuesOfOneFacetAreAlternativesThoseOfTwoAreNot) {
  EXPECT_THAT(ids("requests service:cart service:search"), UnorderedElementsAre("A", "C"));
  const SearchAnswer both =
      corpus_.ask({.text = "requests", .filters = {{"service", {"cart"}}, {"severity", {"sev2"}}}});
  EXPECT_THAT(both.hits, IsEmpty());
}

TEST_F(FiltersTest, IdsThatMayNotAnswerDoNot) {
  Question question{.text = "requests timed out"};
  question.exclude = {"A", "B", "no such id"};
  const SearchAnswer answer = corpus_.ask(question);
  ASSERT_EQ(answer.hits.size(), 1u);
  EXPECT_EQ(answer.hits[0].card.id, "C");
  EXPECT_EQ(answer.total, 1u);
}

}  // namespace
}  // namespace dejavu
