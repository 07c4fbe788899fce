// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/recurrence/book.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <thread>

#include "core/base/error.h"
#include "core/index/layout.h"
#include "core/recurrence/suggestion_file.h"
#include "tests/recurrence/incident_facts.h"
#include "tests/recurrence/team_corpus.h"

namespace dejavu {
namespace {

namespace fs = std::filesystem;

class Book : public testing::Test {
 protected:
  std::shared_ptr<const Recurrences> read() { return read_with(book_); }

  std::shared_ptr<const Recurrences> read_with(RecurrenceBook& book) {
    Reader reader(team_.index());
    Tokenizer tokenizer = team_.tokenizer();
    return book.read(reader, tokenizer);
  }

  Decisions decisions() {
    Reader reader(team_.index());
    return book_.decisions(reader);
  }

  fs::path kept() const { return current_generation(team_.index())->suggestions(); }

  TeamCorpus team_;
  RecurrenceBook book_{{.corpus = {}, .index = team_.index()}};
};

TEST_F(Book, SuggestsThePairThatBelongsTogetherAndNoOther) {
  const auto book = read();
  ASSERT_EQ(book->suggestions.size(), 1U);
  const Suggestion& one = book->suggestions[0];
  EXPECT_EQ(one.from, "PM-3");
  EXPECT_EQ(one.to, "PM-1");
  EXPECT_GT(one.confidence, 0.0);
  EXPECT_THAT(one.same, testing::Contains("same service: queue"));
  EXPECT_EQ(one.proposed.name, "R1");
  EXPECT_EQ(book->incidents.size(), TeamCorpus::kIncidents);
  EXPECT_EQ(book->incidents[0].id, "PM-1");
}

TEST_F(Book, DecisionTakesTheSuggestionAwayAndMakesAFamily) {
  read();
  append_to_ledger(team_.corpus(),
                   decision("2026-01-01", LedgerKind::kRecurrenceOf, "PM-3", "PM-1"));
  const auto book = read();
  EXPECT_TRUE(book->suggestions.empty());
  ASSERT_EQ(book->families.size(), 1U);
  EXPECT_EQ(book->families[0].id, "PM-1");
  append_to_ledger(team_.corpus(), decision("2026-01-02", LedgerKind::kRetracted, "PM-3", "PM-1"));
  EXPECT_EQ(read()->suggestions.size(), 1U);
}

TEST_F(Book, IsKeptAsLongAsNothingChanges) {
  const auto first = read();
  EXPECT_EQ(read(), first);
  team_.write("note.md", "# Something else happened\n");
  team_.update();
  EXPECT_NE(read(), first);
}

TEST_F(Book, WhatIsKnownIsToldWithoutComputing) {
  Reader reader(team_.index());
  EXPECT_EQ(book_.known(reader), nullptr) << "nobody has asked yet";
  const auto book = read();
  EXPECT_EQ(book_.known(reader), book);
  append_to_ledger(team_.corpus(),
                   decision("2026-01-01", LedgerKind::kRecurrenceOf, "PM-3", "PM-1"));
  EXPECT_EQ(book_.known(reader), nullptr) << "the ledger has changed";
  EXPECT_EQ(book_.known(reader), nullptr) << "and it computes nothing";
}

TEST_F(Book, WhatWasAskedOnceIsKeptWithTheGeneration) {
  const auto computed = read();
  std::vector<AskedIncident> asked = read_suggestions(kept());
  ASSERT_EQ(asked.size(), TeamCorpus::kIncidents);
  // Another process believes the file: what it changes there is what it shows.
  for (AskedIncident& one : asked) {
    for (Candidate& candidate : one.candidates) candidate.same = {"kept"};
  }
  write_suggestions(kept(), asked);
  RecurrenceBook other({.corpus = {}, .index = team_.index()});
  EXPECT_THAT(read_with(other)->suggestions.at(0).same, testing::ElementsAre("kept"));
}

TEST_F(Book, NewIncidentIsAskedAndTheOthersAreNot) {
  read();
  std::vector<AskedIncident> asked = read_suggestions(kept());
  for (AskedIncident& one : asked) {
    for (Candidate& candidate : one.candidates) candidate.same = {"kept"};
  }
  write_suggestions(kept(), asked);
  team_.write("again.md", TeamCorpus::disk_again("PM-9", "2025-09-01"));
  team_.update();
  RecurrenceBook other({.corpus = {}, .index = team_.index()});
  const auto book = read_with(other);
  ASSERT_GE(book->suggestions.size(), 2U);
  EXPECT_EQ(book->suggestions.front().from, "PM-9");
  EXPECT_NE(book->suggestions.front().same, std::vector<std::string>{"kept"});
  EXPECT_EQ(book->suggestions.back().same, std::vector<std::string>{"kept"});
  EXPECT_EQ(read_suggestions(kept()).size(), TeamCorpus::kIncidents + 1);
}

TEST_F(Book, ChangedFileIsReadAndAskedAgain) {
  read();
  team_.write("disk.md", TeamCorpus::disk_again("PM-1", "2025-01-10"));
  team_.update();
  const auto book = read();
  EXPECT_EQ(find_incident(book->incidents, "PM-1")->action_items.size(), 0U);
  RecurrenceBook fresh({.corpus = {}, .index = team_.index()});
  EXPECT_EQ(read_with(fresh)->incidents, book->incidents);
}

TEST_F(Book, WhoDoesNotWaitIsToldThatAnotherAsks) {
  const auto draft = [](int day) {
    return TeamCorpus::disk_again(fmt::format("DR-{}", day), fmt::format("2025-03-{:02}", day));
  };
  for (std::size_t i = 0; i < kAskedPerCall; ++i) {
    const int day = static_cast<int>(i % 28) + 1;
    team_.write(fmt::format("{}.md", i), draft(day));
  }
  team_.update();
  std::vector<std::size_t> told;
  std::string refused;
  RecurrenceOptions options = {.index = team_.index(), .patience = std::chrono::milliseconds(1)};
  RecurrenceBook* shared = nullptr;
  options.asking = [&](std::size_t done, std::size_t of) {
    told.push_back(done);
    EXPECT_EQ(of, TeamCorpus::kIncidents + kAskedPerCall);
    std::jthread([&] {
      try {
        read_with(*shared);
      } catch (const Error& error) {
        EXPECT_EQ(error.kind(), ErrorKind::kUnavailable);
        refused = error.what();
      }
    });
  };
  RecurrenceBook book(std::move(options));
  shared = &book;
  const std::size_t all = read_with(book)->incidents.size();
  EXPECT_THAT(told, testing::ElementsAre(kAskedPerCall, all));
  EXPECT_THAT(refused, testing::HasSubstr("compared"));
  told.clear();
  read_with(book);
  EXPECT_THAT(told, testing::IsEmpty()) << "all is known";
}

TEST_F(Book, ManyThreadsAskAsOneDoes) {
  for (int day = 1; day <= 28; ++day) {
    team_.write(
        fmt::format("{}.md", day),
        TeamCorpus::disk_again(fmt::format("DR-{}", day), fmt::format("2025-03-{:02}", day)));
  }
  team_.update();
  RecurrenceBook one({.corpus = {}, .index = team_.index(), .threads = 1});
  const auto alone = read_with(one)->asked;
  fs::remove(kept());
  RecurrenceBook many({.corpus = {}, .index = team_.index(), .threads = 4});
  EXPECT_EQ(read_with(many)->asked, alone);
  EXPECT_EQ(read_suggestions(kept()), alone);
}

TEST_F(Book, WithoutAPlaceToKeepItComputes) {
  RecurrenceBook nowhere({});
  EXPECT_EQ(read_with(nowhere)->suggestions, read()->suggestions);
  fs::remove(kept());
  EXPECT_EQ(read_with(nowhere)->suggestions.size(), 1U);
  EXPECT_FALSE(fs::exists(kept()));
}

TEST_F(Book, RebuildGivesTheSameSuggestions) {
  const auto before = read()->suggestions;
  team_.build();
  EXPECT_EQ(read()->suggestions, before);
}

TEST_F(Book, CooldownIsThatOfTheOptions) {
  RecurrenceBook patient(
      {.corpus = {}, .index = team_.index(), .cooldown = std::chrono::hours(24 * 3650)});
  EXPECT_TRUE(read_with(patient)->suggestions.empty());
}

TEST_F(Book, CountsTheTeamsDecisionsForThePrior) {
  EXPECT_EQ(decisions(), Decisions());
  const auto decide = [&](const std::string& at, LedgerKind kind, const std::string& to) {
    append_to_ledger(team_.corpus(), decision(at, kind, "PM-3", to));
  };
  decide("2026-01-01", LedgerKind::kLookalikeOf, "PM-1");
  decide("2026-01-02", LedgerKind::kRecurrenceOf, "PM-1");
  decide("2026-01-03", LedgerKind::kNotRecurrenceOf, "PM-2");
  decide("2026-01-04", LedgerKind::kRecurrenceOf, "PM-77");
  EXPECT_EQ(decisions(), (Decisions{.confirmed = 1, .rejected = 1}));
  decide("2026-01-05", LedgerKind::kRetracted, "PM-2");
  EXPECT_EQ(decisions(), (Decisions{.confirmed = 1, .rejected = 0}));
}

TEST_F(Book, ALedgerThatCannotBeReadKeepsNobodyFromAnAnswer) {
  append_to_ledger(team_.corpus(),
                   decision("2026-01-01", LedgerKind::kRecurrenceOf, "PM-3", "PM-1"));
  const fs::path ledger = team_.corpus() / kLedgerFile;
  fs::rename(ledger, team_.corpus() / "away");
  fs::create_directory(ledger);
  EXPECT_EQ(decisions(), Decisions());
  EXPECT_THROW(read(), Error);
  fs::remove(ledger);
  fs::rename(team_.corpus() / "away", ledger);
  EXPECT_EQ(decisions(), (Decisions{.confirmed = 1, .rejected = 0}));
}

TEST_F(Book, ServesManyThreadsAtOnce) {
  std::vector<std::thread> threads;
  std::vector<std::size_t> counts(4);
  for (std::size_t& count : counts) {
    threads.emplace_back([&] {
      count = read()->suggestions.size();
      decisions();
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_THAT(counts, testing::Each(1U));
}

}  // namespace
}  // namespace dejavu
