// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>

namespace dejavu {

/// What cmark-gfm 0.29.0.gfm.6 can be asked to read without taking seconds.
enum class MarkdownRisk {
  kNone,
  kTables,     // fine without the table extension
  kTooLarge,   // more than kMaxMarkdownBytes
  kTooNested,  // too many levels of lists and quotes
  kTooDense,   // too many images, links or raw HTML among emphasis in one paragraph
};

/// One linear look at the text.
MarkdownRisk markdown_risk(std::string_view text);

}  // namespace dejavu
