// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/postmortem/diagnostic.h"

namespace dejavu {

/// One value of a front matter block, whichever language wrote it: YAML, TOML, JSON, or lines
/// "Key: value" of the body. Numbers, booleans and dates stay text: fields know what they expect.
struct MetaValue {
  enum class Kind { kNull, kScalar, kList, kMap };

  Kind kind = Kind::kNull;
  std::string scalar;             // kScalar
  std::vector<std::string> keys;  // kMap: keys[i] belongs to items[i], in file order
  std::vector<MetaValue> items;   // kList and kMap
  int line = 1;                   // in the file, 1-based
  int column = 1;

  void put(std::string key, MetaValue value) {
    kind = Kind::kMap;
    keys.push_back(std::move(key));
    items.push_back(std::move(value));
  }
};

struct MetaDocument {
  MetaValue root;  // kMap, or kNull when nothing could be read
  std::vector<Diagnostic> diagnostics;
};

/// A front matter is a page of facts. What exceeds these was not written by a person: YAML aliases
/// and deep nesting are ways to make small files large.
inline constexpr std::size_t kMaxFrontMatterBytes = std::size_t{256} << 10;
inline constexpr std::size_t kMaxFrontMatterDepth = 32;
inline constexpr std::size_t kMaxFrontMatterValues = 10'000;

/// Total, as parse_postmortem is. `first_line` is the line of the file in which `block` begins.
/// What cannot be read is a diagnostic, and then the block is read line by line (read_lines).
MetaDocument read_yaml(std::string_view block, int first_line);
MetaDocument read_toml(std::string_view block, int first_line);
MetaDocument read_json(std::string_view block, int first_line);

/// The tolerant reading: every line "key: value" or "key = value" at the margin is an entry, "- x"
/// below a key is an item of its list, what is indented belongs to the value above.
MetaValue read_lines(std::string_view block, int first_line);

}  // namespace dejavu
