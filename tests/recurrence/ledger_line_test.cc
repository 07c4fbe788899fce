// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/recurrence/ledger_line.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/base/text.h"
#include "tests/recurrence/incident_facts.h"

namespace dejavu {
namespace {

std::string fault_code(std::string_view line) {
  const auto read = parse_ledger_line(line, 1);
  const auto* fault = std::get_if<LineFault>(&read);
  return fault == nullptr ? "" : fault->code;
}

TEST(LedgerLine, IsReadBackAsItWasWritten) {
  LedgerEntry entry = decision("2026-01-02T03:04:05Z", LedgerKind::kRecurrenceOf, "PM-2", "PM-1");
  entry.recurrence_class = "R2";
  entry.reason = "the “fix” was in\tand \"held\" – not";
  const std::string line = format_ledger_line(entry);
  EXPECT_EQ(line.find('\n'), std::string::npos);
  EXPECT_TRUE(std::all_of(line.begin(), line.end(), [](char c) { return c >= ' ' && c < 127; }));
  entry.line = 3;
  entry.text = line;
  EXPECT_EQ(std::get<LedgerEntry>(parse_ledger_line(line, 3)), entry);
}

TEST(LedgerLine, OfAReviewHasNoIncidents) {
  LedgerEntry entry;
  entry.at = parse_moment("2026-01-02T03:04:05Z")->at;
  entry.by = "Ada";
  entry.kind = LedgerKind::kReviewHeld;
  EXPECT_EQ(format_ledger_line(entry),
            R"({"at":"2026-01-02T03:04:05Z","by":"Ada","kind":"review_held"})");
}

TEST(LedgerLine, UnknownKeysOfANewerProgramAreAllowed) {
  EXPECT_EQ(
      fault_code(R"({"at":"2026-01-02","by":"A","kind":"part_of","from":"a","to":"b","x":1})"), "");
}

TEST(LedgerLine, WhatLacksTimeNameOrIncidentsIsAFault) {
  EXPECT_EQ(fault_code("<<<<<<< HEAD"), "ledger-line-broken");
  EXPECT_EQ(fault_code("[1]"), "ledger-line-broken");
  EXPECT_EQ(fault_code(R"({"kind":"sure","at":"2026-01-02","by":"A"})"), "ledger-kind-unknown");
  EXPECT_EQ(fault_code(R"({"kind":"part_of","at":"tomorrow","by":"A"})"), "ledger-time-missing");
  EXPECT_EQ(fault_code(R"({"kind":"part_of","at":"2026-01-02","from":"a","to":"b"})"),
            "ledger-by-missing");
  EXPECT_EQ(fault_code(R"({"kind":"part_of","at":"2026-01-02","by":"A","from":"a"})"),
            "ledger-ids-missing");
  EXPECT_EQ(fault_code(R"({"kind":["part_of"],"at":3})"), "ledger-kind-unknown");
}

TEST(LedgerLine, DeepNestingIsNoDecision) {
  EXPECT_EQ(fault_code(std::string(100'000, '[')), "ledger-line-broken");
  EXPECT_EQ(fault_code("{\"x\":" + std::string(50, '[') + std::string(50, ']') + "}"),
            "ledger-line-broken");
}

RC_GTEST_PROP(LedgerLineProperty, AnyBytesAreAnEntryOrAFault, (const std::string& bytes)) {
  parse_ledger_line(bytes, 1);
}

RC_GTEST_PROP(LedgerLineProperty, AnyReasonFitsOnALineOfAscii, (const std::string& reason)) {
  LedgerEntry entry = decision("2026-01-02", LedgerKind::kLookalikeOf, "PM-2", "PM-1");
  entry.reason = reason;
  const std::string line = format_ledger_line(entry);
  RC_ASSERT(line.find('\n') == std::string::npos);
  const auto read = parse_ledger_line(line, 1);
  RC_ASSERT(std::holds_alternative<LedgerEntry>(read));
  if (first_invalid_utf8(reason) == reason.size()) {
    RC_ASSERT(std::get<LedgerEntry>(read).reason == trim(reason));
  }
}

}  // namespace
}  // namespace dejavu
