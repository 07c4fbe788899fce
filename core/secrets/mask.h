// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace dejavu {

/// A secret that was masked; nothing here tells it.
struct SecretFinding {
  int line = 1;             // 1-based, where it begins
  int column = 1;           // 1-based, in bytes of the text that was given
  std::string rule;         // "github-token"
  std::string what;         // "a token of GitHub"
  std::string fingerprint;  // of the secret (fingerprint.h)

  bool operator==(const SecretFinding&) const = default;
};

struct Masked {
  std::string text;
  std::vector<SecretFinding> findings;  // in the order of the text
};

/// How what stands in place of a secret begins.
inline constexpr std::string_view kMaskBegin = "[masked: ";

/// What is masked can end a word and so bring a secret beside it to light. Twice is rare, and a
/// text made to need more rounds than this is not worth more time.
inline constexpr std::size_t kMaxMaskingRounds = 8;

/// The text with "[masked: github-token]" in the place of each secret, by the rules of rules.txt.
/// It has as many lines as before, so line numbers stay; a secret of several lines leaves them
/// empty. What a fingerprint of `allowed` stands for is left alone. Total: any bytes; masking twice
/// is masking once, unless that many rounds were not enough; time grows with the size of the text.
/// For any thread.
///
/// The doors at which text comes in call it, and nothing behind them sees a secret:
///   parse_postmortem  every file and draft, on its way to index, records, `check` and answers
///   answer_search     every question, before it is read and repeated in its answer
///   read_page_state   the same question on its way into the links of a page
///   verdicts.cc       the reason of a decision, before it stands in the ledger
Masked mask_secrets(std::string text, std::span<const std::string> allowed = {});

/// Changes with the rules and with what is allowed: an index notes by which it was made.
std::string masking_version(std::span<const std::string> allowed);

}  // namespace dejavu
