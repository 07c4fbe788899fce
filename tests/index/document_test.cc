// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/document.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "core/index/schema.h"

namespace dejavu {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Postmortem sample() {
  Postmortem p;
  p.path = "2024/disk.md";
  p.id = "PM-2024-003";
  p.title = "Disk full on the payments database";
  p.services = {"Payments"};
  p.started_at = parse_moment("2024-03-01T09:10Z");
  p.sections = {{.kind = SectionKind::kSummary,
                 .heading = "Summary",
                 .level = 2,
                 .line = 3,
                 .text = "The disk was full.\nERROR 28: /var/lib/db: No space left on device"}};
  p.action_items = {{.id = "AI-1", .text = "Alert on free space", .type = ActionType::kPrevent}};
  return p;
}

const DocumentTerm* find(const IndexDocument& document, const std::string& term) {
  const auto found = std::find_if(document.terms.begin(), document.terms.end(),
                                  [&](const DocumentTerm& t) { return t.term == term; });
  return found == document.terms.end() ? nullptr : &*found;
}

IndexDocument made(const Postmortem& postmortem) {
  Tokenizer tokenizer;
  return make_document(postmortem, postmortem.id, "hash", tokenizer);
}

TEST(Document, TitleWordsCountThriceMoreThanTextWords) {
  const IndexDocument document = made(sample());
  ASSERT_NE(find(document, "disk"), nullptr);
  EXPECT_EQ(find(document, "disk")->count, 3u + 1u);
  EXPECT_EQ(find(document, "space")->count, 1u + 1u);  // text and action item
}

TEST(Document, FiltersAddNothingToTheLength) {
  const IndexDocument document = made(sample());
  for (const char* term : {"XSV:payments", "XY:2024", "XM:2024-03", "QPM-2024-003"}) {
    ASSERT_NE(find(document, term), nullptr) << term;
    EXPECT_EQ(find(document, term)->count, 0u) << term;
  }
  EXPECT_EQ(find(document,
                 "S"
                 "disk")
                ->count,
            0u);
}

TEST(Document, TheUniqueTermIsAmongTheTerms) {
  const IndexDocument document = made(sample());
  EXPECT_EQ(document.unique_term, "QPM-2024-003");
  EXPECT_NE(find(document, document.unique_term), nullptr);
}

TEST(Document, LogLinesHaveASignatureAndNoPositions) {
  const IndexDocument document = made(sample());
  const auto line = std::find_if(document.terms.begin(), document.terms.end(),
                                 [](const DocumentTerm& t) { return t.term.starts_with("XL:"); });
  ASSERT_NE(line, document.terms.end());
  EXPECT_EQ(line->count, 1u);
  EXPECT_THAT(find(document, "devic")->positions, IsEmpty());
  EXPECT_EQ(find(document, "full")->positions.size(), 2u);
}

TEST(Document, TermsAreSortedAndUnique) {
  const IndexDocument document = made(sample());
  EXPECT_TRUE(std::is_sorted(document.terms.begin(), document.terms.end(),
                             [](const auto& a, const auto& b) { return a.term <= b.term; }));
}

TEST(Document, ValuesHoldWhatUpdatesAndListsNeed) {
  const IndexDocument document = made(sample());
  const auto value = [&](std::uint32_t slot) {
    for (const auto& [number, bytes] : document.values) {
      if (number == slot) return bytes;
    }
    return std::string();
  };
  EXPECT_EQ(value(kPathSlot), "2024/disk.md");
  EXPECT_EQ(value(kContentHashSlot), "hash");
  EXPECT_EQ(value(find_field("started")->slot), sortable(sample().started_at->at));
  EXPECT_EQ(value(find_field("service")->slot), "Payments");
}

TEST(Card, ShowsTheFixAndTheOpenPreventActions) {
  Postmortem p = sample();
  p.sections.push_back({.kind = SectionKind::kResolution, .text = "Deleted old\nlogs."});
  p.action_items.push_back({.id = "AI-2",
                            .text = "Rotate logs",
                            .type = ActionType::kPrevent,
                            .status = ActionStatus::kDone});
  p.diagnostics = {{.level = DiagnosticLevel::kNote}, {.level = DiagnosticLevel::kWarning}};
  const Card card = make_card(p);
  EXPECT_EQ(card.fixed_by, "Deleted old logs.");
  ASSERT_EQ(card.open_prevent_actions.size(), 1u);
  EXPECT_EQ(card.open_prevent_actions[0].id, "AI-1");
  EXPECT_EQ(card.action_items, 2);
  EXPECT_EQ(card.problems, 1);
}

TEST(Card, LongSectionsAreCutAtAWord) {
  Postmortem p = sample();
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "restart the service and wait ";
  p.sections = {{.kind = SectionKind::kResolution, .text = text}};
  const Card card = make_card(p);
  EXPECT_LE(card.fixed_by.size(), kCardFieldBytes + 3);
  EXPECT_TRUE(card.fixed_by.ends_with("…"));
  EXPECT_LE(card.prose.size(), kCardProseBytes + 3);
}

}  // namespace
}  // namespace dejavu
