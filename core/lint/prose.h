// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dejavu {

/// What the author says, without what is quoted: a sentence of a file.
struct Sentence {
  /// One line, one blank between words, without marks of emphasis and links, every apostrophe '.
  /// Inline code, quotations in quotation marks and addresses are a single "_" each.
  std::string text;
  std::vector<std::uint32_t> offsets;  // in the file of each byte of `text`

  bool operator==(const Sentence&) const = default;
};

/// The sentences of a file's prose, in their order: of the values in the front matter, headings,
/// paragraphs, list items and table cells. Code blocks, block quotes, HTML comments and lines of
/// logs are no prose. `body_offset` is where the text behind the front matter begins. Total and
/// linear: any text gives sentences.
std::vector<Sentence> sentences_of(std::string_view text, std::size_t body_offset);

}  // namespace dejavu
