// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/recurrence/suggestions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/recurrence/incident_facts.h"

namespace dejavu {
namespace {

constexpr std::chrono::hours kDay{24};

/// Asked incidents stand by their records, here 1 to 4 in the order of time.
class Suggestions : public testing::Test {
 protected:
  Suggestions() {
    for (std::size_t i = 0; i < incidents_.size(); ++i) incidents_[i].record = i + 1;
  }

  void found(std::uint64_t record, std::vector<std::string> ids) {
    AskedIncident asked{.record = record, .candidates = {}};
    double confidence = 0.9;
    for (std::string& id : ids) {
      asked.candidates.push_back({.id = std::move(id), .confidence = confidence});
      confidence -= 0.1;
    }
    asked_.push_back(asked);
  }

  void decide(const std::string& from, PairState state, const std::string& to) {
    settled_.push_back({.from = from, .to = to, .state = state});
  }

  std::vector<std::string> suggested() const {
    std::vector<std::string> pairs;
    for (const Suggestion& one : suggest(asked_, incidents_, settled_, kDay)) {
      pairs.push_back(one.from + ">" + one.to);
    }
    return pairs;
  }

  std::vector<IncidentFacts> incidents_ = {
      incident_on("PM-1", "2025-01-01"), incident_on("PM-2", "2025-03-01"),
      incident_on("PM-3", "2025-06-01"), incident_on("PM-4", "2025-06-02")};
  std::vector<AskedIncident> asked_;
  std::vector<SettledPair> settled_;
};

TEST_F(Suggestions, NewestIncidentStandsFirst) {
  found(2, {"PM-1"});
  found(3, {"PM-2", "PM-1"});
  EXPECT_THAT(suggested(), testing::ElementsAre("PM-3>PM-2", "PM-3>PM-1", "PM-2>PM-1"));
}

TEST_F(Suggestions, DecidedPairIsNeverSuggestedAgainWhateverWasDecided) {
  found(2, {"PM-1"});
  for (const PairState state : {PairState::kConfirmed, PairState::kRejected, PairState::kLookalike,
                                PairState::kDuplicate, PairState::kRemediation}) {
    settled_.clear();
    decide("PM-2", state, "PM-1");
    EXPECT_THAT(suggested(), testing::IsEmpty()) << name_of(state);
  }
  settled_.clear();
  decide("PM-1", PairState::kRejected, "PM-2");
  EXPECT_THAT(suggested(), testing::IsEmpty()) << "the other way round";
}

TEST_F(Suggestions, OfAFamilyOnlyTheBestMemberIsShown) {
  decide("PM-2", PairState::kConfirmed, "PM-1");
  found(3, {"PM-2", "PM-1"});
  EXPECT_THAT(suggested(), testing::ElementsAre("PM-3>PM-2"));
}

TEST_F(Suggestions, MembersOfOneFamilyAreNotSuggestedToEachOther) {
  decide("PM-2", PairState::kConfirmed, "PM-1");
  decide("PM-3", PairState::kConfirmed, "PM-2");
  found(3, {"PM-1"});
  EXPECT_THAT(suggested(), testing::IsEmpty());
}

TEST_F(Suggestions, ANoToOneOfAFamilyIsANoToAllOfIt) {
  decide("PM-2", PairState::kConfirmed, "PM-1");
  found(3, {"PM-2"});
  for (const PairState no : {PairState::kRejected, PairState::kLookalike}) {
    settled_.resize(1);
    EXPECT_THAT(suggested(), testing::ElementsAre("PM-3>PM-2"));
    decide("PM-3", no, "PM-1");
    EXPECT_THAT(suggested(), testing::IsEmpty()) << name_of(no);
  }
}

TEST_F(Suggestions, InsideTheCooldownThereIsNone) {
  found(4, {"PM-3"});
  EXPECT_THAT(suggested(), testing::IsEmpty());
}

TEST_F(Suggestions, IncidentThatWasRemovedSinceIsLeftOut) {
  found(3, {"PM-77"});
  found(99, {"PM-1"});
  EXPECT_THAT(suggested(), testing::IsEmpty());
}

TEST(SuggestionThreshold, LongTextsNeedLessConfidence) {
  EXPECT_TRUE(is_worth_asking(0.45, 200));
  EXPECT_FALSE(is_worth_asking(0.4, 50));
  EXPECT_TRUE(is_worth_asking(0.8, 50));
  EXPECT_FALSE(is_worth_asking(0.3, 200));
  EXPECT_TRUE(is_worth_asking(1, 1));
  EXPECT_FALSE(is_worth_asking(0, 100'000));
}

}  // namespace
}  // namespace dejavu
