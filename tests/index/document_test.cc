// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/document.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "core/index/schema.h"
#include "core/index/thesaurus.h"
#include "core/index/word_order.h"

namespace dejavu {
namespace {

using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::IsSupersetOf;
using testing::Lt;
using testing::Not;
using testing::ResultOf;

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

std::optional<ForwardTerm> forward_term(const IndexDocument& document, std::string_view term) {
  for (const ForwardTerm& found : document.forward.terms) {
    if (found.hash == term_hash(term)) return found;
  }
  return std::nullopt;
}

/// Whether the terms stand one after the other within so many words.
bool has(const IndexDocument& document, const std::vector<std::string>& phrase,
         std::uint32_t window) {
  std::vector<std::uint32_t> places;
  for (const std::string& term : phrase) {
    const auto& terms = document.forward.terms;
    const auto place = std::find_if(terms.begin(), terms.end(),
                                    [&](const auto& t) { return t.hash == term_hash(term); });
    places.push_back(static_cast<std::uint32_t>(place - terms.begin()));
  }
  const auto terms = static_cast<std::uint32_t>(document.forward.terms.size());
  return has_phrase({document.forward.order, document.forward.facts.order_entries, terms}, places,
                    window);
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

TEST(Document, IdsAddNothingToTheLength) {
  const IndexDocument document = made(sample());
  std::uint32_t sum = 0;
  for (const DocumentTerm& term : document.terms) sum += term.count;
  EXPECT_EQ(document.forward.length, sum);
  for (const char* term : {"QPM-2024-003", "XP:2024/disk.md", "XW:PM-2024-003"}) {
    ASSERT_NE(find(document, term), nullptr) << term;
    EXPECT_EQ(find(document, term)->count, 0u) << term;
    EXPECT_EQ(forward_term(document, term), std::nullopt) << term;
  }
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
  EXPECT_TRUE(has(document, {"disk", "full"}, 2));
  EXPECT_FALSE(has(document, {"devic"}, 1));
}

TEST(Document, NoPhraseSpansTwoTextsOrSkipsWords) {
  const IndexDocument document = made(sample());
  EXPECT_TRUE(has(document, {"disk", "full", "payment", "databas"}, 6)) << "stop words count";
  EXPECT_FALSE(has(document, {"disk", "full", "payment", "databas"}, 5));
  EXPECT_FALSE(has(document, {"full", "disk"}, 2));
  EXPECT_FALSE(has(document, {"databas", "payment"}, 50)) << "the service is another text";
  EXPECT_TRUE(has(document, {"databas", "payment"}, 500));
}

TEST(Document, WordsAreGivenOutOnceByATokenizer) {
  Tokenizer tokenizer;
  const Postmortem p = sample();
  EXPECT_FALSE(make_document(p, p.id, "hash", tokenizer).forward.words.empty());
  const IndexDocument again = make_document(p, p.id, "hash", tokenizer);
  EXPECT_TRUE(again.forward.words.empty());
  EXPECT_EQ(again.terms, made(p).terms);
  EXPECT_EQ(again.forward.terms, made(p).forward.terms);
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
  EXPECT_EQ(value(kWantedIdSlot), "PM-2024-003");
  EXPECT_EQ(value(kIdSlot), "PM-2024-003");
}

TEST(Document, EveryTermThatCountsStandsInTheForwardIndex) {
  const IndexDocument document = made(sample());
  std::size_t counted = 0;
  for (const DocumentTerm& term : document.terms) {
    if (term.count == 0) continue;
    ++counted;
    const auto forward = forward_term(document, term.term);
    ASSERT_TRUE(forward) << term.term;
    EXPECT_EQ(forward->count, term.count) << term.term;
  }
  EXPECT_EQ(document.forward.terms.size(), counted);
}

TEST(Document, ForwardTermsAreByHashAndUnique) {
  const std::vector<ForwardTerm> terms = made(sample()).forward.terms;
  EXPECT_TRUE(std::is_sorted(terms.begin(), terms.end(),
                             [](const auto& a, const auto& b) { return a.hash <= b.hash; }));
}

TEST(Document, ForwardTermsKnowTheirSections) {
  Postmortem p = sample();
  p.signatures = {"x509 expired"};
  p.trigger = "config_push";
  p.sections.push_back({.kind = SectionKind::kResolution, .text = "We deleted the disk."});
  p.sections.push_back({.kind = SectionKind::kOther, .text = "Before any heading"});
  p.sections.push_back({.kind = SectionKind::kOther, .heading = "Thanks", .level = 2});
  const IndexDocument document = made(p);
  const auto sections = [&](const char* term) {
    const auto found = forward_term(document, term);
    return found ? found->sections : SectionSet{0};
  };
  EXPECT_EQ(sections("disk"), set_of(SectionGroup::kTitle) | set_of(SectionGroup::kSummary) |
                                  set_of(SectionGroup::kFix));
  EXPECT_EQ(sections("expir"), set_of(SectionGroup::kSymptoms));
  EXPECT_EQ(sections("config_push"), set_of(SectionGroup::kCause));
  EXPECT_EQ(sections("head"), set_of(SectionGroup::kSummary));
  EXPECT_EQ(sections("thank"), set_of(SectionGroup::kOther));
  EXPECT_EQ(sections("space"), set_of(SectionGroup::kSummary) | set_of(SectionGroup::kLessons));
}

TEST(Document, CountsInTheForwardIndexEndAt255ButLengthDoesNot) {
  Postmortem p = sample();
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "retry ";
  p.sections = {{.kind = SectionKind::kSummary, .text = text}};
  const IndexDocument document = made(p);
  EXPECT_EQ(find(document, "retri")->count, 1000U);
  EXPECT_EQ(forward_term(document, "retri")->count, 255);
  EXPECT_GE(document.forward.length, 1000U);
}

TEST(Document, ConceptsCountInTheForwardIndexAloneAndNotInTheLength) {
  Postmortem p = sample();
  p.title = "Out of memory";
  const IndexDocument plain = made(p);
  const auto thesaurus = std::make_shared<const Thesaurus>(
      std::vector<SynonymGroup>{{"oom", {"out of memory", "oomkilled"}}});
  Tokenizer tokenizer(thesaurus);
  const IndexDocument document = make_document(p, p.id, "hash", tokenizer);
  const auto found = std::find_if(document.terms.begin(), document.terms.end(),
                                  [](const auto& t) { return t.term.starts_with(kConceptPrefix); });
  ASSERT_NE(found, document.terms.end());
  EXPECT_EQ(found->count, 0U);  // in the engine, whose lengths are those of words
  EXPECT_FALSE(has(document, {found->term}, 1));
  EXPECT_EQ(forward_term(document, found->term)->count, kTitleWeight);
  EXPECT_EQ(forward_term(document, found->term)->sections, set_of(SectionGroup::kTitle));
  EXPECT_EQ(document.forward.length, plain.forward.length);
  EXPECT_EQ(document.terms.size(), plain.terms.size() + 1);
}

TEST(Document, FactsAreThoseOfThePostmortem) {
  Postmortem p = sample();
  p.kind = FileKind::kTemplate;
  p.known_at = parse_moment("2024-03-01T09:20Z");
  p.raised_at = parse_moment("2024-03-01T09:21Z");
  const DocumentFacts facts = made(p).forward.facts;
  EXPECT_EQ(facts.started_at, p.started_at->at.time_since_epoch().count());
  EXPECT_EQ(facts.kind, static_cast<std::uint8_t>(FileKind::kTemplate));
  EXPECT_EQ(facts.blind_gap_s, 600);
  EXPECT_EQ(facts.silence_gap_s, 60);
  EXPECT_EQ(facts.duration_s, kNoDuration);
  EXPECT_EQ(made(Postmortem()).forward.facts, DocumentFacts());
}

TEST(Document, FacetsAreAsWritten) {
  Postmortem p = sample();
  p.tags = {"DNS", ""};
  using Pair = std::pair<std::uint8_t, std::string>;
  EXPECT_THAT(made(p).forward.facets, ElementsAre(Pair(0, "Payments"), Pair(2, "DNS"),
                                                  Pair(6, "2024"), Pair(7, "2024-03")));
}

TEST(Document, WordsAreFoldedAndOfLettersAndNoStopWords) {
  Postmortem p;
  p.title = "Über-Größe the DISKS db 503 utf8 connectionPool";
  p.sections = {{.kind = SectionKind::kSummary, .text = std::string(40, 'x') + " disks"}};
  const std::vector<std::string> words = made(p).forward.words;
  EXPECT_TRUE(std::is_sorted(words.begin(), words.end()));
  EXPECT_THAT(words, IsSupersetOf({"connection", "disks", "pool", "über"}));
  for (const char* none : {"the", "db", "503", "utf8", "disk", "connectionpool"}) {
    EXPECT_THAT(words, Not(Contains(none)));
  }
  EXPECT_THAT(words, Each(ResultOf([](const std::string& w) { return w.size(); }, Lt(40U))));
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
