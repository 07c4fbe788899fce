// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "core/index/tokens.h"

namespace dejavu {

enum class AtomKind {
  kWord,        // letters only
  kNumber,      // digits only, 2 to 4 of them
  kIdentifier,  // anything with structure: connectors, humps, letters beside digits
  kIdeograph,   // one CJK character: scripts without blanks are found by character
};

/// A piece of text between blanks and delimiters, before stemming.
struct Atom {
  AtomKind kind = AtomKind::kWord;
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

/// Walks over any bytes in one pass and tells atoms from the noise of machines (timestamps, ids).
class TokenScanner {
 public:
  explicit TokenScanner(std::string_view text) : text_(text) {}

  /// The next atom or ignored part; nullopt at the end.
  std::optional<std::variant<Atom, IgnoredPart>> next();

 private:
  std::variant<Atom, IgnoredPart> classify(std::uint32_t begin, std::uint32_t end);
  /// Goes on behind the word; where it ends, marks that hold on to it left out.
  std::uint32_t pass_word();
  bool is_line_number(std::uint32_t begin) const;

  std::string_view text_;
  std::uint32_t at_ = 0;
  bool after_file_name_ = false;
};

/// The parts of an identifier: split at connectors, at lower-to-upper humps, before the last
/// capital of a run that a small letter follows (HTTPServer: HTTP, Server), and between letters and
/// digits.
std::vector<std::string_view> identifier_parts(std::string_view identifier);

/// Length of the date, time or both that begins at text[0]; 0 when there is none.
std::size_t timestamp_length(std::string_view text);

/// 8-4-4-4-12 hex digits.
bool is_uuid(std::string_view text);

/// Hex digits that name one thing once: a commit, a request id, an address. Not error codes
/// (0x80070005) and not words (facade).
bool is_hex_id(std::string_view text);

}  // namespace dejavu
