// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/text.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>

namespace dejavu {
namespace {

/// U+FFFD, for what must not be shown.
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

constexpr std::string_view kEllipsis = "…";

/// How far excerpt() goes back to end between two words: longer than most words.
constexpr std::size_t kExcerptSlackBytes = 24;

/// Normalising sorts runs of combining marks in quadratic time, so a run is cut after this length:
/// more than any real word, few enough that a megabyte of marks is harmless.
constexpr std::size_t kFoldPieceBytes = 1024;

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }
bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }
bool is_ascii_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/// One code point of possibly invalid UTF-8.
struct CodePoint {
  std::int32_t value = -1;  // -1: the byte begins no valid sequence
  std::size_t bytes = 1;
};

CodePoint decode(std::string_view text, std::size_t at) {
  if (is_ascii(text[at])) return {static_cast<unsigned char>(text[at]), 1};
  std::int32_t value = -1;
  const auto* begin = reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at);
  const auto left = static_cast<utf8proc_ssize_t>(std::min<std::size_t>(text.size() - at, 4));
  const utf8proc_ssize_t bytes = utf8proc_iterate(begin, left, &value);
  if (bytes <= 0) return {};
  return {value, static_cast<std::size_t>(bytes)};
}

std::size_t skip_ascii(std::string_view text, std::size_t at) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080;
  std::uint64_t block = 0;
  while (at + sizeof block <= text.size()) {
    std::memcpy(&block, text.data() + at, sizeof block);
    if ((block & kHighBits) != 0) break;
    at += sizeof block;
  }
  while (at < text.size() && is_ascii(text[at])) ++at;
  return at;
}

/// Appends the NFKC_Casefold form of valid UTF-8.
void append_folded(std::string& out, std::string_view piece) {
  constexpr auto kOptions = static_cast<utf8proc_option_t>(
      UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
  utf8proc_uint8_t* mapped = nullptr;
  const auto* begin = reinterpret_cast<const utf8proc_uint8_t*>(piece.data());
  const utf8proc_ssize_t bytes =
      utf8proc_map(begin, static_cast<utf8proc_ssize_t>(piece.size()), &mapped, kOptions);
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(mapped, &std::free);
  if (bytes < 0) {
    out.append(piece);
  } else {
    out.append(reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(bytes));
  }
}

bool is_unicode_space(std::int32_t c) {
  return c == 0x85 || c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
         c == 0x202F || c == 0x205F || c == 0x3000;
}

bool is_word(std::int32_t c) {
  switch (utf8proc_category(c)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND: return true;
    default: return false;
  }
}

/// What a reader cannot see, or what makes a text look like another one.
bool is_hidden(std::int32_t c) {
  if (c < 0x20) return c != '\t' && c != '\n' && c != '\r';
  return (c >= 0x7F && c < 0xA0) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

std::string_view html_entity(std::int32_t c) {
  switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return {};
  }
}

}  // namespace

std::size_t first_invalid_utf8(std::string_view text) {
  std::size_t at = 0;
  while ((at = skip_ascii(text, at)) < text.size()) {
    const CodePoint next = decode(text, at);
    if (next.value < 0) return at;
    at += next.bytes;
  }
  return text.size();
}

std::string_view truncate_utf8(std::string_view text, std::size_t max_bytes) {
  if (text.size() <= max_bytes) return text;
  constexpr std::size_t kMaxContinuations = 3;
  std::size_t cut = max_bytes;
  while (cut > 0 && max_bytes - cut < kMaxContinuations && is_continuation(text[cut])) --cut;
  return text.substr(0, is_continuation(text[cut]) ? max_bytes : cut);
}

std::string excerpt(std::string_view text, std::size_t max_bytes) {
  if (text.size() <= max_bytes) return std::string(text);
  if (max_bytes < kEllipsis.size()) return std::string(truncate_utf8(text, max_bytes));
  std::string_view cut = truncate_utf8(text, max_bytes - kEllipsis.size());
  if (!is_ascii_space(text[cut.size()])) {
    std::size_t blank = cut.size();
    while (blank > 0 && cut.size() - blank < kExcerptSlackBytes &&
           !is_ascii_space(cut[blank - 1])) {
      --blank;
    }
    if (blank > 0 && is_ascii_space(cut[blank - 1])) cut = cut.substr(0, blank - 1);
  }
  while (!cut.empty() && is_ascii_space(cut.back())) cut.remove_suffix(1);
  return std::string(cut) + std::string(kEllipsis);
}

std::string fold(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t ascii_end = skip_ascii(text, at);
    // The last ASCII character may carry the marks that follow.
    std::size_t end = ascii_end;
    const std::size_t begin = ascii_end < text.size() && ascii_end > at ? ascii_end - 1 : ascii_end;
    out += to_lower_ascii(text.substr(at, begin - at));
    CodePoint next;
    while (end < text.size() && !is_ascii(text[end]) && end - begin < kFoldPieceBytes) {
      next = decode(text, end);
      if (next.value < 0) break;
      end += next.bytes;
    }
    if (end > begin) append_folded(out, text.substr(begin, end - begin));
    if (end < text.size() && next.value < 0 && !is_ascii(text[end])) out += text[end++];
    at = end;
  }
  return out;
}

std::string to_lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_ascii_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_ascii_space(text.back())) text.remove_suffix(1);
  return text;
}

std::string collapse_blanks(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool pending = false;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint next = decode(text, at);
    if (is_ascii_space(text[at]) || is_unicode_space(next.value)) {
      pending = !out.empty();
    } else {
      if (pending) out += ' ';
      pending = false;
      out.append(text.substr(at, next.bytes));
    }
    at += next.bytes;
  }
  return out;
}

std::vector<std::string_view> split_lines(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    lines.push_back(text.substr(0, end));
    const bool crlf = text.substr(end).starts_with("\r\n");
    text.remove_prefix(std::min(text.size(), end + (crlf ? 2U : 1U)));
  }
  return lines;
}

std::string slug(std::string_view text) {
  std::string out;
  bool gap = false;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint next = decode(text, at);
    if (next.value >= 0 && is_word(next.value)) {
      if (gap && !out.empty()) out += '-';
      gap = false;
      out += to_lower_ascii(text.substr(at, next.bytes));
    } else {
      gap = true;
    }
    at += next.bytes;
  }
  return out;
}

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint next = decode(text, at);
    const bool shown = next.value >= 0 && !is_hidden(next.value);
    out += shown ? text.substr(at, next.bytes) : kReplacement;
    at += next.bytes;
  }
  return out;
}

std::string shell_word(std::string_view text) {
  std::string word = "'";
  for (const char c : text) {
    if (c == '\'') {
      word += "'\\''";
    } else {
      word += c;
    }
  }
  return word + "'";
}

std::string printable_line(std::string_view text) {
  std::string line = printable(text);
  std::replace_if(
      line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return line;
}

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint next = decode(text, at);
    const std::string_view entity = html_entity(next.value);
    if (next.value < 0 || is_hidden(next.value)) {
      out += kReplacement;
    } else {
      out += entity.empty() ? text.substr(at, next.bytes) : entity;
    }
    at += next.bytes;
  }
  return out;
}

}  // namespace dejavu
