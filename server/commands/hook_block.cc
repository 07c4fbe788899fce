// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/commands/hook_block.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/base/text.h"

namespace dejavu {
namespace {

constexpr std::string_view kBegin = "# >>> dejavu";
constexpr std::string_view kEnd = "# <<< dejavu";

/// Where a block stands, with the one line end that was put in with it.
struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Where a line that is `line` begins, from `from` on; npos when there is none.
std::size_t find_line(std::string_view text, std::string_view line, std::size_t from) {
  for (std::size_t at = text.find(line, from); at != text.npos; at = text.find(line, at + 1)) {
    const std::size_t end = at + line.size();
    const bool begins = at == 0 || text[at - 1] == '\n';
    if (begins && (end == text.size() || text[end] == '\n')) return at;
  }
  return text.npos;
}

std::optional<Span> find_block(std::string_view script) {
  const std::size_t begin = find_line(script, kBegin, 0);
  if (begin == script.npos) return std::nullopt;
  const std::size_t last = find_line(script, kEnd, begin);
  if (last == script.npos) return std::nullopt;
  const std::size_t end = last + kEnd.size();
  if (begin > 0) return Span{begin - 1, end};
  return Span{begin, std::min(end + 1, script.size())};
}

}  // namespace

std::optional<std::string> hook_block_of(std::string_view script) {
  const auto span = find_block(script);
  if (!span) return std::nullopt;
  const std::size_t begin = find_line(script, kBegin, span->begin) + kBegin.size() + 1;
  const std::size_t end = find_line(script, kEnd, begin - 1);
  return std::string(script.substr(begin, end - begin > 0 ? end - begin - 1 : 0));
}

bool has_hook_marker(std::string_view script) {
  return find_line(script, kBegin, 0) != script.npos || find_line(script, kEnd, 0) != script.npos;
}

std::string with_hook_block(std::string_view script, std::string_view lines) {
  const std::string plain = without_hook_block(script);
  const std::string block = fmt::format("{}\n{}\n{}", kBegin, lines, kEnd);
  if (!plain.starts_with("#!")) return block + "\n" + plain;
  const std::size_t end = std::min(plain.find('\n'), plain.size());
  return plain.substr(0, end) + "\n" + block + plain.substr(end);
}

std::string without_hook_block(std::string_view script) {
  const auto span = find_block(script);
  if (!span) return std::string(script);
  return std::string(script.substr(0, span->begin)) + std::string(script.substr(span->end));
}

bool is_shell_script(std::string_view script) {
  if (script.find('\0') != script.npos) return false;
  if (!script.starts_with("#!")) return true;
  std::string line(script.substr(2, script.find('\n') - 2));
  if (line.ends_with('\r')) return false;  // no interpreter has such a name
  // "#!/usr/bin/env -S bash -e": the interpreter is one of the words.
  constexpr std::array<std::string_view, 6> kShells = {"sh", "bash", "dash", "ksh", "zsh", "ash"};
  std::string_view rest = line;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find_first_of(" \t"), rest.size());
    const std::string_view word = rest.substr(0, end);
    const std::string_view name = word.substr(word.rfind('/') + 1);
    if (std::ranges::find(kShells, name) != kShells.end()) return true;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return false;
}

}  // namespace dejavu
