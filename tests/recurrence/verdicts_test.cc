// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/recurrence/verdicts.h"

#include <gtest/gtest.h>

#include "core/base/error.h"
#include "tests/recurrence/team_corpus.h"

namespace dejavu {
namespace {

class Verdicts : public testing::Test {
 protected:
  LedgerEntry check() const {
    Reader reader(team_.index());
    return checked_verdict(reader, request_, Instant(std::chrono::seconds(5)));
  }

  void expect(ErrorKind kind, const std::string& part_of_message) const {
    try {
      check();
      ADD_FAILURE() << "accepted; expected: " << part_of_message;
    } catch (const Error& error) {
      EXPECT_EQ(error.kind(), kind) << error.what();
      EXPECT_NE(std::string(error.what()).find(part_of_message), std::string::npos) << error.what();
      EXPECT_FALSE(error.hint().empty());
    }
  }

  TeamCorpus team_;
  VerdictRequest request_ = {.kind = "recurrence_of",
                             .from = "PM-3",
                             .to = "PM-1",
                             .recurrence_class = "R1",
                             .reason = "  the limit\nwas never \x1b[31mset ",
                             .by = "Ada"};
};

TEST_F(Verdicts, GoodOneBecomesALine) {
  const LedgerEntry entry = check();
  EXPECT_EQ(entry.kind, LedgerKind::kRecurrenceOf);
  EXPECT_EQ(entry.from, "PM-3");
  EXPECT_EQ(entry.recurrence_class, "R1");
  EXPECT_EQ(entry.reason.find('\x1b'), std::string::npos);
  EXPECT_EQ(entry.reason.rfind("the limit was never", 0), 0U);
  EXPECT_EQ(entry.at, Instant(std::chrono::seconds(5)));
}

TEST_F(Verdicts, SomebodyStandsForIt) {
  request_.by = "  ";
  expect(ErrorKind::kInvalid, "nobody stands");
}

TEST_F(Verdicts, YesAndNoNeedAReason) {
  request_.reason = " ";
  expect(ErrorKind::kInvalid, "needs a reason");
  request_.kind = "not_recurrence_of";
  request_.recurrence_class = "";
  expect(ErrorKind::kInvalid, "needs a reason");
  request_.kind = "retracted";
  EXPECT_EQ(check().kind, LedgerKind::kRetracted);
}

TEST_F(Verdicts, UnknownIncidentIsNotFound) {
  request_.to = "PM-77";
  expect(ErrorKind::kNotFound, "PM-77");
}

TEST_F(Verdicts, FromIsTheLaterOne) {
  std::swap(request_.from, request_.to);
  expect(ErrorKind::kInvalid, "PM-1 began before PM-3");
}

TEST_F(Verdicts, KindClassAndPairMakeSense) {
  request_.recurrence_class = "R9";
  expect(ErrorKind::kInvalid, "R9");
  request_.recurrence_class = "R1";
  request_.kind = "lookalike_of";
  expect(ErrorKind::kInvalid, "only a recurrence_of");
  request_.kind = "review_held";
  expect(ErrorKind::kInvalid, "review_held");
  request_.kind = "recurrence_of";
  request_.to = "PM-3";
  expect(ErrorKind::kInvalid, "related to itself");
  request_.to = "";
  expect(ErrorKind::kInvalid, "two incidents");
}

TEST_F(Verdicts, ReportIsNoReason) {
  request_.reason = std::string(kMaxReasonBytes + 1, 'x');
  expect(ErrorKind::kInvalid, "reason");
}

}  // namespace
}  // namespace dejavu
