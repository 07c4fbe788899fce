// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace dejavu {

/// A part of PreparedThesaurus::text. A pointer would have to be set by the loader at each start.
struct PreparedText {
  std::uint32_t begin = 0;
  std::uint32_t size = 0;
};

struct PreparedGroup {
  PreparedText name;
  std::uint32_t first_phrase = 0;
  std::uint32_t phrase_count = 0;
};

/// The terms of a phrase in one of its forms (phrase_forms).
struct PreparedForm {
  PreparedText terms;
  std::uint32_t group = 0;
};

/// The bundled groups, read, tokenized and sorted when the program was built: doing it at each
/// start took 2 ms, as long as the question itself.
struct PreparedThesaurus {
  std::string_view text;
  std::span<const PreparedGroup> groups;  // by name
  std::span<const PreparedText> phrases;  // of the groups, as thesaurus.txt has them
  std::span<const PreparedForm> forms;    // by their terms
  std::uint64_t fingerprint = 0;          // sum of the groups' (thesaurus.cc)

  std::string_view at(PreparedText part) const { return text.substr(part.begin, part.size); }
};

const PreparedThesaurus& prepared_thesaurus();

}  // namespace dejavu
