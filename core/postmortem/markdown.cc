// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/postmortem/markdown.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <string>
#include <unordered_map>

#include "core/base/text.h"
#include "core/postmortem/markdown_guards.h"
#include "core/postmortem/markdown_labels.h"
#include "core/postmortem/markdown_plain.h"
#include "core/postmortem/web_links.h"

namespace dejavu {
namespace {

struct Free {
  void operator()(cmark_parser* parser) const { cmark_parser_free(parser); }
  void operator()(cmark_node* node) const { cmark_node_free(node); }
  void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
  void operator()(char* text) const { std::free(text); }
};
template <typename T>
using Owned = std::unique_ptr<T, Free>;

/// Only these two: the others' special characters live in a global table that a second thread
/// would change under the first (~~, autolinks), and autolinks take quadratic time.
cmark_syntax_extension* extension(const char* name) {
  static const bool registered = (cmark_gfm_core_extensions_ensure_registered(), true);
  return registered ? cmark_find_syntax_extension(name) : nullptr;
}

std::string_view literal(cmark_node* node) {
  const char* text = cmark_node_get_literal(node);
  return text == nullptr ? std::string_view() : std::string_view(text);
}

std::string_view type_name(cmark_node* node) { return cmark_node_get_type_string(node); }

/// Looks up a few levels only: a link's text is not nested deep, hostile emphasis is.
bool is_inside_link(cmark_node* node) {
  constexpr int kLevels = 16;
  cmark_node* up = cmark_node_parent(node);
  for (int i = 0; i < kLevels && up != nullptr; ++i, up = cmark_node_parent(up)) {
    if (cmark_node_get_type(up) == CMARK_NODE_LINK) return true;
  }
  return false;
}

/// Calls `visit(event, node)` for every node below and including `root`.
template <typename Visit>
void walk(cmark_node* root, const Visit& visit) {
  const Owned<cmark_iter> iterator(cmark_iter_new(root));
  for (cmark_event_type event = cmark_iter_next(iterator.get()); event != CMARK_EVENT_DONE;
       event = cmark_iter_next(iterator.get())) {
    visit(event, cmark_iter_get_node(iterator.get()));
  }
}

std::vector<cmark_node*> nodes_of(cmark_node* root, cmark_node_type first, cmark_node_type second) {
  std::vector<cmark_node*> nodes;
  walk(root, [&](cmark_event_type event, cmark_node* node) {
    const cmark_node_type type = cmark_node_get_type(node);
    if (event == CMARK_EVENT_ENTER && (type == first || type == second)) nodes.push_back(node);
  });
  return nodes;
}

cmark_node* new_text(const std::string& text) {
  cmark_node* node = cmark_node_new(CMARK_NODE_TEXT);
  cmark_node_set_literal(node, text.c_str());
  return node;
}

cmark_node* new_link(const std::string& url) {
  cmark_node* node = cmark_node_new(CMARK_NODE_LINK);
  cmark_node_set_url(node, url.c_str());
  return node;
}

/// Puts the children of `from` where `from` stands, or below `into` when there is one.
void replace_by_children(cmark_node* from, cmark_node* into) {
  while (cmark_node* child = cmark_node_first_child(from)) {
    if (into != nullptr) {
      cmark_node_append_child(into, child);
    } else {
      cmark_node_insert_before(from, child);
    }
  }
  if (into != nullptr) cmark_node_insert_before(from, into);
  cmark_node_unlink(from);
  cmark_node_free(from);
}

/// A line break before `node`; a table's cell takes none, there a blank must do.
void insert_break(cmark_node* node) {
  cmark_node* line_break = cmark_node_new(CMARK_NODE_SOFTBREAK);
  if (cmark_node_insert_before(node, line_break) != 0) return;
  cmark_node_free(line_break);
  cmark_node_insert_before(node, new_text(" "));
}

/// Raw HTML goes, and what it says stays as text.
void remove_html(cmark_node* root) {
  for (cmark_node* node : nodes_of(root, CMARK_NODE_HTML_BLOCK, CMARK_NODE_HTML_INLINE)) {
    const std::string text = text_of_html(literal(node));
    if (cmark_node_get_type(node) == CMARK_NODE_HTML_BLOCK && !text.empty()) {
      cmark_node* paragraph = cmark_node_new(CMARK_NODE_PARAGRAPH);
      cmark_node_append_child(paragraph, new_text(text));
      cmark_node_insert_before(node, paragraph);
    } else if (literal(node).starts_with("<br")) {
      insert_break(node);
    }
    cmark_node_unlink(node);
    cmark_node_free(node);
  }
}

/// Images become links, and only links to the web and to mail remain.
void tame_links(cmark_node* root) {
  for (cmark_node* node : nodes_of(root, CMARK_NODE_IMAGE, CMARK_NODE_LINK)) {
    const char* url = cmark_node_get_url(node);
    const std::string address = url == nullptr ? "" : url;
    const bool is_image = cmark_node_get_type(node) == CMARK_NODE_IMAGE;
    if (is_image && cmark_node_first_child(node) == nullptr) {
      cmark_node_append_child(node, new_text(address));
    }
    if (!is_web_link(address)) {
      replace_by_children(node, nullptr);
    } else if (is_image) {
      replace_by_children(node, is_inside_link(node) ? nullptr : new_link(address));
    }
  }
}

/// Addresses in running text become links.
void link_addresses(cmark_node* root) {
  for (cmark_node* node : nodes_of(root, CMARK_NODE_TEXT, CMARK_NODE_TEXT)) {
    if (literal(node).find("://") == std::string_view::npos || is_inside_link(node)) continue;
    const std::string text(literal(node));
    std::size_t done = 0;
    for (const WebAddress& address : find_web_addresses(text)) {
      cmark_node_insert_before(node, new_text(text.substr(done, address.begin - done)));
      const std::string url = text.substr(address.begin, address.end - address.begin);
      cmark_node* link = new_link(url);
      cmark_node_append_child(link, new_text(url));
      cmark_node_insert_before(node, link);
      done = address.end;
    }
    cmark_node_set_literal(node, text.substr(done).c_str());
  }
}

/// The only tags "<a" in the output are cmark's own: text is escaped, raw HTML is gone.
std::string html_of(cmark_node* node) {
  const Owned<char> rendered(cmark_render_html(node, CMARK_OPT_DEFAULT, nullptr));
  constexpr std::string_view kAnchor = "<a href=";
  constexpr std::string_view kSafeAnchor = "<a rel=\"noopener noreferrer nofollow\" href=";
  std::string_view rest(rendered.get());
  std::string html;
  html.reserve(rest.size());
  for (std::size_t found = rest.find(kAnchor); found != std::string_view::npos;
       found = rest.find(kAnchor)) {
    html.append(rest.substr(0, found)).append(kSafeAnchor);
    rest.remove_prefix(found + kAnchor.size());
  }
  return html.append(rest);
}

void end_line(std::string& text) {
  if (!text.empty() && text.back() != '\n') text += '\n';
}

/// What one event adds to a plain text.
void append_event(std::string& text, cmark_event_type event, cmark_node* node) {
  switch (cmark_node_get_type(node)) {
    case CMARK_NODE_TEXT:
    case CMARK_NODE_CODE: text += literal(node); return;
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK: text += '\n'; return;
    case CMARK_NODE_CODE_BLOCK:
      end_line(text);
      text += literal(node);
      return;
    case CMARK_NODE_PARAGRAPH:
    case CMARK_NODE_HEADING: end_line(text); return;
    default: break;
  }
  const bool is_cell = event == CMARK_EVENT_EXIT && type_name(node) == "table_cell";
  if (is_cell && cmark_node_next(node) != nullptr) text += " | ";
  if (is_cell && cmark_node_next(node) == nullptr) text += '\n';
}

std::string text_of(cmark_node* root) {
  std::string text;
  walk(root, [&](cmark_event_type event, cmark_node* node) { append_event(text, event, node); });
  return std::string(trim(text));
}

/// A cell's own separator is no part of its text.
std::string cell_text(cmark_node* cell) {
  std::string text;
  for (cmark_node* child = cmark_node_first_child(cell); child != nullptr;
       child = cmark_node_next(child)) {
    walk(child, [&](cmark_event_type event, cmark_node* node) { append_event(text, event, node); });
  }
  return collapse_blanks(text);
}

std::string first_link_of(cmark_node* root) {
  std::string link;
  walk(root, [&](cmark_event_type event, cmark_node* node) {
    if (event == CMARK_EVENT_ENTER && link.empty() &&
        cmark_node_get_type(node) == CMARK_NODE_LINK) {
      link = cmark_node_get_url(node);
    }
  });
  return link;
}

/// Reads one document; owns cmark's tree while it does.
class Document {
 public:
  Document(std::string_view text, int first_line, MarkdownRisk risk)
      : line_offset_(first_line - 1), parser_(cmark_parser_new(CMARK_OPT_DEFAULT)) {
    cmark_parser_attach_syntax_extension(parser_.get(), extension("tasklist"));
    if (risk != MarkdownRisk::kTables)
      cmark_parser_attach_syntax_extension(parser_.get(), extension("table"));
    cmark_parser_feed(parser_.get(), text.data(), text.size());
    root_.reset(cmark_parser_finish(parser_.get()));
    cmark_consolidate_text_nodes(root_.get());
    lines_ = split_labels(root_.get());
    remove_html(root_.get());
    tame_links(root_.get());
    cmark_consolidate_text_nodes(root_.get());
    link_addresses(root_.get());
  }

