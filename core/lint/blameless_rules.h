// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dejavu {

/// One line of blameless.txt, ready to be compiled.
struct BlamelessRule {
  std::string code;
  std::string pattern;     // RE2, names replaced
  std::string suggestion;  // one sentence
};

/// The rules of a text that is written like core/lint/blameless.txt, which explains it; those for
/// {person} of the whole text come before those for {we}. Behind them a rule "blame-word" for each
/// of `own`, which are lines of the same kind.
/// Throws Error kInvalid for a line of `own` that has no "=>" or names what is not defined. The
/// text itself is part of the program and has to be right.
std::vector<BlamelessRule> blameless_rules(std::string_view text,
                                           const std::vector<std::string>& own);

}  // namespace dejavu
