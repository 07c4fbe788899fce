// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "core/postmortem/meta_value.h"

namespace dejavu {
namespace {

using Json = nlohmann::ordered_json;

/// JSON values know no position: a value is said to stand where its key stands first.
class JsonCopier {
 public:
  JsonCopier(std::string_view block, int first_line) : block_(block), first_line_(first_line) {}

  MetaValue copy(const Json& json, int line) {
    MetaValue value;
    value.line = line;
    if (json.is_object()) {
      value.kind = MetaValue::Kind::kMap;
      for (const auto& [key, item] : json.items()) value.put(key, copy(item, line_of(key)));
    } else if (json.is_array()) {
      value.kind = MetaValue::Kind::kList;
      for (const Json& item : json) value.items.push_back(copy(item, line));
    } else if (!json.is_null()) {
      value.kind = MetaValue::Kind::kScalar;
      value.scalar = json.is_string() ? json.get<std::string>()
                                      : json.dump(-1, ' ', false, Json::error_handler_t::replace);
    }
    return value;
  }

 private:
  /// Keys come in file order, so each is looked for behind the one before.
  int line_of(const std::string& key) {
    const std::size_t found = block_.find('"' + key + '"', position_);
    if (found != std::string_view::npos) {
      line_ += static_cast<int>(std::count(block_.begin() + static_cast<long>(position_),
                                           block_.begin() + static_cast<long>(found), '\n'));
      position_ = found;
    }
    return first_line_ + line_;
  }

  std::string_view block_;
  int first_line_;
  std::size_t position_ = 0;
  int line_ = 0;
};

/// Whether depth and number of values are within the limits, before anything is built.
bool is_within_limits(std::string_view block) {
  std::size_t depth = 0;
  std::size_t values = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < block.size(); ++i) {
    const char c = block[i];
    if (quoted) {
      i += c == '\\' ? 1U : 0U;
      quoted = c != '"';
      continue;
    }
    if (c == '"') quoted = true;
    if (c == ',') ++values;
    if (c == '{' || c == '[') ++depth;
    if ((c == '}' || c == ']') && depth > 0) --depth;
    if (depth > kMaxFrontMatterDepth || values > kMaxFrontMatterValues) return false;
  }
  return true;
}

}  // namespace

MetaDocument read_json(std::string_view block, int first_line) {
  MetaDocument document;
  if (!is_within_limits(block)) {
    document.diagnostics.push_back(
        {first_line, 1, DiagnosticLevel::kWarning, "front-matter-too-deep",
         fmt::format("The JSON is nested deeper than {} levels or has more than {} values; it was "
                     "not read.",
                     kMaxFrontMatterDepth, kMaxFrontMatterValues)});
    return document;
  }
  const Json json = Json::parse(block, nullptr, false);
  if (!json.is_object()) {
    document.diagnostics.push_back({first_line, 1, DiagnosticLevel::kWarning,
                                    "front-matter-invalid",
                                    "The JSON is not valid; it was not "
                                    "read."});
    return document;
  }
  document.root = JsonCopier(block, first_line).copy(json, first_line);
  return document;
}

}  // namespace dejavu
