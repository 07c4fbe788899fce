// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/secrets/rules.h"
#include "core/secrets/signs.h"

namespace dejavu {

/// Where a rule found a secret: [begin, end) of the text.
struct FoundSecret {
  std::size_t begin = 0;
  std::size_t end = 0;
  const SecretRule* rule = nullptr;  // of the detector
};

/// Finds what looks like a secret, in time that grows with the text alone: one pass tells which
/// rules have a sign in it, and their patterns (RE2) look. Immutable to its users: one object
/// serves all threads. A rule's patterns are compiled when they are first needed.
class SecretDetector {
 public:
  /// Throws Error kInvalid for a rule with a sign of one byte.
  explicit SecretDetector(std::vector<SecretRule> rules);
  ~SecretDetector();
  SecretDetector(SecretDetector&&) noexcept;
  SecretDetector& operator=(SecretDetector&&) noexcept;

  /// Of each rule, in the order of the rules, what it finds in the order of the text. What several
  /// rules find is there several times. `text` is UTF-8. Throws Error kInvalid for a pattern that
  /// is none, when it is first needed.
  std::vector<FoundSecret> find(std::string_view text) const;

  std::span<const SecretRule> rules() const { return rules_; }

 private:
  class Patterns;

  std::vector<SecretRule> rules_;
  std::vector<std::unique_ptr<Patterns>> patterns_;  // one for each rule
  Signs signs_;
};

/// The one with the rules that come with dejavu (core/secrets/rules.txt).
const SecretDetector& bundled_detector();

}  // namespace dejavu
