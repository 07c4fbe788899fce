// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dejavu {

/// What the masked part of a match has to look like besides (likeness.h).
enum class SecretValue { kToken, kPassword, kRandom };

/// One rule of core/secrets/rules.txt, which explains its parts.
struct SecretRule {
  std::string name;
  std::string what;                // for people: "a token of GitHub"
  std::vector<std::string> signs;  // in any case of letters; a text without any has no such secret
  std::string near;                // RE2; nor has a text without it, where signs are common words
  std::vector<std::string> match;  // RE2; their first group that takes part is masked
  SecretValue value = SecretValue::kToken;
  std::vector<std::string> yes;  // texts in which this rule finds a secret
  std::vector<std::string> no;   // texts in which no rule finds one

  bool operator==(const SecretRule&) const = default;
};

/// The rules of a text that is written like rules.txt, in its order. The text is part of the
/// program: throws Error kInvalid, with the line, when it is not right.
std::vector<SecretRule> read_secret_rules(std::string_view text);

}  // namespace dejavu
