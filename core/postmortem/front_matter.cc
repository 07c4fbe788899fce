// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/postmortem/front_matter.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "core/base/text.h"

namespace dejavu {
namespace {

enum class Language { kYaml, kToml, kJson };

/// Where a block stands; all offsets are into the text.
struct Extent {
  Language language = Language::kYaml;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t body = 0;
  bool closed = true;
};

std::size_t line_end(std::string_view text, std::size_t at) {
  return std::min(text.find('\n', at), text.size());
}

std::size_t next_line(std::string_view text, std::size_t at) {
  return std::min(line_end(text, at) + 1, text.size());
}

std::string_view line_at(std::string_view text, std::size_t at) {
  std::string_view line = text.substr(at, line_end(text, at) - at);
  while (line.ends_with(' ') || line.ends_with('\t')) line.remove_suffix(1);
  return line;
}

int line_number(std::string_view text, std::size_t at) {
  return 1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<long>(at), '\n'));
}

/// Behind blank lines and whole HTML comments.
std::size_t skip_comments(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const std::string_view line = line_at(text, at);
    if (line.starts_with("<!--")) {
      const std::size_t end = text.find("-->", at);
      if (end == std::string_view::npos) return at;
      at = next_line(text, end);
    } else if (trim(line).empty()) {
      at = next_line(text, at);
    } else {
      return at;
    }
  }
  return at;
}

/// Whether the first line that is no comment has a key: a "---" may be a rule in prose as well.
bool begins_with_key(std::string_view block) {
  for (std::size_t at = 0; at < block.size(); at = next_line(block, at)) {
    const std::string_view line = trim(line_at(block, at));
    if (line.empty() || line.starts_with('#')) continue;
    return line.starts_with('[') || line.starts_with('{') || line.starts_with('?') ||
           line.find_first_of(":=") != std::string_view::npos;
  }
  return true;  // nothing but comments
}

std::optional<Extent> fenced(std::string_view text, std::size_t at, std::string_view fence) {
  Extent extent{.begin = next_line(text, at)};
  for (std::size_t line = extent.begin; line < text.size(); line = next_line(text, line)) {
    const std::string_view content = line_at(text, line);
    if (content != fence && !(fence == "---" && content == "...")) continue;
    extent.end = line;
    extent.body = next_line(text, line);
    if (!begins_with_key(text.substr(extent.begin, extent.end - extent.begin))) return std::nullopt;
    return extent;
  }
  // Never closed: what looks like keys up to the first blank line.
  const std::string_view first = line_at(text, extent.begin);
  if (fence == "```" || first.find_first_of(":=") == std::string_view::npos) return std::nullopt;
  const std::size_t blank = text.find("\n\n", extent.begin);
  extent.end = blank == std::string_view::npos ? text.size() : blank + 1;
  extent.body = extent.end;
  extent.closed = false;
  return extent;
}

/// From "{" to the "}" that closes it.
std::optional<Extent> json_object(std::string_view text, std::size_t at) {
  std::size_t depth = 0;
  bool quoted = false;
  const std::size_t limit = std::min(text.size(), at + kMaxFrontMatterBytes);
  for (std::size_t i = at; i < limit; ++i) {
    const char c = text[i];
    if (quoted) {
      i += c == '\\' ? 1U : 0U;
      quoted = c != '"';
      continue;
    }
    if (c == '"') quoted = true;
    if (c == '{') ++depth;
    if (c == '}' && --depth == 0) {
      return Extent{
          .language = Language::kJson, .begin = at, .end = i + 1, .body = next_line(text, i)};
    }
  }
  return std::nullopt;
}

std::optional<Extent> find_block(std::string_view text) {
  const std::size_t at = skip_comments(text);
  const std::string_view first = line_at(text, at);
  std::optional<Extent> extent;
  if (first == "---") return fenced(text, at, "---");
  if (first == "+++") {
    extent = fenced(text, at, "+++");
    if (extent) extent->language = Language::kToml;
  } else if (first.starts_with('{') && !first.starts_with("{{") && !first.starts_with("{%")) {
    const std::size_t key = text.find_first_not_of(" \t\n", at + 1);
    const bool is_object = key != std::string_view::npos && (text[key] == '"' || text[key] == '}');
    if (is_object) extent = json_object(text, at);
  } else if (first == "```toml" || first == "```yaml" || first == "```yml" || first == "```json") {
    extent = fenced(text, at, "```");
    if (extent && first == "```toml") extent->language = Language::kToml;
    if (extent && first == "```json") extent->language = Language::kJson;
  }
  return extent;
}

MetaDocument read_block(std::string_view block, Language language, int line) {
  if (block.size() > kMaxFrontMatterBytes) {
    MetaDocument document;
    document.root = read_lines(block.substr(0, kMaxFrontMatterBytes), line);
    document.diagnostics.push_back(
        {line, 1, DiagnosticLevel::kWarning, "front-matter-too-large",
         fmt::format("The front matter has {} bytes; the first {} were read line by line.",
                     block.size(), kMaxFrontMatterBytes)});
    return document;
  }
  switch (language) {
    case Language::kYaml: return read_yaml(block, line);
    case Language::kToml: return read_toml(block, line);
    case Language::kJson: return read_json(block, line);
  }
  return {};
}

}  // namespace

FrontMatter read_front_matter(std::string_view text) {
  FrontMatter result;
  const std::optional<Extent> extent = find_block(text);
  if (!extent) return result;
  result.present = true;
  result.body_offset = extent->body;
  result.body_line = line_number(text, extent->body);
  const int line = line_number(text, extent->begin);
  result.document =
      read_block(text.substr(extent->begin, extent->end - extent->begin), extent->language, line);
  if (!extent->closed) {
    result.document.diagnostics.push_back(
        {line - 1, 1, DiagnosticLevel::kWarning, "front-matter-unclosed",
         "The front matter is never closed; it was taken to end at the first blank line."});
  }
  return result;
}

}  // namespace dejavu
