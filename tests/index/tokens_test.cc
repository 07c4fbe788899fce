// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/tokens.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "core/base/text.h"

namespace dejavu {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;

std::vector<std::string> terms(std::string_view text) {
  Tokenizer tokenizer;
  std::vector<std::string> terms;
  for (const Token& token : tokenizer.tokenize(text).tokens) terms.push_back(token.term);
  return terms;
}

std::vector<std::string> ignored(std::string_view text) {
  Tokenizer tokenizer;
  std::vector<std::string> ignored;
  for (const IgnoredPart& part : tokenizer.tokenize(text).ignored) {
    ignored.push_back(std::string(name_of(part.reason)) + ": " +
                      std::string(text.substr(part.begin, part.end - part.begin)));
  }
  return ignored;
}

TEST(Tokens, WordsAreFoldedStemmedAndStopWordsLeftOut) {
  EXPECT_THAT(terms("The Certificates of the load balancers were EXPIRING"),
              ElementsAre("certif", "load", "balanc", "expir"));
}

TEST(Tokens, DirectionsAreNoStopWords) {
  EXPECT_THAT(terms("up down off out over"), ElementsAre("up", "down", "off", "out", "over"));
}

TEST(Tokens, IdentifiersAreKeptWholeAndInParts) {
  EXPECT_THAT(terms("connection_pool"), ElementsAre("connection_pool", "connect", "pool"));
  EXPECT_THAT(terms("HTTPServerError"), ElementsAre("httpservererror", "http", "server", "error"));
  EXPECT_THAT(terms("com.acme.OrderService"),
              ElementsAre("com.acme.orderservice", "com", "acm", "order", "servic"));
  EXPECT_THAT(terms("thundering-herd"), ElementsAre("thundering-herd", "thunder", "herd"));
}

TEST(Tokens, ACamelCaseNameIsFoundByItsPlainSpelling) {
  EXPECT_THAT(terms("OrderServices"), Contains(terms("orderservices").front()));
}

TEST(Tokens, ErrorCodesStay) {
  EXPECT_THAT(terms("ENOSPC 503 ORA-00060 0x80070005"),
              testing::IsSupersetOf({"enospc", "503", "ora-00060", "0x80070005"}));
}

TEST(Tokens, IssueKeysVersionsAndAddressesStayWhole) {
  EXPECT_THAT(terms("PROJ-16882"), Contains("proj-16882"));
  EXPECT_THAT(terms("CVE-2021-44228"), Contains("cve-2021-44228"));
  EXPECT_THAT(terms("2.9.10.3"), ElementsAre("2.9.10.3"));
  EXPECT_THAT(terms("10.0.12.7"), ElementsAre("10.0.12.7"));
}

TEST(Tokens, WhatChangesFromTimeToTimeIsIgnoredWithItsReason) {
  EXPECT_THAT(ignored("2024-03-01T09:10:00.123Z"),
              ElementsAre("timestamp: 2024-03-01T09:10:00.123Z"));
  EXPECT_THAT(ignored("[2024/03/01 09:10:00+0100]"),
              ElementsAre("timestamp: 2024/03/01 09:10:00+0100"));
  EXPECT_THAT(ignored("09:10"), ElementsAre("timestamp: 09:10"));
  EXPECT_THAT(ignored("550e8400-e29b-41d4-a716-446655440000"),
              ElementsAre("unique id: 550e8400-e29b-41d4-a716-446655440000"));
  EXPECT_THAT(ignored("221dab4f8a38"), ElementsAre("hex id: 221dab4f8a38"));
  EXPECT_THAT(ignored("0x7fff5fbff8a0"), ElementsAre("hex id: 0x7fff5fbff8a0"));
  EXPECT_THAT(ignored("1234567"), ElementsAre("long number: 1234567"));
}

TEST(Tokens, HexLookingWordsAndVersionsAreNoIds) {
  EXPECT_THAT(ignored("facade deadbeef"), IsEmpty());
  EXPECT_THAT(ignored("2021.5.3.1"), IsEmpty());
}

TEST(Tokens, LineNumbersOfStackFramesAreIgnored) {
  const std::string_view frame = "at com.acme.Pool.take(Pool.java:217)";
  EXPECT_THAT(ignored(frame), Contains("line number: 217"));
  EXPECT_THAT(terms(frame), Contains("pool.java"));
  EXPECT_THAT(terms(frame), Not(Contains("217")));
}

TEST(Tokens, ApostrophesDoNotHideTheWord) {
  EXPECT_THAT(terms("service's"), ElementsAre("servic"));
  EXPECT_THAT(terms("don't"), IsEmpty());
}

TEST(Tokens, ScriptsWithoutBlanksAreFoundByCharacter) {
  EXPECT_THAT(terms("障害"), ElementsAre("障", "害"));
  EXPECT_THAT(terms("Überlastung"), ElementsAre("überlastung"));
}

TEST(Tokens, PartsStandSideBySideSoThatPhrasesFindThem) {
  Tokenizer tokenizer;
  const auto tokens = tokenizer.tokenize("connection_pool exhausted").tokens;
  ASSERT_EQ(tokens.size(), 4u);
  EXPECT_EQ(tokens[1].position + 1, tokens[2].position);
  EXPECT_EQ(tokens[2].position + 1, tokens[3].position);
}

TEST(Tokens, OffsetsPointAtTheUsersOwnWords) {
  const std::string_view text = "  Überlast: connection_pool (503)";
  Tokenizer tokenizer;
  for (const Token& token : tokenizer.tokenize(text).tokens) {
    const std::string own = fold(text.substr(token.begin, token.end - token.begin));
    EXPECT_EQ(tokenizer.stem(own).substr(0, 3), token.term.substr(0, 3)) << own;
  }
}

TEST(Tokens, EndlessWordsAreIgnoredNotCut) {
  EXPECT_THAT(terms(std::string(1'000'000, 'a')), IsEmpty());
  EXPECT_THAT(ignored(std::string(100, 'a')), ElementsAre("too long: " + std::string(100, 'a')));
}

TEST(Tokens, AnyBytesGiveTermsThatTheEngineAccepts) {
  std::mt19937 random(7);
  Tokenizer tokenizer;
  for (int round = 0; round < 200; ++round) {
    std::string bytes(4096, '\0');
    for (char& c : bytes) c = static_cast<char>(random());
    for (const Token& token : tokenizer.tokenize(bytes).tokens) {
      EXPECT_FALSE(token.term.empty());
      EXPECT_LE(token.term.size(), kMaxTermBytes);
      EXPECT_EQ(token.term.find('\0'), std::string::npos);
      EXPECT_LE(token.end, bytes.size());
      EXPECT_FALSE(token.term[0] >= 'A' && token.term[0] <= 'Z');
    }
  }
}

}  // namespace
}  // namespace dejavu
