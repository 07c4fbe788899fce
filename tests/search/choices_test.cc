// SPDX-License-Identifier: GPL-2.0-or-later
// Parts of a question that somebody has forced or left out.
#include <gmock/gmock.h>

#include "tests/answer/indexed_corpus.h"
#include "tests/search/parsed_question.h"

namespace dejavu {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

ParsedQuestion chosen(const std::string& text, std::vector<std::string> force,
                      std::vector<std::string> ignore = {}) {
  Question question;
  question.text = text;
  question.force = std::move(force);
  question.ignore = std::move(ignore);
  return parsed(question);
}

TEST(Choices, ForcedPartsAreGroupsOfTheirOwn) {
  EXPECT_THAT(parts(chosen("disk full on BROKER", {"broker", "Disk"})),
              UnorderedElementsAre("2|word:disk", "word:full", "1|word:BROKER"));
}

TEST(Choices, LeftOutPartsAreListedWithTheReason) {
  const ParsedQuestion question = chosen("disk full on broker", {}, {"DISK", "nothing like it"});
  EXPECT_THAT(parts(question), UnorderedElementsAre("word:full", "word:broker"));
  EXPECT_THAT(question.ignored, Contains(IgnoredText{"disk", std::string(kIgnoredByChoice)}));
}

TEST(Choices, WhatIsForcedIsNotLeftOut) {
  EXPECT_THAT(parts(chosen("disk full", {"disk"}, {"disk"})),
              UnorderedElementsAre("1|word:disk", "word:full"));
}

TEST(Choices, WordsThatTheQuestionDoesNotSayAreRequiredToo) {
  EXPECT_THAT(parts(chosen("disk full", {"broker"})), Contains("1|word:broker"));
  EXPECT_THAT(parts(chosen("disk full", {"dead letters"})), Contains("1|phrase:dead letters"));
}

TEST(Choices, WhatIsNotIndexedCannotBeRequired) {
  const ParsedQuestion question = chosen("disk full at noon", {"at"});
  EXPECT_THAT(question.notes, ElementsAre(HasSubstr("“at” cannot be required")));
  for (const QuestionPart& part : question.parts) EXPECT_EQ(part.group, 0u) << part.text;
}

TEST(Choices, GroupsOfTheLanguageStayApart) {
  const std::vector<std::string> found = parts(chosen("disk OR volume tag:x broker", {"broker"}));
  EXPECT_THAT(found, Contains("1|word:disk"));
  EXPECT_THAT(found, Contains("1|word:volume"));
  EXPECT_THAT(found, Contains("2|word:broker"));
}

TEST(Choices, MoreThanAnybodyClicksAreLeftAlone) {
  std::vector<std::string> many(kMaxChoices, "disk");
  many.emplace_back("broker");
  const ParsedQuestion question = chosen("disk full on broker", {}, many);
  EXPECT_THAT(parts(question), Contains("word:broker"));
  EXPECT_THAT(question.notes, ElementsAre(HasSubstr("only the first 50 choices")));
}

TEST(Choices, OnlyIncidentsThatHaveAForcedPartAnswer) {
  IndexedCorpus corpus;
  corpus.with("a.md", "---\nid: A\ntitle: Broker stops\n---\n## Summary\nThe disk was full.\n");
  corpus.with("b.md", "---\nid: B\ntitle: Disk slow\n---\n## Summary\nThe volume was full.\n");
  corpus.build();
  const auto ids = [&](std::vector<std::string> force, std::vector<std::string> ignore) {
    std::vector<std::string> found;
    const SearchAnswer answer = corpus.ask({.text = "2024-01-01 disk full\nbroker 4711 stops",
                                            .force = std::move(force),
                                            .ignore = std::move(ignore)});
    for (const HitAnswer& hit : answer.hits) found.push_back(hit.card.id);
    return found;
  };
  EXPECT_THAT(ids({}, {}), UnorderedElementsAre("A", "B"));
  EXPECT_THAT(ids({"broker"}, {}), ElementsAre("A"));
  EXPECT_THAT(ids({"volume"}, {}), ElementsAre("B"));
  EXPECT_THAT(ids({"broker", "volume"}, {}), IsEmpty());
  EXPECT_THAT(ids({}, {"disk", "full"}), UnorderedElementsAre("A", "B")) << "as a synonym";
  EXPECT_THAT(ids({}, {"disk", "full", "Disk  full"}), ElementsAre("A"));
}

}  // namespace
}  // namespace dejavu
