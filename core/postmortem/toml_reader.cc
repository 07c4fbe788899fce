// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include <toml++/toml.h>
#include <algorithm>
#include <sstream>

#include "core/postmortem/meta_value.h"

namespace dejavu {
namespace {

/// Copies toml++'s tree into ours, no deeper and no larger than the limits.
class TomlCopier {
 public:
  explicit TomlCopier(int first_line) : line_offset_(first_line - 1) {}

  MetaValue copy(const toml::node& node, std::size_t depth) {
    MetaValue value;
    if (++values_ > kMaxFrontMatterValues || depth > kMaxFrontMatterDepth) {
      cut_ = true;
    } else {
      value = content_of(node, depth);
    }
    value.line = line_offset_ + std::max(1, static_cast<int>(node.source().begin.line));
    value.column = std::max(1, static_cast<int>(node.source().begin.column));
    return value;
  }

  bool was_cut() const { return cut_; }

 private:
  MetaValue content_of(const toml::node& node, std::size_t depth) {
    if (const toml::table* table = node.as_table()) return copy_table(*table, depth);
    MetaValue value;
    if (const toml::array* array = node.as_array()) {
      value.kind = MetaValue::Kind::kList;
      for (const toml::node& item : *array) value.items.push_back(copy(item, depth + 1));
    } else {
      value.kind = MetaValue::Kind::kScalar;
      value.scalar = scalar_text(node);
    }
    return value;
  }

  /// toml++ sorts keys by name; files have an order of their own.
  MetaValue copy_table(const toml::table& table, std::size_t depth) {
    MetaValue value;
    std::vector<std::pair<toml::source_position, const toml::key*>> order;
    for (const auto& [key, item] : table) order.emplace_back(item.source().begin, &key);
    std::ranges::stable_sort(order, [](const auto& a, const auto& b) { return a.first < b.first; });
    value.kind = MetaValue::Kind::kMap;
    for (const auto& [position, key] : order) {
      value.put(std::string(key->str()), copy(*table.get(*key), depth + 1));
    }
    return value;
  }

  static std::string scalar_text(const toml::node& node) {
    if (const auto* text = node.as_string()) return text->get();
    std::ostringstream stream;
    node.visit([&](const auto& scalar) {
      if constexpr (toml::is_value<decltype(scalar)>) stream << scalar;
    });
    return stream.str();
  }

  int line_offset_;
  std::size_t values_ = 0;
  bool cut_ = false;
};

/// toml++ follows dotted keys by recursion: "a.a.a…" of 100,000 parts overflows the stack. A run
/// of so many points without anything that ends a key is such a key, or nothing worth reading.
bool has_endless_key(std::string_view block) {
  constexpr int kMaxPoints = 100;
  int points = 0;
  for (const char c : block) {
    if (std::string_view("\n=,{}[]").find(c) != std::string_view::npos) points = 0;
    if (c == '.' && ++points > kMaxPoints) return true;
  }
  return false;
}

}  // namespace

MetaDocument read_toml(std::string_view block, int first_line) {
  MetaDocument document;
  if (has_endless_key(block)) {
    document.root = read_lines(block, first_line);
    document.diagnostics.push_back({first_line, 1, DiagnosticLevel::kWarning,
                                    "front-matter-too-deep",
                                    "The front matter has a key of more than 100 parts; it was "
                                    "read line by line."});
    return document;
  }
  try {
    const toml::table table = toml::parse(block);
    TomlCopier copier(first_line);
    document.root = copier.copy(table, 0);
    if (copier.was_cut()) {
      document.diagnostics.push_back(
          {first_line, 1, DiagnosticLevel::kWarning, "front-matter-too-deep",
           fmt::format("The front matter is nested deeper than {} levels or has more than {} "
                       "values; what lies beyond was left out.",
                       kMaxFrontMatterDepth, kMaxFrontMatterValues)});
    }
  } catch (const toml::parse_error& error) {
    const toml::source_position begin = error.source().begin;
    document.root = read_lines(block, first_line);
    document.diagnostics.push_back(
        {first_line - 1 + std::max(1, static_cast<int>(begin.line)),
         std::max(1, static_cast<int>(begin.column)), DiagnosticLevel::kWarning,
         "front-matter-invalid",
         fmt::format("The TOML is not valid ({}); it was read line by line.",
                     error.description())});
  }
  return document;
}

}  // namespace dejavu
