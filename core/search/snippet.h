// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/index/tokens.h"

namespace dejavu {

/// A piece of a passage; `match` where it is one of the words asked for.
struct SnippetPart {
  std::string text;
  bool match = false;

  bool operator==(const SnippetPart&) const = default;
};

/// Two lines on a phone, one and a half on a laptop.
inline constexpr std::size_t kSnippetBytes = 260;

/// The passage of `prose` that says most of what was asked: `weights` gives a weight to each index
/// term. Begins and ends at words, with "…" where text is left out; without any match the
/// beginning. The parts joined are the passage.
std::vector<SnippetPart> make_snippet(std::string_view prose,
                                      const std::map<std::string, double>& weights,
                                      Tokenizer& tokenizer);

}  // namespace dejavu
