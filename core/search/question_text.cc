// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/search/question_text.h"

#include <algorithm>
#include <cctype>

#include "core/base/text.h"
#include "core/index/line_signature.h"

namespace dejavu {
namespace {

/// One word names a system, not what happened to it.
constexpr std::size_t kFewestTitleWords = 2;
/// Longer ones are the first sentence of a report.
constexpr std::size_t kMostTitleWords = 30;
constexpr std::size_t kMostTitleBytes = 200;

struct FirstLine {
  std::string_view line;
  std::string_view rest;
};

/// The first line that is not blank, and what follows it.
FirstLine first_line(std::string_view text) {
  const std::string_view whole = trim(text);
  const std::size_t end = std::min(whole.find_first_of("\r\n"), whole.size());
  return {trim(whole.substr(0, end)), trim(whole.substr(end))};
}

/// "## Checkout is down ##" → "Checkout is down".
std::string_view without_heading_marks(std::string_view line) {
  if (!line.starts_with('#')) return line;
  const std::size_t begin = std::min(line.find_first_not_of('#'), line.size());
  const std::size_t end = line.find_last_not_of('#') + 1;
  return trim(line.substr(begin, std::max(begin, end) - begin));
}

bool has_letter(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0x80;
  });
}

/// Words with a letter in them: numbers and marks are none.
std::size_t count_words(std::string_view line) {
  std::size_t words = 0;
  while (!line.empty()) {
    const std::size_t end = std::min(line.find_first_of(" \t"), line.size());
    if (has_letter(line.substr(0, end))) ++words;
    line = trim(line.substr(end));
  }
  return words;
}

std::string comparable(std::string_view line) {
  return fold(collapse_blanks(without_heading_marks(line)));
}

}  // namespace

std::string_view title_of(std::string_view text) {
  const FirstLine first = first_line(text);
  const std::string_view title = without_heading_marks(first.line);
  if (first.rest.empty() || title.size() > kMostTitleBytes || title.ends_with(',')) return {};
  const std::size_t words = count_words(title);
  if (words < kFewestTitleWords || words > kMostTitleWords) return {};
  return looks_like_machine_output(title) ? std::string_view{} : title;
}

TitledText split_title(std::string_view text, std::string_view given) {
  const std::string_view title = trim(given);
  const FirstLine first = first_line(text);
  if (title.empty()) {
    const std::string_view own = title_of(text);
    return own.empty() ? TitledText{{}, text} : TitledText{own, first.rest};
  }
  const bool again = comparable(first.line) == comparable(title);
  return {title, again ? first.rest : text};
}

}  // namespace dejavu
