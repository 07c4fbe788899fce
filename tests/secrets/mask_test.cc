// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/secrets/mask.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "core/secrets/fingerprint.h"

namespace dejavu {
namespace {

using testing::HasSubstr;
using testing::Not;

// Cut in two, so that the scanners of others do not stop at this file.
const std::string kGithub = std::string("ghp_") + "q8JtV0dR1wPlMn4rTszX7vN3kQ8cJtV0dR1w";

std::string private_key(const std::string& line_begin) {
  std::string text = line_begin + "-----BEGIN " + "RSA PRIVATE KEY-----\n";
  for (int i = 0; i < 3; ++i) text += line_begin + "MIIEowIBAAKCAQEAx7Vn3kq8cJtV0dR1wPlMn4rT\n";
  return text + line_begin + "-----END " + "RSA PRIVATE KEY-----\n";
}

TEST(Secrets, TextAroundASecretStays) {
  const Masked masked = mask_secrets("before\nuse " + kGithub + " here\nafter\n");
  EXPECT_EQ(masked.text, "before\nuse [masked: github-token] here\nafter\n");
  ASSERT_EQ(masked.findings.size(), 1U);
  EXPECT_EQ(masked.findings[0], (SecretFinding{2, 5, "github-token", "a token of GitHub",
                                               secret_fingerprint(kGithub)}));
}

TEST(Secrets, APrivateKeyLeavesItsLinesEmpty) {
  const Masked masked = mask_secrets("a\n" + private_key("") + "b\n");
  EXPECT_EQ(masked.text,
            "a\n-----BEGIN RSA PRIVATE KEY-----\n[masked: private-key]\n\n\n"
            "-----END RSA PRIVATE KEY-----\nb\n");
  EXPECT_EQ(masked.findings[0].line, 3);
}

TEST(Secrets, APrivateKeyIsFoundIndentedQuotedAndWithoutItsEnd) {
  EXPECT_THAT(mask_secrets(private_key("    ")).text, Not(HasSubstr("MIIE")));
  EXPECT_THAT(mask_secrets(private_key("> ")).text, Not(HasSubstr("MIIE")));
  const std::string whole = private_key("");
  const std::string cut = whole.substr(0, whole.find("-----END"));
  const Masked masked = mask_secrets(cut + "Then the pager went off at 10:05.\n");
  EXPECT_THAT(masked.text, Not(HasSubstr("MIIE")));
  EXPECT_THAT(masked.text, HasSubstr("Then the pager went off at 10:05.\n"));
}

TEST(Secrets, TwoPrivateKeysAreTwoFindings) {
  EXPECT_EQ(mask_secrets(private_key("") + "prose\n" + private_key("")).findings.size(), 2U);
}

TEST(Secrets, WhatSeveralRulesFindIsMaskedOnceByTheMostTellingName) {
  const Masked masked = mask_secrets("https://bot:" + kGithub + "@github.com/shop\n");
  EXPECT_EQ(masked.text, "https://bot:[masked: github-token]@github.com/shop\n");
  EXPECT_EQ(masked.findings.size(), 1U);
}

TEST(Secrets, SeveralSecretsOfALineAreFoundInTheirOrder) {
  const Masked masked = mask_secrets("password=hunter2 token=" + kGithub + "\n");
  EXPECT_EQ(masked.text, "password=[masked: password] token=[masked: github-token]\n");
  ASSERT_EQ(masked.findings.size(), 2U);
  EXPECT_LT(masked.findings[0].column, masked.findings[1].column);
}

TEST(Secrets, AnAllowedFingerprintLetsOneSecretThroughAndNoOther) {
  const std::string other = "password=hunter2\n";
  const std::vector<std::string> allowed = {secret_fingerprint(kGithub)};
  const Masked masked = mask_secrets(kGithub + "\n" + other, allowed);
  EXPECT_EQ(masked.text, kGithub + "\npassword=[masked: password]\n");
}

TEST(Secrets, WhatTwoRulesFindTogetherIsAllowedByTheFingerprintThatIsReported) {
  const std::string text = "password =\"curl -u admin:]q8zLm3%Tr0b`\n";
  const Masked masked = mask_secrets(text);
  ASSERT_EQ(masked.findings.size(), 1U);
  const std::vector<std::string> allowed = {masked.findings[0].fingerprint};
  EXPECT_EQ(mask_secrets(text, allowed).text, text);
}

TEST(Secrets, AFingerprintIsThatOfSha256) { EXPECT_EQ(secret_fingerprint("abc"), "ba7816bf8f01"); }

TEST(Secrets, TheVersionChangesWithWhatIsAllowedNotWithItsOrder) {
  const std::vector<std::string> ab = {"a", "b"};
  const std::vector<std::string> ba = {"b", "a"};
  EXPECT_EQ(masking_version(ab), masking_version(ba));
  EXPECT_NE(masking_version(ab), masking_version({}));
}

TEST(Secrets, ProseAboutSecretsIsLeftAlone) {
  for (const char* text :
       {"The password was rotated and the token: expired on 2024-03-01T10:00:00Z.",
        "Password: see the vault of the team.", "api_key: missing", "tokens: 120000 per minute",
        "We saw `password authentication failed for user \"basket\"` in the log.",
        "secret \"basket-broker-credentials\" not found", "token_type: bearer, expires_in=3600",
        "PWD=/srv/basket/releases/20240301", "commit 8cb0d1f2a4b5c6d7e8f9012a3b4c5d6e8cb0d1f2",
        "https://shop.example.com:8443/orders?at=10:05@noon", "the key-value store and SK-II",
        "pod basket-6d4cf56db6-q8jtv restarted; request id 550e8400-e29b-41d4-a716-446655440000",
        "sha256:8cb0d1f2a4b5c6d7e8f9012a3b4c5d6e8cb0d1f2a4b5c6d7e8f9012a3b4c5d6e"}) {
    EXPECT_EQ(mask_secrets(text).text, text);
  }
}

TEST(Secrets, AFileOfNothingButBeginningsIsReadInLinearSteps) {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += "password=token=-----BEGIN PRIVATE KEY-----eyJ curl ";
  EXPECT_EQ(std::ranges::count(mask_secrets(text).text, '\n'), 0);
}

}  // namespace
}  // namespace dejavu
