// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/line_signature.h"

#include <gtest/gtest.h>

namespace dejavu {
namespace {

std::string signature(std::string_view line) {
  const std::vector<Token> tokens = line_signatures(line);
  return tokens.size() == 1 ? tokens[0].term : "";
}

TEST(LineSignature, TheSameStatementWithOtherIdsIsTheSameLine) {
  const std::string a = signature(
      "2024-03-01T09:10:00Z ERROR [pool-7] order 48213: timeout after 5000ms (id=3f9a1c22b0de)");
  const std::string b = signature(
      "2026-11-21T02:00:59Z ERROR [pool-12] order 99: timeout after 250ms (id=77aa00ff1b2c)");
  EXPECT_FALSE(a.empty());
  EXPECT_EQ(a, b);
}

TEST(LineSignature, OtherWordsAreAnotherLine) {
  EXPECT_NE(signature("ERROR [pool-7] order 48213: timeout after 5000ms"),
            signature("ERROR [pool-7] order 48213: refused after 5000ms"));
}

TEST(LineSignature, QuoteAndListMarksDoNotMatter) {
  const std::string_view line = "dial tcp 10.0.0.7:5432: connect: connection refused";
  EXPECT_EQ(signature(line), signature("> " + std::string(line)));
  EXPECT_EQ(signature(line), signature("  - `" + std::string(line) + "`"));
}

TEST(LineSignature, ProseHasNone) {
  EXPECT_EQ(signature("The certificate expired and nobody was told, so the site was down."), "");
  EXPECT_EQ(signature("We restarted the service. Then it worked."), "");
  EXPECT_EQ(signature("All services returning 503 in Kubernetes since 2024"), "");
}

TEST(LineSignature, ShortAndEndlessLinesHaveNone) {
  EXPECT_EQ(signature("exit(1);"), "");
  EXPECT_EQ(signature(std::string(10'000, '/') + std::string(10'000, 'a')), "");
}

TEST(LineSignature, WhatALogPutsBeforeAMessageMayBeLeftOut) {
  const std::string text = "app[7]: FATAL: no more slots for the role";
  std::vector<std::string> found;
  for (const Token& token : possible_signatures(text)) {
    found.push_back(text.substr(token.begin, token.end - token.begin));
  }
  EXPECT_EQ(found, (std::vector<std::string>{"FATAL: no more slots for the role",
                                             "no more slots for the role"}));
  EXPECT_EQ(possible_signatures(text).back().term,
            declared_signatures("no more slots for the role").front().term);
}

TEST(LineSignature, EndlessPastesHaveFewPossibleOnes) {
  std::string text;
  for (int i = 0; i < 1000; ++i) text += "a: b: the message is long enough\n";
  EXPECT_EQ(possible_signatures(text).size(), 32U);
}

TEST(LineSignature, NormalizedTextShowsWhatWasBlanked) {
  EXPECT_EQ(normalize_line("- at Pool.take(Pool.java:217)"), "at pool.take(pool.java:#)");
  EXPECT_EQ(normalize_line("[  419s] ../cubeb_utils.cpp:84:5: error: control reaches end"),
            "[ #s] ../cubeb_utils.cpp:#:#: error: control reaches end");
}

}  // namespace
}  // namespace dejavu