  std::vector<Block> blocks() const {
    std::vector<Block> blocks;
    for (cmark_node* node = cmark_node_first_child(root_.get()); node != nullptr;
         node = cmark_node_next(node)) {
      blocks.push_back(block_of(node));
    }
    return blocks;
  }

 private:
  int line_of(cmark_node* node) const {
    const auto split = lines_.find(node);
    return line_offset_ +
           std::max(1, split == lines_.end() ? cmark_node_get_start_line(node) : split->second);
  }

  Block block_of(cmark_node* node) const {
    Block block;
    block.line = line_of(node);
    block.last_line = std::max(block.line, line_offset_ + cmark_node_get_end_line(node));
    block.text = text_of(node);
    block.html = html_of(node);
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_HEADING:
        block.kind = BlockKind::kHeading;
        block.level = cmark_node_get_heading_level(node);
        block.text = collapse_blanks(block.text);
        break;
      case CMARK_NODE_PARAGRAPH:
        block.kind = BlockKind::kParagraph;
        block.strong = is_strong(node);
        break;
      case CMARK_NODE_LIST:
        block.kind = BlockKind::kList;
        block.items = items_of(node);
        break;
      default:
        if (type_name(node) != "table") break;
        block.kind = BlockKind::kTable;
        block.rows = rows_of(node, block.line);
    }
    return block;
  }

