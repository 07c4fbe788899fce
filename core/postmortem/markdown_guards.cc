// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/postmortem/markdown_guards.h"

#include <algorithm>
#include <cstddef>

#include "core/postmortem/parse.h"

namespace dejavu {
namespace {

/// A table of 5,000 columns took cmark 75 s; nobody reads one of 64.
constexpr std::size_t kMaxPipes = 64;

/// Short rows are filled up to the width of the head: 6 million such cells took 4.7 s.
constexpr std::size_t kMaxTableCells = 200'000;

/// "![" and "<?" without end are searched to the end of the paragraph each time: 50,000 of them
/// took 6 s and 12 s, a thousand take milliseconds.
constexpr std::size_t kMaxOpenings = 1000;

/// The end of every link looks through the emphasis that is still open: 12,500 links among 25,000
/// delimiters in one paragraph took 3.7 s. The products of all paragraphs are added up.
constexpr std::size_t kMaxLinksTimesDelimiters = 30'000'000;

/// Every line is compared with every open list and quote: the product bounds the time.
constexpr std::size_t kMaxNesting = 100;
constexpr std::size_t kMaxNestingTimesLines = 20'000'000;

struct Line {
  std::size_t nesting = 0;
  std::size_t pipes = 0;
  std::size_t openings = 0;
  std::size_t closers = 0;     // "]": where links end
  std::size_t delimiters = 0;  // "*" and "_"
  bool blank = true;
  bool delimiter_row = false;  // "|---|:--|"
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Levels of quotes and lists that a line can open: its markers, and its indentation when the
/// first thing behind it is a marker.
std::size_t nesting_of(std::string_view line) {
  std::size_t columns = 0;
  std::size_t markers = 0;
  std::size_t indentation = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (c == ' ' || c == '\t') {
      columns += c == '\t' ? 4U : 1U;
      continue;
    }
    const bool ends = i + 1 == line.size() || line[i + 1] == ' ' || line[i + 1] == '\t';
    const bool is_marker = c == '>' || ((c == '-' || c == '*' || c == '+') && ends) ||
                           ((c == '.' || c == ')') && ends && i > 0 && is_digit(line[i - 1]));
    if (is_digit(c)) continue;
    if (!is_marker) break;
    if (markers++ == 0) indentation = columns;
  }
  return markers == 0 ? 0 : markers + indentation / 2;
}

Line look_at(std::string_view text) {
  Line line;
  line.nesting = nesting_of(text);
  bool only_delimiters = true;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const char next = i + 1 < text.size() ? text[i + 1] : '\0';
    line.blank = line.blank && (c == ' ' || c == '\t');
    line.pipes += c == '|' ? 1U : 0U;
    line.closers += c == ']' ? 1U : 0U;
    line.delimiters += c == '*' || c == '_' ? 1U : 0U;
    line.openings += (c == '!' && next == '[') || (c == '<' && (next == '!' || next == '?'));
    only_delimiters = only_delimiters && (c == '|' || c == '-' || c == ':' || c == ' ' || c == '>');
  }
  line.delimiter_row = only_delimiters && line.pipes > 0;
  return line;
}

/// What stands between two blank lines: inlines are matched within it.
struct Paragraph {
  std::size_t openings = 0;
  std::size_t closers = 0;
  std::size_t delimiters = 0;

  void add(const Line& line) {
    openings += line.openings;
    closers += line.closers;
    delimiters += line.delimiters;
  }
};

}  // namespace

MarkdownRisk markdown_risk(std::string_view text) {
  if (text.size() > kMaxMarkdownBytes) return MarkdownRisk::kTooLarge;
  std::size_t lines = 0;
  std::size_t nesting = 0;
  std::size_t products = 0;
  Paragraph paragraph;
  std::size_t columns = 0;  // of the table that the line may belong to
  std::size_t cells = 0;
  bool wide = false;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const Line line = look_at(text.substr(0, end));
    text.remove_prefix(std::min(text.size(), end + 1));
    ++lines;
    nesting = std::max(nesting, line.nesting);
    if (line.blank) {
      products += paragraph.closers * paragraph.delimiters;
      paragraph = {};
    }
    paragraph.add(line);
    if (paragraph.openings > kMaxOpenings) return MarkdownRisk::kTooDense;
    if (line.blank) columns = 0;
    if (line.delimiter_row) columns = std::max(columns, line.pipes + 1);
    cells += columns;
    wide = wide || line.pipes > kMaxPipes;
  }
  products += paragraph.closers * paragraph.delimiters;
  if (products > kMaxLinksTimesDelimiters) return MarkdownRisk::kTooDense;
  if (nesting > kMaxNesting || nesting * lines > kMaxNestingTimesLines) {
    return MarkdownRisk::kTooNested;
  }
  return wide || cells > kMaxTableCells ? MarkdownRisk::kTables : MarkdownRisk::kNone;
}

}  // namespace dejavu
