// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/stored.h"

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "tests/index/full_postmortem.h"

namespace dejavu {
namespace {

/// Every value of an enum that has a name, from the first on.
template <typename Enum, typename FromName>
std::vector<Enum> all_values(FromName&& from_name) {
  std::vector<Enum> values;
  for (int number = 0;; ++number) {
    const auto value = static_cast<Enum>(number);
    const auto name = name_of(value);
    if (name.empty() || from_name(name) != value) return values;
    values.push_back(value);
  }
}

TEST(Stored, PostmortemComesBackAsItWas) {
  const Postmortem postmortem = full_postmortem();
  EXPECT_EQ(decode_postmortem(encode_postmortem(postmortem)), postmortem);
}

TEST(Stored, EmptyPostmortemComesBackAsItWas) {
  EXPECT_EQ(decode_postmortem(encode_postmortem({})), Postmortem{});
}

TEST(Stored, BytesThatAreNoUtf8ComeBackAsTheyWere) {
  Postmortem postmortem;
  postmortem.path = "caf\xe9\x80.md";
  postmortem.title = std::string("nul \0 and \xff", 11);
  EXPECT_EQ(decode_postmortem(encode_postmortem(postmortem)), postmortem);
}

TEST(Stored, CardComesBackAsItWas) {
  const Card card = make_card(full_postmortem());
  ASSERT_FALSE(card.open_prevent_actions.empty());
  EXPECT_EQ(decode_card(encode_card(card)), card);
}

TEST(Stored, EveryNamedValueOfEveryEnumComesBack) {
  Postmortem postmortem;
  for (const SectionKind kind : all_values<SectionKind>(section_kind_from)) {
    postmortem.sections.push_back({.kind = kind});
  }
  for (const RelationKind kind : all_values<RelationKind>(relation_kind_from)) {
    postmortem.relations.push_back({.kind = kind});
  }
  for (const ActionType type : all_values<ActionType>(action_type_from)) {
    postmortem.action_items.push_back({.type = type});
  }
  for (const ActionStatus status : all_values<ActionStatus>(action_status_from)) {
    postmortem.action_items.push_back({.status = status});
  }
  for (const DiagnosticLevel level : all_values<DiagnosticLevel>(diagnostic_level_from)) {
    postmortem.diagnostics.push_back({.level = level});
  }
  ASSERT_GE(postmortem.sections.size(), 15U);
  ASSERT_GE(postmortem.relations.size(), 6U);
  ASSERT_GE(postmortem.action_items.size(), 8U);
  ASSERT_GE(postmortem.diagnostics.size(), 3U);
  EXPECT_EQ(decode_postmortem(encode_postmortem(postmortem)), postmortem);
  for (const IdSource source : all_values<IdSource>(id_source_from)) {
    postmortem.id_source = source;
    EXPECT_EQ(decode_postmortem(encode_postmortem(postmortem)).id_source, source);
  }
  for (const FileKind kind : all_values<FileKind>(file_kind_from)) {
    postmortem.kind = kind;
    EXPECT_EQ(decode_postmortem(encode_postmortem(postmortem)).kind, kind);
  }
}

TEST(Stored, EveryTruncationIsCorrupt) {
  const std::string bytes = encode_card(make_card(full_postmortem()));
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    try {
      decode_card(bytes.substr(0, size));
      FAIL() << size << " of " << bytes.size() << " bytes were accepted";
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::kCorrupt);
    }
  }
}

TEST(Stored, TrailingBytesAreCorrupt) { EXPECT_THROW(decode_card(encode_card({}) + "x"), Error); }

TEST(Stored, ForgedCountOfElementsIsCorruptAndAsksForNoMemory) {
  // The first text of a card is its id: a length of 4 GB in front of nothing.
  EXPECT_THROW(decode_card(std::string(4, '\xff')), Error);
  // A postmortem whose bytes are all 0xff reaches list counts as well as enums.
  EXPECT_THROW(decode_postmortem(std::string(1000, '\xff')), Error);
}

TEST(Stored, WhateverIsAcceptedAfterAFlippedByteEncodesToTheSameBytes) {
  const std::string bytes = encode_card(make_card(full_postmortem()));
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    std::string flipped = bytes;
    flipped[i] = static_cast<char>(flipped[i] ^ 0x41);
    try {
      EXPECT_EQ(encode_card(decode_card(flipped)), flipped);
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), ErrorKind::kCorrupt);
    }
  }
}

TEST(Stored, StatsComeBackAsTheyWere) {
  const IndexStats stats = {.corpus = "/srv/postmortems",
                            .built_at = Instant(std::chrono::seconds(1'700'000'000)),
                            .updated_at = Instant(std::chrono::seconds(-1)),
                            .files_with_problems = 3,
                            .unread = {{"a\xff.md", "Permission denied"}, {"b.md", "restricted"}}};
  EXPECT_EQ(decode_stats(encode_stats(stats)), stats);
}

}  // namespace
}  // namespace dejavu
