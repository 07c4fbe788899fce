// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/search/question_text.h"

#include <gtest/gtest.h>

#include <string>

namespace dejavu {
namespace {

TEST(QuestionText, TheFirstLineOfSeveralIsATitle) {
  EXPECT_EQ(title_of("Checkout is down\nCustomers see errors."), "Checkout is down");
  EXPECT_EQ(title_of("\n\n  Checkout is down \r\n\r\nCustomers see errors."), "Checkout is down");
  EXPECT_EQ(title_of("## Checkout is down ##\nCustomers"), "Checkout is down");
}

TEST(QuestionText, ALineAloneIsItsOwnTitleUnlessAMachineWroteIt) {
  EXPECT_EQ(title_of("Checkout is down"), "Checkout is down");
  EXPECT_EQ(title_of("Checkout is down\n\n"), "Checkout is down") << "empty lines do not count";
  EXPECT_EQ(title_of("2024-03-01T09:10:00Z ERROR [pool-7] timeout"), "");
}

TEST(QuestionText, WhatIsNoTitleIsNotTakenForOne) {
  EXPECT_EQ(title_of("[Final message]\nCheckout is down"), "");
  EXPECT_EQ(title_of("(update)\nCheckout is down"), "");
  EXPECT_EQ(title_of("**Update**\nCheckout is down"), "");
  EXPECT_EQ(title_of("[12:30] checkout is down\nmore"), "");
  EXPECT_EQ(title_of("2020-11-23: checkout is down\nmore"), "");
  EXPECT_EQ(title_of("2024-03-01T09:10:00Z ERROR [pool-7] timeout\nmore"), "") << "a log line";
  EXPECT_EQ(title_of(""), "");
  EXPECT_EQ(title_of("###\n###"), "");
}

TEST(QuestionText, AFirstLineLikeAMachinesIsATitleAmongSentences) {
  const std::string line = "NullPointerException: OrderService#close() at shutdown [v2.3.1]";
  EXPECT_EQ(title_of(line + "\nSince the update it does not stop.\nWe restarted it."), line);
}

TEST(QuestionText, ALongFirstLineIsASentence) {
  const std::string longest = "two " + std::string(196, 'x');
  EXPECT_EQ(title_of(longest + "\nmore"), longest) << "200 bytes";
  EXPECT_EQ(title_of(longest + "x\nmore"), "");
}

TEST(QuestionText, TheTitleIsNoPartOfTheBody) {
  EXPECT_EQ(split_title("Checkout is down\nSee below.", ""),
            (TitledText{"Checkout is down", "See below."}));
  EXPECT_EQ(split_title("[note]\nSee below.", ""), (TitledText{"", "[note]\nSee below."}));
}

TEST(QuestionText, AGivenTitleWinsAndIsNotReadTwice) {
  EXPECT_EQ(split_title("Some other line\nmore", "Checkout is down"),
            (TitledText{"Checkout is down", "Some other line\nmore"}));
  EXPECT_EQ(split_title("# CHECKOUT  is down\nmore", " Checkout is down "),
            (TitledText{"Checkout is down", "more"}));
  EXPECT_EQ(split_title("Checkout is down", "Checkout is down"),
            (TitledText{"Checkout is down", ""}));
}

}  // namespace
}  // namespace dejavu
