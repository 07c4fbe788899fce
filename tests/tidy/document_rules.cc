// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/tidy/document_rules.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <map>
#include <set>

#include "core/base/text.h"
#include "tests/tidy/cpp_text.h"

namespace dejavu {
namespace {

struct Link {
  int line;
  std::string target;
};

bool starts_with(std::string_view text, std::string_view start) {
  return text.substr(0, start.size()) == start;
}

/// The line without `code`, whose brackets are no links.
std::string without_inline_code(std::string_view line) {
  std::string rest;
  while (true) {
    const std::size_t open = line.find('`');
    const std::size_t close = open == line.npos ? line.npos : line.find('`', open + 1);
    rest += line.substr(0, close == line.npos ? line.size() : open);
    if (close == line.npos) return rest;
    line.remove_prefix(close + 1);
  }
}

/// Lines outside of fenced code, with their numbers.
std::vector<std::pair<int, std::string_view>> prose_lines(std::string_view markdown) {
  std::vector<std::pair<int, std::string_view>> lines;
  bool in_fence = false;
  int number = 0;
  for (const std::string_view line : split_lines(markdown)) {
    ++number;
    const std::string_view text = trim(line);
    if (starts_with(text, "```") || starts_with(text, "~~~")) {
      in_fence = !in_fence;
    } else if (!in_fence) {
      lines.emplace_back(number, line);
    }
  }
  return lines;
}

std::vector<Link> links_of(std::string_view markdown) {
  std::vector<Link> links;
  for (const auto& [number, text] : prose_lines(markdown)) {
    const std::string line = without_inline_code(text);
    for (std::size_t at = line.find("]("); at != line.npos; at = line.find("](", at + 1)) {
      const std::size_t end = std::min(line.find_first_of(" )", at + 2), line.size());
      links.push_back({.line = number, .target = line.substr(at + 2, end - at - 2)});
    }
    const std::size_t definition = line.find("]: ");
    if (starts_with(line, "[") && definition != line.npos) {
      links.push_back({.line = number, .target = std::string(trim(line.substr(definition + 3)))});
    }
  }
  return links;
}

std::set<std::string> anchors_of(std::string_view markdown) {
  std::set<std::string> anchors;
  std::map<std::string, int> times;
  for (const auto& [number, line] : prose_lines(markdown)) {
    const std::size_t level = std::min(line.find_first_not_of('#'), line.size());
    if (level == 0 || level > 6 || level == line.size() || line[level] != ' ') continue;
    const std::string anchor = anchor_of(trim(line.substr(level)));
    const int seen = times[anchor]++;
    anchors.insert(seen == 0 ? anchor : anchor + "-" + std::to_string(seen));
  }
  return anchors;
}

/// Where a link of `from` leads, as a path of the project; the file itself for "#anchor".
std::string path_of(const SourceFile& from, std::string_view target) {
  const std::string_view path = target.substr(0, target.find('#'));
  if (path.empty()) return from.path;
  const std::filesystem::path whole = std::filesystem::path(folder(from.path)) / path;
  std::string clean = whole.lexically_normal().generic_string();
  if (clean.size() > 1 && clean.back() == '/') clean.pop_back();
  return clean;
}

bool leads_out(std::string_view target) {
  return target.find("://") != target.npos || starts_with(target, "mailto:");
}

/// What is wrong with a link; empty when nothing is.
std::string fault_of(const std::string& target, const SourceFile& from, const ProjectTree& tree) {
  const std::string path = path_of(from, target);
  if (path != "." && path != from.path && tree.paths.count(path) == 0)
    return "leads to " + path + ", which is not there";
  const std::size_t hash = target.find('#');
  const SourceFile* file = path == from.path ? &from : find_file(tree, path);
  if (hash == target.npos || file == nullptr || extension(path) != ".md") return {};
  const std::string anchor = target.substr(hash + 1);
  if (anchors_of(file->content).count(anchor) > 0) return {};
  return "leads to #" + anchor + ", which is no heading of " + path;
}

bool is_kebab(std::string_view text) {
  const auto is_part_of_it = [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; };
  return text.find('-') != text.npos && text.front() != '-' && text.back() != '-' &&
         std::all_of(text.begin(), text.end(), is_part_of_it);
}

}  // namespace

std::string anchor_of(std::string_view heading) {
  std::string anchor;
  for (const char c : to_lower_ascii(heading)) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == ' ') anchor += '-';
    if (std::isalnum(byte) != 0 || c == '-' || c == '_' || byte >= 0x80) anchor += c;
  }
  return anchor;
}

std::vector<Violation> links_resolve(const SourceFile& file, const ProjectTree& tree) {
  if (extension(file.path) != ".md") return {};
  std::vector<Violation> violations;
  for (const Link& link : links_of(file.content)) {
    if (leads_out(link.target)) continue;
    const std::string fault = fault_of(link.target, file, tree);
    if (fault.empty()) continue;
    violations.push_back(
        {.path = file.path, .line = link.line, .message = "the link " + link.target + " " + fault});
  }
  return violations;
}

std::vector<Violation> decisions_are_listed(const ProjectTree& tree) {
  const SourceFile* list = find_file(tree, "docs/decisions/README.md");
  const std::string text = list == nullptr ? std::string() : list->content;
  std::vector<Violation> violations;
  for (const SourceFile& file : tree.files) {
    const std::string name(file_name(file.path));
    const bool is_page = folder(file.path) == "docs/decisions" && name != "README.md";
    if (!is_page || text.find("(" + name + ")") != std::string::npos) continue;
    violations.push_back(
        {.path = file.path, .line = 1, .message = "has no line in docs/decisions/README.md"});
  }
  return violations;
}

std::vector<std::string> kebab_literals(std::string_view cpp_text) {
  std::vector<std::string> literals;
  // Quotes keep their place in code_only(), what stands between them is read from the text.
  const std::string code = code_only(cpp_text);
  for (std::size_t open = code.find('"'); open != code.npos; open = code.find('"', open + 1)) {
    const std::size_t close = code.find('"', open + 1);
    if (close == code.npos) break;
    const std::string_view literal = cpp_text.substr(open + 1, close - open - 1);
    if (!literal.empty() && is_kebab(literal)) literals.emplace_back(literal);
    open = close;
  }
  return literals;
}

std::vector<Violation> names_are_documented(const std::vector<std::string>& names,
                                            const SourceFile& document) {
  std::vector<Violation> violations;
  for (const std::string& name : names) {
    // `service` or `service:payments`
    const bool is_there = document.content.find("`" + name + "`") != std::string::npos ||
                          document.content.find("`" + name + ":") != std::string::npos;
    if (is_there) continue;
    violations.push_back(
        {.path = document.path, .line = 1, .message = "says nothing about `" + name + "`"});
  }
  return violations;
}

}  // namespace dejavu
