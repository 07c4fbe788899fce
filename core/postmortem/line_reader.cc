// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <optional>
#include <utility>

#include "core/base/text.h"
#include "core/postmortem/meta_value.h"

namespace dejavu {
namespace {

/// Keys are words: what is longer is a sentence with a colon.
constexpr std::size_t kMaxKeyBytes = 64;

std::string unquote(std::string_view text) {
  text = trim(text);
  const bool quoted = text.size() >= 2 && (text.front() == '"' || text.front() == '\'') &&
                      text.back() == text.front();
  return std::string(quoted ? text.substr(1, text.size() - 2) : text);
}

std::string_view without_comment(std::string_view text) {
  if (text.starts_with('"') || text.starts_with('\'')) return text;
  const std::size_t comment = text.find(" #");
  return comment == std::string_view::npos ? text : text.substr(0, comment);
}

MetaValue scalar_at(std::string_view text, int line) {
  MetaValue value;
  value.line = line;
  text = trim(without_comment(trim(text)));
  if (text.empty() || text == "null" || text == "~") return value;
  const bool is_list = text.size() >= 2 && text.front() == '[' && text.back() == ']' &&
                       text.find('[', 1) == std::string_view::npos;
  if (!is_list) {
    value.kind = MetaValue::Kind::kScalar;
    value.scalar = unquote(text);
    return value;
  }
  value.kind = MetaValue::Kind::kList;
  text = text.substr(1, text.size() - 2);
  while (!trim(text).empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    MetaValue item;
    item.line = line;
    item.kind = MetaValue::Kind::kScalar;
    item.scalar = unquote(text.substr(0, comma));
    value.items.push_back(std::move(item));
    text.remove_prefix(std::min(text.size(), comma + 1));
  }
  return value;
}

/// "key: value" or "key = value" at the margin.
std::optional<std::pair<std::string, std::string_view>> split_entry(std::string_view line) {
  if (line.empty() || line.front() == ' ' || line.front() == '\t' || line.front() == '-') {
    return std::nullopt;
  }
  const std::size_t end = line.find_first_of(":=");
  if (end == std::string_view::npos || end == 0 || end > kMaxKeyBytes) return std::nullopt;
  const bool is_url = line.substr(end).starts_with("://");
  if (is_url) return std::nullopt;
  return std::pair(unquote(line.substr(0, end)), line.substr(end + 1));
}

/// A line that is no entry of its own: an item of a list, or more of the value above.
void append_line(MetaValue& value, std::string_view line, int number) {
  const std::string_view text = trim(line);
  if (text.starts_with("- ")) {
    value.kind = MetaValue::Kind::kList;
    value.items.push_back(scalar_at(text.substr(2), number));
    return;
  }
  MetaValue& last =
      value.kind == MetaValue::Kind::kList && !value.items.empty() ? value.items.back() : value;
  if (last.kind == MetaValue::Kind::kList) return;
  last.kind = MetaValue::Kind::kScalar;
  if (!last.scalar.empty()) last.scalar += ' ';
  last.scalar += unquote(text);
}

}  // namespace

MetaValue read_lines(std::string_view block, int first_line) {
  MetaValue root;
  root.line = first_line;
  int number = first_line - 1;
  for (const std::string_view line : split_lines(block)) {
    ++number;
    const std::string_view text = trim(line);
    if (text.empty() || text.front() == '#') continue;
    const bool is_continuation = line.front() == ' ' || line.front() == '\t' || line.front() == '-';
    if (root.items.size() >= kMaxFrontMatterValues) break;
    if (auto entry = split_entry(line)) {
      root.put(std::move(entry->first), scalar_at(entry->second, number));
    } else if (is_continuation && !root.items.empty()) {
      append_line(root.items.back(), line, number);
    } else {
      root.put("?", scalar_at(line, number));
    }
  }
  return root;
}

}  // namespace dejavu
