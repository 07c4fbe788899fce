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

TEST(QuestionText, WhatIsNoTitleIsNotTakenForOne) {
  EXPECT_EQ(title_of("Checkout is down"), "") << "nothing follows";
  EXPECT_EQ(title_of("Checkout is down\n\n"), "") << "nothing follows";
  EXPECT_EQ(title_of("Checkout\nis down"), "") << "one word";
  EXPECT_EQ(title_of("--- 12\nis down"), "") << "no words";
  EXPECT_EQ(title_of("Hello everybody,\nis checkout down?"), "") << "a greeting";
  EXPECT_EQ(title_of("2024-03-01T09:10:00Z ERROR [pool-7] timeout\nmore"), "") << "a log line";
  EXPECT_EQ(title_of(""), "");
  EXPECT_EQ(title_of("###\n###"), "");
}

TEST(QuestionText, ALongFirstLineIsASentence) {
  std::string words = "down";
  for (int i = 1; i < 30; ++i) words += " down";
  EXPECT_EQ(title_of(words + "\nmore"), words);
  EXPECT_EQ(title_of(words + " down\nmore"), "");
  EXPECT_EQ(title_of("two " + std::string(197, 'x') + "\nmore"), "") << "201 bytes";
}

TEST(QuestionText, TheTitleIsNoPartOfTheBody) {
  EXPECT_EQ(split_title("Checkout is down\nSee below.", ""),
            (TitledText{"Checkout is down", "See below."}));
  EXPECT_EQ(split_title("See below.", ""), (TitledText{"", "See below."}));
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
