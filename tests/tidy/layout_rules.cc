// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/tidy/layout_rules.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "core/base/text.h"
#include "tests/tidy/cpp_text.h"

namespace dejavu {
namespace {

/// Two files side by side on a laptop.
constexpr std::size_t kMaxColumns = 100;
/// What a reader keeps in mind; most files are half of it.
constexpr std::size_t kMaxFileLines = 400;
/// A header is a contract: two screens.
constexpr std::size_t kMaxHeaderLines = 150;
/// One screen. Aim at 40.
constexpr int kMaxFunctionLines = 70;

/// Letters, not bytes: "→" is one.
std::size_t columns(std::string_view line) {
  return static_cast<std::size_t>(std::count_if(
      line.begin(), line.end(), [](char c) { return (static_cast<unsigned char>(c) >> 6) != 2; }));
}

bool is_snake_case(std::string_view name) {
  return std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
  });
}

}  // namespace

std::vector<Violation> licence_comes_first(const SourceFile& file) {
  if (!is_source(file)) return {};
  const std::vector<std::string_view> lines = split_lines(file.content);
  const std::size_t first = !lines.empty() && lines[0].substr(0, 2) == "#!" ? 1 : 0;
  constexpr std::string_view kLicence = "SPDX-License-Identifier: GPL-2.0-or-later";
  const std::size_t at = first < lines.size() ? lines[first].find(kLicence) : std::string::npos;
  if (at != std::string::npos) return {};
  return {{.path = file.path,
           .line = static_cast<int>(first) + 1,
           .message = "the first line has to be the comment " + std::string(kLicence)}};
}

std::vector<Violation> header_has_pragma_once(const SourceFile& file) {
  if (extension(file.path) != ".h") return {};
  if (code_only(file.content).find("#pragma once\n") != std::string::npos) return {};
  return {{.path = file.path, .line = 1, .message = "a header needs #pragma once"}};
}

std::vector<Violation> lines_are_short(const SourceFile& file) {
  if (!is_source(file)) return {};
  std::vector<Violation> violations;
  int number = 0;
  for (const std::string_view line : split_lines(file.content)) {
    ++number;
    if (columns(line) <= kMaxColumns) continue;
    violations.push_back({.path = file.path,
                          .line = number,
                          .message = std::to_string(columns(line)) + " columns, at most " +
                                     std::to_string(kMaxColumns)});
  }
  return violations;
}

std::vector<Violation> files_are_short(const SourceFile& file) {
  if (!is_source(file)) return {};
  const std::size_t limit = extension(file.path) == ".h" ? kMaxHeaderLines : kMaxFileLines;
  const std::size_t lines = split_lines(file.content).size();
  if (lines <= limit) return {};
  return {{.path = file.path,
           .line = static_cast<int>(limit) + 1,
           .message = std::to_string(lines) + " lines, at most " + std::to_string(limit) +
                      ": part it by what its parts answer"}};
}

std::vector<Violation> functions_are_short(const SourceFile& file) {
  if (!is_cpp(file)) return {};
  std::vector<Violation> violations;
  for (const FunctionBody& body : functions(file.content)) {
    if (body.line_count <= kMaxFunctionLines) continue;
    violations.push_back({.path = file.path,
                          .line = body.first_line,
                          .message = "a function of " + std::to_string(body.line_count) +
                                     " lines, at most " + std::to_string(kMaxFunctionLines)});
  }
  return violations;
}

std::vector<Violation> blanks_are_in_order(const SourceFile& file) {
  std::vector<Violation> violations;
  int number = 0;
  for (const std::string_view line : split_lines(file.content)) {
    ++number;
    const auto add = [&](const char* message) {
      violations.push_back({.path = file.path, .line = number, .message = message});
    };
    if (is_source(file) && line.find('\t') != line.npos) add("a tab: use blanks");
    if (!line.empty() && (line.back() == ' ' || line.back() == '\t')) add("blanks at the end");
  }
  if (!file.content.empty() && file.content.back() != '\n') {
    violations.push_back({.path = file.path, .line = number, .message = "no newline at the end"});
  }
  if (file.content.find('\r') != std::string::npos) {
    violations.push_back({.path = file.path, .line = 1, .message = "line ends of another system"});
  }
  return violations;
}

std::vector<Violation> names_are_snake_case(const SourceFile& file) {
  const std::string_view name = file_name(file.path);
  if (!is_source(file) || name == "CMakeLists.txt" || is_snake_case(name)) return {};
  return {{.path = file.path, .line = 1, .message = "the file's name has to be snake_case"}};
}

}  // namespace dejavu
