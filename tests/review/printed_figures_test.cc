// SPDX-License-Identifier: GPL-2.0-or-later
// Figures of the demo team and of the bundled incidents, computed again from the ids that the
// answer prints, with the formulas written out.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "server/json/review_figures_json.h"
#include "tests/review/team.h"

namespace dejavu {
namespace {

using nlohmann::json;
using Ids = std::vector<std::string>;

struct Collection {
  const char* name;
  const Recurrences* (*team)();
};

class PrintedFigures : public testing::TestWithParam<Collection> {
 protected:
  void SetUp() override {
    team_ = GetParam().team();
    if (team_ == nullptr) GTEST_SKIP() << "skipped: the folder of " << GetParam().name;
    printed_ = to_json(figures_of(*team_, {.now = demo_day()}));
    headline_ = printed_["headline"];
  }

  const IncidentFacts& fact(const std::string& id) const {
    return *find_incident(team_->incidents, id);
  }

  static double count(const json& list) { return static_cast<double>(list.size()); }

  /// Wilson, 1927, with z = 1.959964.
  static std::pair<double, double> wilson(double k, double n) {
    const double z2 = 1.959964 * 1.959964;
    const double middle = (k + z2 / 2) / (n + z2);
    const double half = 1.959964 / (n + z2) * std::sqrt(k * (n - k) / n + z2 / 4);
    return {middle - half, middle + half};
  }

  static void expect_share(const json& counted) {
    const double k = count(counted["counted"]);
    const double n = k + count(counted["others"]);
    const auto [low, high] = wilson(k, n);
    EXPECT_NEAR(counted["share"]["rate"], k / n, 1e-9);
    EXPECT_NEAR(counted["share"]["interval"]["low"], low, 1e-6);
    EXPECT_NEAR(counted["share"]["interval"]["high"], high, 1e-6);
  }

