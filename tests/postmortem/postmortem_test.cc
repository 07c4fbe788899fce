// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/postmortem/postmortem.h"

#include <gtest/gtest.h>

#include "tests/postmortem/parsed.h"

namespace dejavu {
namespace {

template <typename Enum, typename From>
void expect_inverse(int count, From from) {
  for (int i = 0; i < count; ++i) {
    const Enum value = static_cast<Enum>(i);
    EXPECT_FALSE(name_of(value).empty()) << i;
    EXPECT_EQ(from(name_of(value)), value) << i;
  }
  EXPECT_TRUE(name_of(static_cast<Enum>(count)).empty());
  EXPECT_FALSE(from("nonsense"));
}

TEST(Names, AreInverseToTheirValuesAndComplete) {
  expect_inverse<SectionKind>(15, section_kind_from);
  expect_inverse<ActionType>(5, action_type_from);
  expect_inverse<ActionStatus>(3, action_status_from);
  expect_inverse<RelationKind>(6, relation_kind_from);
  expect_inverse<DiagnosticLevel>(3, diagnostic_level_from);
  expect_inverse<IdSource>(3, id_source_from);
  expect_inverse<FileKind>(3, file_kind_from);
}

Moment minute(int value, Precision precision = Precision::kMinute) {
  return {.at = Instant{std::chrono::minutes{value}}, .precision = precision};
}

TEST(Gaps, NeedBothTimesToTheMinuteAndInOrder) {
  Postmortem postmortem;
  EXPECT_FALSE(blind_gap(postmortem));
  postmortem.started_at = minute(10);
  postmortem.known_at = minute(130);
  postmortem.raised_at = minute(175);
  EXPECT_EQ(blind_gap(postmortem), std::chrono::hours{2});
  EXPECT_EQ(silence_gap(postmortem), std::chrono::minutes{45});
  EXPECT_FALSE(duration(postmortem));
  postmortem.mitigated_at = minute(70);
  EXPECT_EQ(duration(postmortem), std::chrono::hours{1});
  postmortem.resolved_at = minute(190);
  EXPECT_EQ(duration(postmortem), std::chrono::hours{3});
  postmortem.known_at = minute(5);
  EXPECT_FALSE(blind_gap(postmortem));
  postmortem.started_at = minute(0, Precision::kDay);
  EXPECT_FALSE(blind_gap(postmortem));
}

TEST(Parse, EqualFilesGiveEqualValues) {
  const std::string text = "---\ntitle: x\ndate: 03/04/2024\n---\n\n## Timeline\n\n- 10:00 a\n";
  EXPECT_EQ(parsed(text), parsed(text));
  EXPECT_NE(parsed(text), parsed(text + "b"));
}

TEST(Parse, SectionsOfOneKindAreReadTogether) {
  const Postmortem postmortem =
      parsed("## Lessons\n\na\n\n## Impact\n\nb\n\n## Lessons learned\n\nc\n");
  EXPECT_EQ(section_text(postmortem, SectionKind::kLessons), "a\n\nc");
  EXPECT_EQ(section_text(postmortem, SectionKind::kTimeline), "");
}

}  // namespace
}  // namespace dejavu
