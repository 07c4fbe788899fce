// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/answer/incident_answer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/base/error.h"
#include "tests/answer/indexed_corpus.h"

namespace dejavu {
namespace {

TEST(IncidentAnswer, GapsNeedBothTimes) {
  IndexedCorpus corpus;
  corpus.with("a.md", R"(---
id: PM-9
title: Two hours down and nobody knew
started_at: 2024-01-01T10:00Z
known_at: 2024-01-01T12:00Z
raised_at: 2024-01-01T12:45Z
resolved_at: 2024-01-01T13:00Z
---
text
)");
  with_three_incidents(corpus);
  Reader reader = corpus.reader();
  const auto answer = answer_incident(reader, "PM-9");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->blind_gap, std::chrono::minutes(120));
  EXPECT_EQ(answer->silence_gap, std::chrono::minutes(45));
  EXPECT_EQ(answer->duration, std::chrono::hours(3));
  EXPECT_FALSE(answer_incident(reader, "PM-1")->blind_gap);
}

TEST(IncidentAnswer, AnUnknownIdIsAbsent) {
  IndexedCorpus corpus;
  Reader reader = with_three_incidents(corpus).reader();
  EXPECT_FALSE(answer_incident(reader, "PM-404"));
}

TEST(IncidentList, PagesNewestFirstAndEveryIncidentOnce) {
  IndexedCorpus corpus;
  corpus.with("undated.md", "# No date\n\ntext\n");
  Reader reader = with_three_incidents(corpus).reader();
  std::vector<std::string> ids;
  std::string cursor;
  while (true) {
    const IncidentList page = answer_incidents(reader, 2, cursor);
    EXPECT_EQ(page.total, 4u);
    for (const Card& card : page.incidents) ids.push_back(card.id);
    if (!page.next) break;
    cursor = *page.next;
  }
  EXPECT_THAT(ids, testing::ElementsAre("PM-1", "PM-2", "PM-3", "undated"));
}

TEST(IncidentList, ACursorOfNothingIsRefused) {
  IndexedCorpus corpus;
  Reader reader = with_three_incidents(corpus).reader();
  EXPECT_THROW(answer_incidents(reader, 2, "PM-404"), Error);
}

}  // namespace
}  // namespace dejavu
