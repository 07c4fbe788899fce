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

/// The first line of a text of several lines when it reads like a title, without the marks of a
/// Markdown heading; else empty. A title has 2 to 30 words in at most 200 bytes, was not written by
/// a machine (line_signature.h), does not end in a comma (`Hello everybody,`), and more text
/// follows it. Empty lines do not count. A view into `text`.
std::string_view title_of(std::string_view text);

/// Title and body of a question's text. A `given` title wins; when the text begins with the same
/// line again, it is left out of the body. Words compare by collapsed blanks and folded letters.
TitledText split_title(std::string_view text, std::string_view given);

}  // namespace dejavu
