// SPDX-License-Identifier: GPL-2.0-or-later
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>
#include <re2/re2.h>

#include <algorithm>
#include <string>
#include <vector>

#include "core/secrets/detector.h"
#include "core/secrets/mask.h"
#include "core/secrets/signs.h"

namespace dejavu {
namespace {

std::vector<std::string> pieces() {
  std::vector<std::string> pieces = {
      "\n",        " ", "\"",       "=",  ": ",   "password", "token", "://a:", "@b", "eyJ", ".",
      "[masked: ", "]", "-----END", "> ", "\xff", "\\n",      "¶",     "AKIA",  "x",  "8f3a"};
  for (const SecretRule& rule : bundled_detector().rules()) {
    pieces.insert(pieces.end(), rule.yes.begin(), rule.yes.end());
    pieces.insert(pieces.end(), rule.no.begin(), rule.no.end());
  }
  return pieces;
}

/// Texts of beginnings, ends and whole secrets, in any order.
rc::Gen<std::string> hostile_text() {
  static const std::vector<std::string> kPieces = pieces();
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(kPieces)),
                      [](const std::vector<std::string>& chosen) {
                        std::string text;
                        for (const std::string& piece : chosen) text += piece;
                        return text;
                      });
}

void check(const std::string& text) {
  const Masked once = mask_secrets(text);
  RC_ASSERT(std::ranges::count(once.text, '\n') == std::ranges::count(text, '\n'));
  const Masked twice = mask_secrets(once.text);
  RC_ASSERT(twice.text == once.text);
  RC_ASSERT(twice.findings.empty());
}

RC_GTEST_PROP(SecretsProperty, AnyBytesKeepTheirLinesAndAreMaskedOnce, (const std::string& text)) {
  check(text);
}

RC_GTEST_PROP(SecretsProperty, MixedPiecesKeepTheirLinesAndAreMaskedOnce, ()) {
  check(*hostile_text());
}

/// What is skipped for want of a sign, or of what has to be near, could not have matched.
RC_GTEST_PROP(SecretsProperty, WhatMatchesHasASignAndIsNear, ()) {
  const std::string text = *hostile_text();
  for (const SecretRule& rule : bundled_detector().rules()) {
    const bool matches = std::ranges::any_of(
        rule.match, [&](const std::string& match) { return RE2::PartialMatch(text, RE2(match)); });
    if (!matches) continue;
    const std::vector<std::vector<std::string>> members = {rule.signs};
    RC_ASSERT(!Signs(members).members_in(text).empty());
    RC_ASSERT(rule.near.empty() || RE2::PartialMatch(text, RE2(rule.near)));
  }
}

}  // namespace
}  // namespace dejavu
