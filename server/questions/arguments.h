// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/time.h"
#include "server/http/http.h"

namespace dejavu {

/// What a door received: names and texts in order, repeats kept. The same for a URL, a JSON body
/// and a command line.
class Arguments {
 public:
  void add(std::string_view name, std::string_view value);

  /// The last value given; nullopt when there is none or it is empty.
  std::optional<std::string> text(std::string_view name) const;
  std::vector<std::string> texts(std::string_view name) const;

  /// These throw Error kInvalid, naming the parameter and what it takes.
  std::optional<std::size_t> number(std::string_view name) const;
  std::optional<Instant> time(std::string_view name) const;
  std::optional<bool> truth(std::string_view name) const;  // "true" or "false"

  const std::vector<std::pair<std::string, std::string>>& all() const { return values_; }

 private:
  std::vector<std::pair<std::string, std::string>> values_;
};

/// Nested deeper, a body is no request of ours but an attack on the parser's stack.
inline constexpr int kMaxJsonDepth = 8;

/// {"question": "…", "limit": 5, "filters": {"service": ["a"]}} → question=…, limit=5, service=a.
/// Nulls are absent. Throws Error kInvalid with line and column for what is no such object.
Arguments arguments_from_json(std::string_view body);

Arguments arguments_from_query(const HttpRequest& request);

}  // namespace dejavu
