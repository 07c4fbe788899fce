// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <span>
#include <string_view>

namespace dejavu {

/// A phrase of the bundled groups with its forms (phrase_forms), tokenized when the program was
/// built: doing it at each start takes 2 ms, as long as the question itself.
struct PreparedPhrase {
  std::string_view group;
  std::string_view phrase;
  std::string_view whole;     // never empty
  std::string_view in_parts;  // empty when there is no such form
};

/// By group; within a group in the order of thesaurus.txt.
std::span<const PreparedPhrase> prepared_phrases();

}  // namespace dejavu
