// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/line_signature.h"

#include <algorithm>
#include <array>

#include "core/base/files.h"
#include "core/base/text.h"
#include "core/index/schema.h"
#include "core/index/token_scanner.h"

namespace dejavu {
namespace {

/// Shorter lines ("}", "exit 1", "at java.lang") stand in logs of every kind.
constexpr std::size_t kMinLineBytes = 16;
/// Longer lines are data, not a message.
constexpr std::size_t kMaxLineBytes = 2000;
/// A dump of a thousand lines says no more than its first hundred.
constexpr std::size_t kMaxSignatures = 400;
/// Each is looked up in the index, at a few microseconds: a traceback's worth.
constexpr std::size_t kMostPossible = 32;
/// "app: module: ERROR: the message" has three prefixes; more of them are data.
constexpr std::size_t kMostPrefixes = 3;
/// Half of the hash is enough to tell lines of a million documents apart.
constexpr std::size_t kHashDigits = 16;

/// By byte: asked for every byte of every text.
constexpr std::array<bool, 256> kIsMachineSign = [] {
  std::array<bool, 256> signs{};
  for (const char c : std::string_view("/\\_=<>[]{}()#@$|*;\"")) {
    signs[static_cast<unsigned char>(c)] = true;
  }
  return signs;
}();

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_alnum(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         static_cast<unsigned char>(c) >= 0x80;
}

bool is_quote_mark(char c) {
  return c == '>' || c == '-' || c == '*' || c == '`' || c == '|' || c == '+' || c == ' ' ||
         c == '\t' || c == '"' || c == '\'';
}

std::string_view without_marks(std::string_view line) {
  while (!line.empty() && is_quote_mark(line.front())) line.remove_prefix(1);
  while (!line.empty() && is_quote_mark(line.back())) line.remove_suffix(1);
  return line;
}

std::size_t word_end(std::string_view text, std::size_t at) {
  while (at < text.size() && (is_alnum(text[at]) || text[at] == '-')) ++at;
  return at;
}

bool is_long_enough(std::string_view line) {
  const std::size_t size = without_marks(line).size();
  return size >= kMinLineBytes && size <= kMaxLineBytes;
}

/// `line` is a part of `text`.
Token line_token(std::string_view line, std::string_view text) {
  const std::string hash = content_hash(normalize_line(line)).substr(0, kHashDigits);
  const auto begin = static_cast<std::uint32_t>(line.data() - text.data());
  const auto end = begin + static_cast<std::uint32_t>(line.size());
  return {TokenKind::kLine, exact_term(kLinePrefix, hash), begin, end, 0};
}

}  // namespace

std::string normalize_line(std::string_view line) {
  line = without_marks(line);
  std::string out;
  out.reserve(line.size());
  for (std::size_t i = 0; i < line.size();) {
    const bool word_begins = is_alnum(line[i]) && (i == 0 || !is_alnum(line[i - 1]));
    const std::size_t end = word_begins ? word_end(line, i) : i;
    const std::size_t stamp =
        word_begins && is_digit(line[i]) ? timestamp_length(line.substr(i)) : 0;
    const std::string_view word = line.substr(i, end - i);
    if (stamp > 0 || (word_begins && (is_uuid(word) || is_hex_id(word)))) {
      out += '#';
      i = stamp > 0 ? i + stamp : end;
    } else if (is_digit(line[i])) {
      out += '#';
      while (i < line.size() && is_digit(line[i])) ++i;
    } else {
      out += line[i++];
    }
  }
  return to_lower_ascii(collapse_blanks(out));
}

bool looks_like_machine_output(std::string_view line) {
  line = without_marks(line);
  if (line.size() < kMinLineBytes || line.size() > kMaxLineBytes) return false;
  std::size_t signs = 0;
  std::size_t letters = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    const bool inner_mark = (c == '.' || c == ':' || c == '-') && i + 1 < line.size() &&
                            line[i + 1] != ' ' && i > 0 && line[i - 1] != ' ';
    const bool number_begins = is_digit(c) && (i == 0 || !is_digit(line[i - 1]));
    if (inner_mark || number_begins || kIsMachineSign[static_cast<unsigned char>(c)]) {
      ++signs;
    } else if (is_alnum(c)) {
      ++letters;
    }
  }
  // Prose has about one such sign in thirty letters; logs, code and compiler messages one in ten.
  return letters >= 8 && signs * 12 >= letters;
}

std::vector<Token> line_signatures(std::string_view text) {
  std::vector<Token> tokens;
  for (const std::string_view line : split_lines(text)) {
    if (tokens.size() == kMaxSignatures) break;
    if (looks_like_machine_output(line)) tokens.push_back(line_token(line, text));
  }
  return tokens;
}

std::vector<Token> declared_signatures(std::string_view text) {
  std::vector<Token> tokens;
  for (const std::string_view line : split_lines(text)) {
    if (tokens.size() == kMaxSignatures) break;
    if (is_long_enough(line)) tokens.push_back(line_token(line, text));
  }
  return tokens;
}

std::string signature_term(std::string_view line_term) {
  if (!line_term.starts_with(kLinePrefix)) return {};
  return std::string(kSignaturePrefix).append(line_term.substr(kLinePrefix.size()));
}

std::vector<Token> possible_signatures(std::string_view text) {
  constexpr std::string_view kPrefixEnd = ": ";
  std::vector<Token> tokens;
  const auto add = [&](std::string_view line) {
    if (tokens.size() < kMostPossible && is_long_enough(line)) {
      tokens.push_back(line_token(line, text));
    }
  };
  for (std::string_view line : split_lines(text)) {
    if (tokens.size() == kMostPossible) break;
    if (!looks_like_machine_output(line)) add(line);
    for (std::size_t prefix = 0; prefix < kMostPrefixes; ++prefix) {
      const std::size_t end = line.find(kPrefixEnd);
      if (end == std::string_view::npos) break;
      line.remove_prefix(end + kPrefixEnd.size());
      add(line);
    }
  }
  return tokens;
}

}  // namespace dejavu
