// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/search/question_text.h"

#include <algorithm>
#include <cctype>

#include "core/base/text.h"
#include "core/index/line_signature.h"
#include "core/index/token_scanner.h"

namespace dejavu {
namespace {

/// Longer ones are the first sentences of a report. Measured: with 120 bytes the right answer
/// stands lower.
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

/// `[Final message]`, `**Update**`
bool is_marked(std::string_view line) {
  return (line.front() == '[' && line.back() == ']') ||
         (line.front() == '(' && line.back() == ')') ||
         (line.starts_with("**") && line.ends_with("**"));
}

/// `2020-11-23: …`, `[12:30] …`
bool begins_with_time(std::string_view line) {
  const std::size_t digit = line.find_first_not_of("[(*- ");
  return digit != std::string_view::npos && timestamp_length(line.substr(digit)) > 0;
}

bool is_mostly_machine_output(std::string_view text) {
  std::size_t lines = 0;
  std::size_t machine = 0;
  for (const std::string_view line : split_lines(text)) {
    if (trim(line).empty()) continue;
    ++lines;
    if (looks_like_machine_output(line)) ++machine;
  }
  return machine * 2 >= lines;
}

std::string comparable(std::string_view line) {
  return fold(collapse_blanks(without_heading_marks(line)));
}

}  // namespace

std::string_view title_of(std::string_view text) {
  const FirstLine first = first_line(text);
  const std::string_view title = without_heading_marks(first.line);
  if (title.empty() || title.size() > kMostTitleBytes) return {};
  const bool machine = looks_like_machine_output(title);
  if (first.rest.empty()) return machine ? std::string_view{} : title;
  if (is_marked(title) || begins_with_time(title)) return {};
  return machine && is_mostly_machine_output(first.rest) ? std::string_view{} : title;
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
