// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace dejavu {

/// A stretch [begin, end) of a file.
struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;

  bool operator==(const Range&) const = default;
};

/// The lines of one paragraph, heading, list item, table cell or value, without what only lays it
/// out: list marks, cell bars, keys of the front matter.
using Paragraph = std::vector<Range>;

/// The paragraphs of a file that are its author's prose; see sentences_of.
std::vector<Paragraph> prose_of(std::string_view text, std::size_t body_offset);

}  // namespace dejavu
