// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/postmortem/diagnostic.h"

namespace dejavu {

enum class BlockKind { kHeading, kParagraph, kList, kTable, kOther };

enum class Checkbox { kNone, kOpen, kDone };

/// One item of a list, however deep: its own text, without that of the items below it.
struct ListItem {
  std::string text;
  std::string link;  // the first link of its text
  int depth = 0;     // 0 for the items of the outermost list
  int line = 1;
  Checkbox checkbox = Checkbox::kNone;
  bool struck_out = false;  // begins with ~~text~~
};

struct TableCell {
  std::string text;
  std::string link;  // the first link of its text
};

struct TableRow {
  std::vector<TableCell> cells;
  int line = 1;
};

/// A block of the outermost level. Lines are those of the file, 1-based.
struct Block {
  BlockKind kind = BlockKind::kOther;
  int level = 0;                // headings
  int line = 1;                 // first line
  int last_line = 1;            // of headings
  bool strong = false;          // a paragraph that is bold as a whole
  std::string text;             // without markup, inner blocks on lines of their own
  std::string html;             // safe: no raw HTML, no images, no scripts
  std::vector<ListItem> items;  // lists
  std::vector<TableRow> rows;   // tables; the first row is the head
};

struct MarkdownDocument {
  std::vector<Block> blocks;
  std::vector<Diagnostic> diagnostics;
};

/// Total, in time that is linear for any input: what cmark would need long for is read as plain
/// text, with headings but without lists and tables. It and markdown_labels are the users of cmark.
MarkdownDocument read_markdown(std::string_view text, int first_line);

}  // namespace dejavu
