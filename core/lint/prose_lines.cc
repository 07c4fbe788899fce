// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/lint/prose_lines.h"

#include <re2/re2.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "core/base/text.h"

namespace dejavu {
namespace {

/// From here on Markdown sees code, where no list is open.
constexpr std::size_t kCodeIndent = 4;

std::size_t indent_of(std::string_view line) {
  std::size_t columns = 0;
  for (const char c : line) {
    if (c == '\t') {
      columns += kCodeIndent;
    } else if (c == ' ') {
      ++columns;
    } else {
      break;
    }
  }
  return columns;
}

/// A line that a program wrote: begins with a level behind an optional time, or like syslog, or
/// holds several key=value.
bool is_log_line(std::string_view line) {
  static const RE2 level(
      "^(?:[-*+] +)?(?:\\[?[0-9]{4}[-/][0-9]{2}[-/][0-9]{2}[T "
      "][0-9:.,]+(?:Z|[+-][0-9:]+)?\\]?\\s+)?"
      "[\\[(<]?(?:ERROR|WARN|WARNING|INFO|DEBUG|FATAL|TRACE|CRITICAL|SEVERE|NOTICE|PANIC)\\b");
  static const RE2 syslog("^[A-Z][a-z]{2} +[0-9]+ [0-9:]{8} \\S+ [^ :]+: ");
  static const RE2 pairs("(?:^|\\s)[\\w.]+=\\S+\\s(?:.*\\s)?[\\w.]+=\\S");
  return RE2::PartialMatch(line, level) || RE2::PartialMatch(line, syslog) ||
         RE2::PartialMatch(line, pairs);
}

/// Bytes of a list mark with the blanks behind it; 0 for none.
std::size_t list_mark(std::string_view line) {
  static const RE2 mark("^((?:[-*+]|[0-9]{1,9}[.)])(?:\\s+(?:\\[[ xX]?\\]\\s+)?|$))");
  re2::StringPiece found;
  return RE2::PartialMatch(line, mark, &found) ? found.size() : 0;
}

/// Bytes of a key of the front matter with the blanks and braces about it; 0 for none.
std::size_t key_mark(std::string_view line) {
  static const RE2 mark(
      "^((?:-\\s+)?\\{?\\s*\"?[A-Za-z_][\\w .-]{0,40}\"?\\s*[:=](?:\\s+|$)[\"'\\[{|>]*)");
  re2::StringPiece found;
  return RE2::PartialMatch(line, mark, &found) ? found.size() : 0;
}

class Reader {
 public:
  Reader(std::string_view text, std::size_t body_offset)
      : text_(text), body_offset_(std::min(body_offset, text.size())) {}

  std::vector<Paragraph> read() {
    for (std::size_t at = 0; at < text_.size();) {
      const std::size_t end = std::min(text_.find('\n', at), text_.size());
      if (at < body_offset_) {
        read_fact({at, end});
      } else {
        read_line({at, end});
      }
      at = end + 1;
    }
    end_paragraph();
    return std::move(paragraphs_);
  }

 private:
  std::string_view at(Range range) const {
    return text_.substr(range.begin, range.end - range.begin);
  }

  Range trimmed(Range range) const {
    const std::string_view inner = trim(at(range));
    if (inner.empty()) return {range.end, range.end};
    const auto begin = static_cast<std::size_t>(inner.data() - text_.data());
    return {begin, begin + inner.size()};
  }

  void end_paragraph() {
    if (!paragraph_.empty()) paragraphs_.push_back(std::exchange(paragraph_, {}));
  }

  void add_alone(Range range) {
    end_paragraph();
    paragraph_.push_back(range);
    end_paragraph();
  }

  /// A line of the front matter.
  void read_fact(Range line) {
    line = trimmed(line);
    if (at(line).starts_with('#')) return;
    line.begin += key_mark(at(line));
    if (line.begin < line.end) add_alone(line);
  }

  void read_line(Range line) {
    const std::size_t indent = indent_of(at(line));
    line = trimmed(line);
    const std::string_view text = at(line);
    if (is_hidden(text)) return end_paragraph();
    if (text.empty()) {
      after_blank_ = true;
      return end_paragraph();
    }
    const std::size_t mark = list_mark(text);
    const bool is_code = indent >= kCodeIndent && paragraph_.empty() && !in_list_;
    if (indent == 0 && after_blank_) in_list_ = false;
    if (mark > 0 && !is_code) in_list_ = true;
    after_blank_ = false;
    if (is_code || text.starts_with('>') || is_log_line(text)) return end_paragraph();
    read_prose(line, mark);
  }

  void read_prose(Range line, std::size_t mark) {
    const char first = text_[line.begin];
    if (first == '|') return read_cells(line);
    if (first == '#') {
      line.begin += std::min(at(line).find_first_not_of('#'), line.end - line.begin);
      return add_alone(trimmed(line));
    }
    if (mark > 0) end_paragraph();
    line.begin += mark;
    if (line.begin < line.end && text_[line.begin] == '>') return end_paragraph();
    if (line.begin < line.end) paragraph_.push_back(line);
  }

  void read_cells(Range line) {
    for (std::size_t begin = line.begin; begin < line.end;) {
      const std::size_t bar = std::min(text_.find('|', begin), line.end);
      const Range cell = trimmed({begin, bar});
      if (cell.begin < cell.end) add_alone(cell);
      begin = bar + 1;
    }
  }

  /// Within a fence of code or an HTML comment, or the line that begins or ends one.
  bool is_hidden(std::string_view line) {
    if (!fence_.empty()) {
      if (line.starts_with(fence_) && trim(line.substr(fence_.size())).empty()) fence_ = {};
      return true;
    }
    if (in_comment_) {
      in_comment_ = line.find("-->") == std::string_view::npos;
      return true;
    }
    line.remove_prefix(list_mark(line));
    if (line.starts_with("```") || line.starts_with("~~~")) {
      fence_ = line.substr(0, std::min(line.find_first_not_of(line.front()), line.size()));
      return true;
    }
    if (!line.starts_with("<!--")) return false;
    in_comment_ = line.find("-->") == std::string_view::npos;
    return true;
  }

  std::string_view text_;
  std::size_t body_offset_;
  std::vector<Paragraph> paragraphs_;
  Paragraph paragraph_;
  std::string_view fence_;
  bool in_comment_ = false;
  bool in_list_ = false;
  bool after_blank_ = true;
};

}  // namespace

std::vector<Paragraph> prose_of(std::string_view text, std::size_t body_offset) {
  return Reader(text, body_offset).read();
}

}  // namespace dejavu
