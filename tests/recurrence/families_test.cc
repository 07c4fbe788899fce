// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/recurrence/families.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/recurrence/incident_facts.h"

namespace dejavu {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

SettledPair confirmed(const std::string& from, const std::string& to, const std::string& name) {
  SettledPair pair;
  pair.from = from;
  pair.to = to;
  pair.recurrence_class = name;
  return pair;
}

TEST(Families, AreWhatConfirmedPairsConnect) {
  std::vector<IncidentFacts> incidents = {
      incident_on("PM-1", "2025-01-01"), incident_on("PM-2", "2025-02-01"),
      incident_on("PM-3", "2025-03-01"), incident_on("PM-4", "2025-04-01"),
      incident_on("PM-5", "2025-05-01")};
  incidents[0].services = {"search"};
  incidents[2].services = {"covers", "search"};
  SettledPair no = confirmed("PM-4", "PM-3", "");
  no.state = PairState::kRejected;
  const std::vector<Family> found =
      families(incidents, {confirmed("PM-2", "PM-1", "R2"), confirmed("PM-3", "PM-2", "R1"), no});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].id, "PM-1");
  EXPECT_THAT(found[0].incidents, ElementsAre("PM-1", "PM-2", "PM-3"));
  EXPECT_THAT(found[0].services, ElementsAre("search", "covers"));
  EXPECT_THAT(found[0].classes, ElementsAre("R1", "R2"));
  EXPECT_EQ(found[0].first, incidents[0].started_at);
  EXPECT_EQ(found[0].last, incidents[2].started_at);
}

TEST(Families, RepairsThatCausedTheNextMakeAChain) {
  const std::vector<IncidentFacts> incidents = {incident_on("PM-1", "2025-01-01"),
                                                incident_on("PM-2", "2025-02-01")};
  SettledPair caused = confirmed("PM-2", "PM-1", "");
  caused.state = PairState::kRemediation;
  EXPECT_THAT(remediation_chains(incidents, {caused}), ElementsAre(ElementsAre("PM-1", "PM-2")));
  EXPECT_THAT(families(incidents, {caused}), IsEmpty());
}

class ClassProposal : public testing::Test {
 protected:
  std::string name() const { return propose_class(later_, earlier_).name; }

  IncidentFacts earlier_ = incident_on("PM-1", "2025-01-01");
  IncidentFacts later_ = incident_on("PM-2", "2025-03-01");
};

TEST_F(ClassProposal, IsR1WhenAPreventActionWasStillOpen) {
  earlier_.action_items = {prevent_action(ActionStatus::kOpen, "")};
  EXPECT_EQ(name(), "R1");
  EXPECT_NE(propose_class(later_, earlier_).reason.find("AI-1"), std::string::npos);
}

TEST_F(ClassProposal, IsR1WhenItWasDoneOnlyAfterTheSecondTime) {
  earlier_.action_items = {prevent_action(ActionStatus::kDone, "2025-03-02")};
  EXPECT_EQ(name(), "R1");
}

TEST_F(ClassProposal, IsR2WhenTheFixWasIn) {
  earlier_.action_items = {prevent_action(ActionStatus::kDone, "2025-02-01")};
  EXPECT_EQ(name(), "R2");
  earlier_.action_items.clear();
  earlier_.fixed_in = {"v2.3"};
  EXPECT_EQ(name(), "R2");
}

TEST_F(ClassProposal, IsNoR2WithoutTheDayOnWhichItWasDone) {
  earlier_.action_items = {prevent_action(ActionStatus::kDone, "")};
  EXPECT_EQ(name(), "");
}

TEST_F(ClassProposal, LooksAtPreventActionsOnly) {
  earlier_.action_items = {prevent_action(ActionStatus::kOpen, "")};
  earlier_.action_items[0].type = ActionType::kDetect;
  EXPECT_EQ(name(), "");
}

TEST_F(ClassProposal, IsR4WhenServiceAndTeamAreOthers) {
  earlier_.services = {"search"};
  later_.services = {"covers"};
  EXPECT_EQ(name(), "");
  earlier_.teams = {"shelf"};
  later_.teams = {"readers"};
  EXPECT_EQ(name(), "R4");
  later_.teams = {"Shelf"};
  EXPECT_EQ(name(), "");
}

}  // namespace
}  // namespace dejavu
