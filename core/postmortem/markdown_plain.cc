// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/postmortem/markdown_plain.h"

#include <algorithm>
#include <string>

#include "core/base/text.h"

namespace dejavu {
namespace {

/// A page that shows such a text shows its beginning.
constexpr std::size_t kMaxHtmlBytes = std::size_t{64} << 10;

/// 1 to 6 for "# Heading", else 0.
int heading_level(std::string_view line) {
  const std::size_t marks = std::min(line.find_first_not_of('#'), line.size());
  if (marks == 0 || marks > 6 || marks == line.size() || line[marks] != ' ') return 0;
  return static_cast<int>(marks);
}

class PlainReader {
 public:
  explicit PlainReader(int first_line) : line_(first_line) {}

  std::vector<Block> read(std::string_view text) {
    for (const std::string_view line : split_lines(text)) {
      if (line.starts_with("```") || line.starts_with("~~~")) in_code_ = !in_code_;
      const int level = in_code_ ? 0 : heading_level(line);
      if (level > 0) {
        end_paragraph();
        add_heading(line, level);
      } else if (trim(line).empty()) {
        end_paragraph();
      } else {
        if (paragraph_.empty()) paragraph_line_ = line_;
        paragraph_.append(line).append("\n");
      }
      ++line_;
    }
    end_paragraph();
    return std::move(blocks_);
  }

 private:
  void add_heading(std::string_view line, int level) {
    Block block;
    block.kind = BlockKind::kHeading;
    block.level = level;
    block.line = block.last_line = line_;
    block.text = collapse_blanks(line.substr(static_cast<std::size_t>(level)));
    blocks_.push_back(std::move(block));
  }

  void end_paragraph() {
    if (paragraph_.empty()) return;
    Block block;
    block.kind = BlockKind::kParagraph;
    block.line = paragraph_line_;
    block.last_line = line_ - 1;
    block.text = std::string(trim(paragraph_));
    block.html = "<pre>" + escape_html(excerpt(paragraph_, kMaxHtmlBytes)) + "</pre>\n";
    blocks_.push_back(std::move(block));
    paragraph_.clear();
  }

  std::vector<Block> blocks_;
  std::string paragraph_;
  int paragraph_line_ = 1;
  int line_;
  bool in_code_ = false;
};

}  // namespace

std::vector<Block> read_plain_text(std::string_view text, int first_line) {
  return PlainReader(first_line).read(text);
}

}  // namespace dejavu
