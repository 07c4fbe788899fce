// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>

namespace dejavu {

/// Pasted text taken apart. Views into what was given.
struct TitledText {
  std::string_view title;  // empty when there is none
  std::string_view body;   // without the title's line

  bool operator==(const TitledText&) const = default;
};

/// What stands for a title in a text that has none of its own; else empty. A view into `text`.
///   several lines  the first one of at most 200 bytes, unless it is wholly in brackets or
///                  asterisks, begins with a time, or is the first line of a pasted log (machine
///                  output, and so is half of the other lines)
///   one line       itself when it has at most 200 bytes and is no machine output
/// A first line that merely looks like a machine's is kept: a third of all titles name a version
/// or a `Class#method`. Marks of a Markdown heading are left out, empty lines do not count.
std::string_view title_of(std::string_view text);

/// Title and body of a question's text. A `given` title wins; when the text begins with the same
/// line again, it is left out of the body. Words compare by collapsed blanks and folded letters.
TitledText split_title(std::string_view text, std::string_view given);

}  // namespace dejavu
