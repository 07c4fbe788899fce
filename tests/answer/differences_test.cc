// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/answer/differences.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/postmortem/parse.h"
#include "tests/answer/indexed_corpus.h"

namespace dejavu {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

class DifferencesTest : public testing::Test {
 protected:
  DifferencesTest() {
    corpus_
        .with("old.md", R"(---
id: PM-1
title: Checkout refused every connection
services: [checkout]
trigger: config_change
started_at: 2023-01-01
---
## Summary
Clients could not connect to checkout and every payment was refused.

## Contributing factors
The certificate expired over night.
)")
        .build();
  }

  /// What sets the old incident apart from the question.
  std::vector<std::string> differences_to(const Question& question) const {
    for (const HitAnswer& hit : corpus_.ask(question).hits) {
      if (hit.card.id == "PM-1") return hit.differs;
    }
    return {"PM-1 is no hit"};
  }

  std::vector<std::string> differences_to_draft(std::string_view front, std::string_view text) {
    const std::string draft = "---\nid: PM-2\n" + std::string(front) + "---\n" + std::string(text);
    return differences_to(question_from(parse_postmortem("draft.md", draft)));
  }

  IndexedCorpus corpus_;
};

TEST_F(DifferencesTest, AnotherServiceIsNamedWithOnesOwn) {
  EXPECT_THAT(differences_to_draft("services: [billing]\n", "# Clients could not connect\n"),
              Contains("other service: checkout (yours: billing)"));
  EXPECT_THAT(differences_to_draft("services: [Checkout]\n", "# Clients could not connect\n"),
              Not(Contains(StartsWith("other service"))));
}

TEST_F(DifferencesTest, AServiceThatTheTextNamesCountsAsOnesOwn) {
  corpus_.with("billing.md", "---\nid: PM-3\ntitle: Invoices late\nservices: [billing]\n---\nx\n");
  corpus_.update();
  EXPECT_THAT(differences_to({.text = "billing: clients could not connect, payment refused"}),
              Contains("other service: checkout (yours: billing)"));
}

TEST_F(DifferencesTest, AnotherTriggerIsNamed) {
  EXPECT_THAT(differences_to_draft("trigger: deploy\n", "# Clients could not connect\n"),
              Contains("other trigger: config_change (yours: deploy)"));
  EXPECT_THAT(differences_to_draft("trigger: config_change\n", "# Clients could not connect\n"),
              Not(Contains(StartsWith("other trigger"))));
}

TEST_F(DifferencesTest, ASymptomThatTheIncidentDoesNotHaveIsNamed) {
  EXPECT_THAT(
      differences_to({.text = "clients could not connect to checkout, no space left on device"}),
      Contains(AllOf(StartsWith("other symptom"), HasSubstr("no space left on device"))));
  EXPECT_THAT(differences_to({.text = "checkout: certificate expired, clients cannot connect"}),
              Not(Contains(HasSubstr("certificate"))));
}

TEST_F(DifferencesTest, ASymptomOfTwoGroupsIsNamedOnceAndOnlyWhereBothAreLacking) {
  const Question question{.text = "clients could not connect to checkout after disaster recovery"};
  const auto symptoms = [&] {
    const std::vector<std::string> found = differences_to(question);
    return std::count_if(found.begin(), found.end(), [](const std::string& difference) {
      return difference.starts_with("other symptom");
    });
  };
  EXPECT_EQ(symptoms(), 1);
  corpus_.with("old.md",
               "---\nid: PM-1\ntitle: Checkout refused every connection\n---\n"
               "Clients could not connect after a restore from backup.\n");
  corpus_.update();
  EXPECT_EQ(symptoms(), 0) << "a group of disaster recovery, too";
}

TEST_F(DifferencesTest, AnotherCauseIsNamedWhenAWholeIncidentAsks) {
  const auto found = differences_to_draft(
      "services: [checkout]\n", "# Clients could not connect\n\nEvery payment was refused.\n");
  EXPECT_THAT(found, Contains(AllOf(StartsWith("other cause"), HasSubstr("certificate"))));
}

TEST_F(DifferencesTest, TheSameStoryDiffersInNothing) {
  const auto found = differences_to_draft("services: [checkout]\n",
                                          "# Checkout refused every connection\n\nThe certificate "
                                          "expired over night after a config push.\n");
  EXPECT_THAT(found, IsEmpty());
}

TEST_F(DifferencesTest, NoMoreThanAReaderTakesIn) {
  const auto found = differences_to_draft(
      "services: [billing]\ntrigger: deploy\n",
      "# Connections refused\n\nNo space left on device, split brain, OOM killed, clock skew, "
      "replication lag, retry storm, deadlock.\n");
  EXPECT_LE(found.size(), kDifferencesShown);
  EXPECT_GE(found.size(), 3u);
}

}  // namespace
}  // namespace dejavu
