// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/lint/blameless_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <utility>

#include "core/base/error.h"
#include "core/base/text.h"

namespace dejavu {
namespace {

constexpr std::string_view kArrow = "=>";
constexpr std::string_view kWho = "{who}";
constexpr std::string_view kWeCode = "blame-we";
constexpr std::string_view kOwnCode = "blame-word";

/// Definitions stand before their use, so names cannot go in circles; no pattern needs more.
constexpr std::size_t kMaxPatternBytes = std::size_t{1} << 16;

std::string with(std::string text, std::string_view what, std::string_view instead) {
  for (std::size_t at = text.find(what); at != std::string::npos;
       at = text.find(what, at + instead.size())) {
    text.replace(at, what.size(), instead);
  }
  return text;
}

[[noreturn]] void fail(std::string_view line, std::string_view what) {
  throw Error(ErrorKind::kInvalid, fmt::format("lint.blameless: \"{}\" {}.", line, what),
              "Write \"phrase => what to write instead\".");
}

class Compiler {
 public:
  void read(std::string_view text) {
    for (std::string_view line : split_lines(text)) {
      line = trim(line);
      if (line.empty() || line.front() == '#') continue;
      if (line.front() == '[') {
        code_ = line.substr(1, line.find(']') - 1);
      } else if (line.front() == '{' && line.find("} = ") != std::string_view::npos &&
                 line.find(kArrow) == std::string_view::npos) {
        define(line);
      } else {
        add(line);
      }
    }
  }

  void read_own(const std::vector<std::string>& lines) {
    code_ = kOwnCode;
    for (const std::string& line : lines) add(line);
  }

  std::vector<BlamelessRule> rules() {
    rules_.insert(rules_.end(), std::make_move_iterator(of_authors_.begin()),
                  std::make_move_iterator(of_authors_.end()));
    return std::move(rules_);
  }

 private:
  void define(std::string_view line) {
    const std::size_t close = line.find('}');
    const std::string name(line.substr(0, close + 1));
    names_[name] = "(?:" + expanded(trim(line.substr(close + 4)), line) + ")";
  }

  void add(std::string_view line) {
    const std::size_t arrow = line.find(kArrow);
    if (arrow == std::string_view::npos) fail(line, "has no \"=>\"");
    const std::string pattern(trim(line.substr(0, arrow)));
    const std::string suggestion(trim(line.substr(arrow + kArrow.size())));
    if (pattern.empty() || suggestion.empty()) fail(line, "says nothing on one side of \"=>\"");
    const bool twice = pattern.find(kWho) != std::string::npos;
    rules_.push_back({code_, expanded(with(pattern, kWho, "{person}"), line), suggestion});
    if (!twice) return;
    of_authors_.push_back(
        {std::string(kWeCode), expanded(with(pattern, kWho, "{we}"), line), suggestion});
  }

  /// With every name replaced by its pattern. Braces that only count ("{0,2}") stay.
  std::string expanded(std::string_view pattern, std::string_view line) const {
    std::string result(pattern);
    for (const auto& [name, value] : names_) result = with(std::move(result), name, value);
    const auto* name =
        std::adjacent_find(result.data(), result.data() + result.size(),
                           [](char a, char b) { return a == '{' && b >= 'a' && b <= 'z'; });
    const bool is_name = name != result.data() + result.size();
    if (is_name) fail(line, "holds a {name} that is not defined");
    if (result.size() > kMaxPatternBytes) fail(line, "is too long");
    return result;
  }

  std::map<std::string, std::string> names_;
  std::string code_;
  std::vector<BlamelessRule> rules_;
  std::vector<BlamelessRule> of_authors_;
};

}  // namespace

std::vector<BlamelessRule> blameless_rules(std::string_view text,
                                           const std::vector<std::string>& own) {
  Compiler compiler;
  compiler.read(text);
  compiler.read_own(own);
  return compiler.rules();
}

}  // namespace dejavu
