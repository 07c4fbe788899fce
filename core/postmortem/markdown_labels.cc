// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/postmortem/markdown_labels.h"

#include <cmark-gfm.h>

#include <string>
#include <string_view>
#include <vector>

#include "core/base/text.h"
#include "core/postmortem/sections.h"

namespace dejavu {
namespace {

using Lines = std::unordered_map<const cmark_node*, int>;

struct Label {
  cmark_node* node = nullptr;
  int line = 1;
};

bool is_text(cmark_node* node) {
  return node != nullptr && cmark_node_get_type(node) == CMARK_NODE_TEXT;
}

bool is_break(cmark_node* node) {
  if (node == nullptr) return false;
  const cmark_node_type type = cmark_node_get_type(node);
  return type == CMARK_NODE_SOFTBREAK || type == CMARK_NODE_LINEBREAK;
}

bool is_label(cmark_node* node) {
  if (cmark_node_get_type(node) != CMARK_NODE_STRONG) return false;
  cmark_node* only = cmark_node_first_child(node);
  if (!is_text(only) || cmark_node_next(only) != nullptr) return false;
  std::string_view name = trim(cmark_node_get_literal(only));
  cmark_node* next = cmark_node_next(node);
  const bool colon_behind =
      is_text(next) && std::string_view(cmark_node_get_literal(next)).starts_with(":");
  if (!name.ends_with(':') && !colon_behind) return false;
  while (name.ends_with(':')) name.remove_suffix(1);
  return is_section_name(name);
}

std::vector<Label> labels_of(cmark_node* paragraph) {
  std::vector<Label> labels;
  int line = cmark_node_get_start_line(paragraph);
  bool at_head = true;
  for (cmark_node* node = cmark_node_first_child(paragraph); node != nullptr;
       node = cmark_node_next(node)) {
    if (at_head && is_label(node)) labels.push_back({node, line});
    at_head = is_break(node);
    if (at_head) ++line;
  }
  return labels;
}

void remove(cmark_node* node) {
  cmark_node_unlink(node);
  cmark_node_free(node);
}

void trim_end(cmark_node* paragraph) {
  if (cmark_node* last = cmark_node_last_child(paragraph); is_break(last)) remove(last);
}

/// What stands behind a label, up to the next one, in a paragraph of its own; nullptr for nothing.
cmark_node* take_rest(cmark_node* first, cmark_node* end) {
  cmark_node* rest = cmark_node_new(CMARK_NODE_PARAGRAPH);
  for (cmark_node* node = first; node != nullptr && node != end;) {
    cmark_node* next = cmark_node_next(node);
    cmark_node_append_child(rest, node);
    node = next;
  }
  trim_end(rest);
  if (cmark_node_first_child(rest) != nullptr) return rest;
  cmark_node_free(rest);
  return nullptr;
}

/// Without the colon and the blanks behind a label; nullptr where nothing is left of it.
cmark_node* without_colon(cmark_node* text) {
  std::string_view literal = cmark_node_get_literal(text);
  if (literal.starts_with(':')) literal.remove_prefix(1);
  const std::string left(trim(literal));
  cmark_node* next = cmark_node_next(text);
  if (!left.empty()) {
    // Blanks at the end stay: code or a link may follow.
    cmark_node_set_literal(text, std::string(literal.substr(literal.find(left))).c_str());
    return text;
  }
  remove(text);
  return next;
}

/// The paragraph of a label. The old one is never freed, because texts of its nodes stand in it.
cmark_node* paragraph_of(cmark_node* label, cmark_node* paragraph, cmark_node* after) {
  if (cmark_node_first_child(paragraph) == label) return paragraph;
  cmark_node* name = cmark_node_new(CMARK_NODE_PARAGRAPH);
  cmark_node_append_child(name, label);
  cmark_node_insert_after(after, name);
  return name;
}

void split(cmark_node* paragraph, Lines& lines) {
  const std::vector<Label> labels = labels_of(paragraph);
  cmark_node* last = paragraph;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    int line = labels[i].line;
    cmark_node* behind = cmark_node_next(labels[i].node);
    if (is_text(behind)) behind = without_colon(behind);
    last = paragraph_of(labels[i].node, paragraph, last);
    lines[last] = line;
    if (is_break(behind)) {
      cmark_node* next = cmark_node_next(behind);
      remove(behind);
      behind = next;
      ++line;
    }
    cmark_node* rest = take_rest(behind, i + 1 < labels.size() ? labels[i + 1].node : nullptr);
    if (rest == nullptr) continue;
    cmark_node_insert_after(last, rest);
    lines[rest] = line;
    last = rest;
  }
  trim_end(paragraph);
}

}  // namespace

Lines split_labels(cmark_node* root) {
  Lines lines;
  for (cmark_node* node = cmark_node_first_child(root); node != nullptr;) {
    cmark_node* next = cmark_node_next(node);
    if (cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH) split(node, lines);
    node = next;
  }
  return lines;
}

}  // namespace dejavu