  const Recurrences* team_ = nullptr;
  json printed_;
  json headline_;
};

class DemoFigures : public PrintedFigures {};

TEST_P(DemoFigures, SixteenIncidentsCameBackAsTheTeamsPageSays) {
  EXPECT_EQ(headline_["recurred"].size(), 16U);  // 14 files, and two in the ledger alone
}

TEST_P(PrintedFigures, RecurredAreThosePeopleConfirmed) {
  std::set<std::string> later;
  for (const SettledPair& pair : team_->pairs) {
    if (pair.state == PairState::kConfirmed) later.insert(pair.from);
  }
  EXPECT_EQ(headline_["recurred"].get<std::set<std::string>>(), later);
}

TEST_P(DemoFigures, EligibleAreAllButTheDuplicate) {
  EXPECT_EQ(headline_["incidents"], 62);  // 63 files, and HL-2025-023 is a duplicate
}

TEST_P(PrintedFigures, CoverageFollowsFromThePrintedIds) {
  const double judged = count(headline_["recurred"]) + count(headline_["reviewed"]);
  EXPECT_NEAR(headline_["coverage"], judged / (judged + count(headline_["waiting"])), 1e-12);
}

TEST_P(PrintedFigures, BoundsFollowFromThePrintedIds) {
  const double recurred = count(headline_["recurred"]);
  const double all = headline_["incidents"];
  EXPECT_NEAR(headline_["bounds"]["low"], recurred / all, 1e-12);
  EXPECT_NEAR(headline_["bounds"]["high"], (recurred + count(headline_["waiting"])) / all, 1e-12);
}

TEST_P(PrintedFigures, PrecisionFollowsFromThePrintedPairs) {
  expect_share(headline_["precision"]);
}

TEST_P(PrintedFigures, RateWithoutTheLargestFamilyFollowsFromThePrintedIds) {
  expect_share(headline_["without_largest_family"]);
}

TEST_P(DemoFigures, ThirteenCameBackBesideTheLargestFamily) {
  EXPECT_EQ(headline_["without_largest_family"]["counted"].size(), 13U);
}

TEST_P(PrintedFigures, QuartersAddUp) {
  std::size_t recurred = 0;
  for (const json& quarter : printed_["quarters"]) recurred += quarter["recurred"].size();
  EXPECT_EQ(recurred, headline_["recurred"].size());
}

TEST_P(DemoFigures, AQuarterCanBeCountedByHand) {
  // Families of docs/DEMO.md: prices, connections and dead letters in the first quarter of 2026.
  for (const json& quarter : printed_["quarters"]) {
    if (quarter["quarter"] != "2026-Q1") continue;
    EXPECT_EQ(quarter["recurred"], Ids({"HL-2026-002", "HL-2026-003", "HL-2026-005"}));
    EXPECT_NEAR(quarter["expected"]["low"], 0.6187, 1e-4);
    EXPECT_NEAR(quarter["expected"]["high"], 8.7673, 1e-4);
  }
}

TEST_P(PrintedFigures, ShareOfRepairsThatHoldNinetyDaysIsTheProductOverTheList) {
  std::vector<std::pair<double, bool>> lives;  // days, came back
  const auto days = [](Instant from, Instant until) {
    return static_cast<double>((until - from).count()) / 86'400;
  };
  for (const std::string pair : printed_["repairs"]["came_back"]) {
    const std::size_t arrow = pair.find("→");
    const IncidentFacts& earlier = fact(pair.substr(arrow + std::string("→").size()));
    lives.emplace_back(days(*end_of(earlier), fact(pair.substr(0, arrow)).started_at->at), true);
  }
  for (const std::string id : printed_["repairs"]["holds"]) {
    lives.emplace_back(days(*end_of(fact(id)), demo_day()), false);
  }
  double share = 1;
  for (const auto& [time, ended] : lives) {
    if (!ended || time > 90) continue;
    const auto at_risk = std::count_if(lives.begin(), lives.end(),
                                       [&](const auto& life) { return life.first >= time; });
    share *= 1 - 1.0 / static_cast<double>(at_risk);
  }
  EXPECT_NEAR(printed_["repairs"]["curve"]["at"][1]["share_holding"], share, 1e-9);
}

TEST_P(PrintedFigures, MedianBlindGapOfAQuarterIsTheMiddleOfItsList) {
  for (const json& quarter : printed_["blind_gaps"]) {
    std::vector<double> gaps;
    for (const std::string id : quarter["counted"]) {
      gaps.push_back(
          static_cast<double>((fact(id).known_at->at - fact(id).started_at->at).count()));
    }
    if (quarter["quartiles"].is_null()) continue;
    std::sort(gaps.begin(), gaps.end());
    const std::size_t half = gaps.size() / 2;
    const double median = gaps.size() % 2 == 1 ? gaps[half] : (gaps[half - 1] + gaps[half]) / 2;
    EXPECT_DOUBLE_EQ(quarter["quartiles"]["median_s"], median) << quarter["quarter"];
  }
}

TEST_P(PrintedFigures, SecondTimeBetterIsCountedOverThePrintedPairs) {
  const json& mitigation = printed_["second_time"][2];
  double as_far = 0;  // sign test: the smaller tail of n coins, twice
  const int n = static_cast<int>(mitigation["better"].size() + mitigation["worse"].size());
  const int k = static_cast<int>(std::min(mitigation["better"].size(), mitigation["worse"].size()));
  for (int i = 0; i <= k; ++i) {
    as_far +=
        std::exp(std::lgamma(n + 1) - std::lgamma(i + 1) - std::lgamma(n - i + 1)) / std::pow(2, n);
  }
  EXPECT_NEAR(mitigation["test"]["p"], std::min(1.0, 2 * as_far), 1e-9);
}

TEST_P(DemoFigures, AllPairsHaveTheTimesUntilMitigation) {
  const json& mitigation = printed_["second_time"][2];
  EXPECT_EQ(mitigation["better"].size() + mitigation["worse"].size() + mitigation["equal"].size(),
            17U);
}

TEST_P(DemoFigures, ClassesAreThoseThatPeopleStated) {
  std::size_t pairs = 0;
  for (const json& one : printed_["classes"]) pairs += one["pairs"].size();
  EXPECT_EQ(pairs, 17U);  // 15 in front matter, two in the ledger
}

TEST_P(PrintedFigures, HalvesAreCutInTheMiddleOfTheStory) {
  const json& halves = printed_["halves"];
  EXPECT_EQ(halves["earlier"].size() + halves["later"].size(), headline_["recurred"].size());
  for (const std::string id : halves["earlier"]) {
    EXPECT_LT(format_instant(fact(id).started_at->at), halves["middle"]);
  }
}

std::string name_of_collection(const testing::TestParamInfo<Collection>& test) {
  return test.param.name;
}

INSTANTIATE_TEST_SUITE_P(Demo, DemoFigures, testing::Values(Collection{"Demo", demo_team}),
                         name_of_collection);
INSTANTIATE_TEST_SUITE_P(Both, PrintedFigures,
                         testing::Values(Collection{"Demo", demo_team},
                                         Collection{"Bundled", bundled_team}),
                         name_of_collection);

}  // namespace
}  // namespace dejavu
