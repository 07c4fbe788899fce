// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/secrets/likeness.h"

#include <gtest/gtest.h>

namespace dejavu {
namespace {

TEST(Likeness, EntropyIsThatOfShannon) {
  EXPECT_DOUBLE_EQ(entropy_bits(""), 0);
  EXPECT_DOUBLE_EQ(entropy_bits("aaaa"), 0);
  EXPECT_DOUBLE_EQ(entropy_bits("abab"), 1);
  EXPECT_DOUBLE_EQ(entropy_bits("0123456789abcdef"), 4);
  EXPECT_NEAR(entropy_bits("aab"), 0.9183, 1e-4);
}

TEST(Likeness, WhatPeopleWriteInPlaceOfASecretIsAPlaceholder) {
  for (const char* text :
       {"xxxxxxxx", "XXXX-XXXX", "********", "<token>", "${TOKEN}", "$TOKEN", "{{ token }}", "%s",
        "%TOKEN%", "your-api-key", "changeme", "AKIAIOSFODNN7EXAMPLE", "password", "null",
        "[masked: jwt]", "00000000-0000-0000-0000-000000000000", "abc...xyz....",
        "1234567890abcdef", "REDACTED"}) {
    EXPECT_TRUE(is_placeholder(text)) << text;
  }
  for (const char* text : {"hunter2", "q8JtV0dR1wPlMn4rTszX7vN3", "$2b$10$q8JtV0dR1w"}) {
    EXPECT_FALSE(is_placeholder(text)) << text;
  }
}

TEST(Likeness, APasswordIsNoVariableCallPathOrWord) {
  for (const char* text : {"hunter2", "P@ss(word1", "q8Jt/V0dR", "s3cr.t!x"}) {
    EXPECT_TRUE(is_like_password(text, '=')) << text;
  }
  for (const char* text :
       {"getenv(DB_PASSWORD2)", "settings[2]", "config.db2.password", "params->password1",
        "/run/secrets/db1", "https://wiki/p1", "rotated", "policy-change", "nobody's"}) {
    EXPECT_FALSE(is_like_password(text, '=')) << text;
  }
  EXPECT_TRUE(is_like_password("horse-battery", '"'));
  EXPECT_TRUE(is_like_password("horse battery 7", '"'));
  EXPECT_FALSE(is_like_password("Enter your password", '"'));
}

TEST(Likeness, ARandomTextIsMadeOfNeitherWordsNorFewSigns) {
  for (const char* text : {"8cb0d1f2a4b5c6d7e8f9012a3b4c5d6e", "q8JtV0dR1wPlMn4rTszX7",
                           "550e8400-e29b-41d4-a716-446655440000"}) {
    EXPECT_TRUE(is_like_random(text)) << text;
  }
  for (const char* text :
       {"basket-broker-credentials-2024", "payments_gateway_v2_eu1", "aaaaaaaaaaaaaaaa11",
        "getTokenFromSession", "orders.created.v1", "/var/run/secrets/kubernetes.io/a1b2c3d4e5"}) {
    EXPECT_FALSE(is_like_random(text)) << text;
  }
}

}  // namespace
}  // namespace dejavu