  static bool is_strong(cmark_node* paragraph) {
    cmark_node* only = cmark_node_first_child(paragraph);
    if (only == nullptr || cmark_node_get_type(only) != CMARK_NODE_STRONG) return false;
    cmark_node* next = cmark_node_next(only);
    return next == nullptr || (trim(literal(next)) == ":" && cmark_node_next(next) == nullptr);
  }

  std::vector<ListItem> items_of(cmark_node* list) const {
    std::vector<ListItem> items;
    std::vector<std::size_t> open;
    walk(list, [&](cmark_event_type event, cmark_node* node) {
      const bool is_item = type_name(node) == "item" || type_name(node) == "tasklist";
      if (is_item && event == CMARK_EVENT_ENTER) {
        items.push_back(new_item(node, open.size()));
        open.push_back(items.size() - 1);
      } else if (is_item) {
        finish(items[open.back()]);
        open.pop_back();
      } else if (!open.empty()) {
        append_to_item(items[open.back()], event, node);
      }
    });
    return items;
  }

  static void append_to_item(ListItem& item, cmark_event_type event, cmark_node* node) {
    append_event(item.text, event, node);
    const bool is_first_link = item.link.empty() && cmark_node_get_type(node) == CMARK_NODE_LINK;
    if (is_first_link) item.link = cmark_node_get_url(node);
  }

  ListItem new_item(cmark_node* node, std::size_t depth) const {
    ListItem item;
    item.depth = static_cast<int>(depth);
    item.line = line_of(node);
    if (type_name(node) == "tasklist") {
      item.checkbox =
          cmark_gfm_extensions_get_tasklist_item_checked(node) ? Checkbox::kDone : Checkbox::kOpen;
    }
    return item;
  }

  static void finish(ListItem& item) {
    item.text = std::string(trim(item.text));
    if (item.text.starts_with("[] ")) {  // meant as an open box
      item.checkbox = Checkbox::kOpen;
      item.text.erase(0, 3);
    }
    if (item.text.starts_with("~~") && item.text.ends_with("~~") && item.text.size() > 4) {
      item.struck_out = true;
      item.text = item.text.substr(2, item.text.size() - 4);
    }
  }

  std::vector<TableRow> rows_of(cmark_node* table, int first_line) const {
    std::vector<TableRow> rows;
    for (cmark_node* node = cmark_node_first_child(table); node != nullptr;
         node = cmark_node_next(node)) {
      TableRow row;
      // The line of dashes is no row.
      row.line = first_line + static_cast<int>(rows.size()) + (rows.empty() ? 0 : 1);
      for (cmark_node* cell = cmark_node_first_child(node); cell != nullptr;
           cell = cmark_node_next(cell)) {
        row.cells.push_back({cell_text(cell), first_link_of(cell)});
      }
      rows.push_back(std::move(row));
    }
    return rows;
  }

  int line_offset_;
  Owned<cmark_parser> parser_;
  Owned<cmark_node> root_;
  std::unordered_map<const cmark_node*, int> lines_;
};

struct RiskText {
  MarkdownRisk risk;
  std::string_view code;
  std::string_view message;
};
constexpr std::array<RiskText, 4> kRiskTexts = {{
    {MarkdownRisk::kTables, "table-too-wide",
     "A table has more than 64 columns or too many cells; tables were read as text."},
    {MarkdownRisk::kTooLarge, "markdown-too-large",
     "The text is larger than 1 MiB; it was read as plain text."},
    {MarkdownRisk::kTooNested, "markdown-too-nested",
     "Lists or quotes are nested too deep; the text was read as plain text."},
    {MarkdownRisk::kTooDense, "markdown-too-dense",
     "A paragraph has too many images, links or HTML openings; the text was read as plain text."},
}};

}  // namespace

MarkdownDocument read_markdown(std::string_view text, int first_line) {
  const MarkdownRisk risk = markdown_risk(text);
  MarkdownDocument document;
  for (const RiskText& row : kRiskTexts) {
    if (row.risk != risk) continue;
    document.diagnostics.push_back({first_line, 1, DiagnosticLevel::kWarning, std::string(row.code),
                                    std::string(row.message)});
  }
  if (risk == MarkdownRisk::kNone || risk == MarkdownRisk::kTables) {
    document.blocks = Document(text, first_line, risk).blocks();
  } else {
    document.blocks = read_plain_text(text, first_line);
  }
  return document;
}

}  // namespace dejavu
