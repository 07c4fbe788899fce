// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/index/token_scanner.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>

namespace dejavu {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_letter(char c) {
  return is_lower(c) || is_upper(c) || static_cast<unsigned char>(c) >= 0x80;
}
bool is_connector(char c) { return c == '_' || c == '.' || c == '-'; }
bool is_apostrophe(char c) { return c == '\''; }

bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

enum class CharClass { kBreak, kWord, kIdeograph };

struct CodePoint {
  CharClass kind = CharClass::kBreak;
  std::uint32_t length = 1;
};

bool is_ideograph(utf8proc_int32_t code) {
  return (code >= 0x2e80 && code <= 0x9fff) || (code >= 0xac00 && code <= 0xd7af) ||
         (code >= 0xf900 && code <= 0xfaff) || (code >= 0x20000 && code <= 0x3ffff);
}

CodePoint classify_code_point(std::string_view text) {
  const char first = text.front();
  if (static_cast<unsigned char>(first) < 0x80) {
    const bool word =
        is_digit(first) || is_letter(first) || is_connector(first) || is_apostrophe(first);
    return {word ? CharClass::kWord : CharClass::kBreak, 1};
  }
  utf8proc_int32_t code = 0;
  const auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                       static_cast<utf8proc_ssize_t>(text.size()), &code);
  if (length <= 0) return {CharClass::kBreak, 1};
  const auto bytes = static_cast<std::uint32_t>(length);
  if (is_ideograph(code)) return {CharClass::kIdeograph, bytes};
  switch (utf8proc_category(code)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_CF:  // soft hyphens and joiners stand inside words; folding drops them
      return {CharClass::kWord, bytes};
    default: return {CharClass::kBreak, bytes};
  }
}

std::size_t digits(std::string_view text) {
  return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_digit) -
                                  text.begin());
}

/// Length of a run of digits of one of the given lengths, followed by `mark`; 0 when absent.
std::size_t digits_then(std::string_view text, std::size_t least, std::size_t most, char mark) {
  const std::size_t n = digits(text);
  return n >= least && n <= most && n < text.size() && text[n] == mark ? n + 1 : 0;
}

std::size_t clock_length(std::string_view text) {
  std::size_t at = digits_then(text, 1, 2, ':');
  if (at == 0 || digits(text.substr(at)) != 2) return 0;
  at += 2;
  if (at + 2 < text.size() && text[at] == ':' && digits(text.substr(at + 1)) == 2) at += 3;
  if (at + 1 < text.size() && (text[at] == '.' || text[at] == ',')) {
    const std::size_t fraction = digits(text.substr(at + 1));
    if (fraction > 0) at += fraction + 1;
  }
  if (at < text.size() && text[at] == 'Z') return at + 1;
  if (at + 2 < text.size() && (text[at] == '+' || text[at] == '-')) {
    const std::size_t zone = digits(text.substr(at + 1));
    if (zone == 4) return at + 5;
    if (zone == 2) return at + 6 <= text.size() && text[at + 3] == ':' ? at + 6 : at + 3;
  }
  return at;
}

std::size_t date_length(std::string_view text) {
  for (const char mark : {'-', '/', '.'}) {
    const std::size_t year = digits_then(text, 4, 4, mark);
    if (year == 0) continue;
    const std::size_t month = digits_then(text.substr(year), 1, 2, mark);
    if (month == 0) continue;
    const std::size_t day = digits(text.substr(year + month));
    // A fourth number makes it a version, not a date: 2021.5.3.1
    const std::size_t end = year + month + day;
    const bool more = end + 1 < text.size() && text[end] == mark && is_digit(text[end + 1]);
    if (day >= 1 && day <= 2 && !more) return end;
  }
  return 0;
}

/// Whether letters alone are one word: no capital after a small letter, and none between a capital
/// and a small letter.
bool is_one_word(std::string_view letters) {
  for (std::size_t i = 1; i < letters.size(); ++i) {
    if (!is_upper(letters[i])) continue;
    if (is_lower(letters[i - 1])) return false;
    const bool run_ends = i + 1 < letters.size() && is_lower(letters[i + 1]);
    if (is_upper(letters[i - 1]) && run_ends) return false;
  }
  return true;
}

}  // namespace

std::size_t timestamp_length(std::string_view text) {
  const std::size_t date = date_length(text);
  if (date == 0) return clock_length(text);
  if (date + 1 < text.size() && (text[date] == 'T' || text[date] == ' ' || text[date] == '_')) {
    const std::size_t clock = clock_length(text.substr(date + 1));
    if (clock > 0) return date + 1 + clock;
  }
  return date;
}

bool is_uuid(std::string_view text) {
  constexpr std::array<std::size_t, 4> kDashes = {8, 13, 18, 23};
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = std::find(kDashes.begin(), kDashes.end(), i) != kDashes.end();
    if (dash ? text[i] != '-' : !is_hex(text[i])) return false;
  }
  return true;
}

bool is_hex_id(std::string_view text) {
  constexpr std::size_t kCodeDigits = 8;  // a 32-bit error code after 0x
  constexpr std::size_t kIdDigits = 8;    // short commit ids and trace ids begin here
  const bool marked = text.size() > 2 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
  const std::string_view body = marked ? text.substr(2) : text;
  if (!std::all_of(body.begin(), body.end(), is_hex)) return false;
  if (marked) return body.size() > kCodeDigits;
  const bool digit = std::any_of(body.begin(), body.end(), is_digit);
  const bool letter = std::any_of(body.begin(), body.end(), is_letter);
  return body.size() >= kIdDigits && digit && letter;
}

std::vector<std::string_view> identifier_parts(std::string_view text) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  const auto cut = [&](std::size_t end) {
    if (end > begin) parts.push_back(text.substr(begin, end - begin));
    begin = end;
  };
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (is_connector(c) || is_apostrophe(c)) {
      cut(i);
      begin = i + 1;
      continue;
    }
    if (i == begin) continue;
    const char before = text[i - 1];
    const bool hump = is_upper(c) && is_lower(before);
    const bool run_end =
        is_upper(c) && is_upper(before) && i + 1 < text.size() && is_lower(text[i + 1]);
    const bool mixed = is_digit(c) != is_digit(before);
    if (hump || run_end || mixed) cut(i);
  }
  cut(text.size());
  return parts;
}

bool TokenScanner::is_line_number(std::uint32_t begin) const {
  return after_file_name_ && begin > 0 && text_[begin - 1] == ':';
}

std::variant<Atom, IgnoredPart> TokenScanner::classify(std::uint32_t begin, std::uint32_t end) {
  constexpr std::size_t kNumberDigits = 4;  // status codes and ports carry meaning, ids do not
  const std::string_view text = text_.substr(begin, end - begin);
  const auto ignored = [&](IgnoredReason reason) { return IgnoredPart{reason, begin, end}; };
  const std::size_t leading_digits = digits(text);
  if (leading_digits == text.size()) {
    // "Foo.java:123:7": a file name's line, then its column.
    if (is_line_number(begin)) return ignored(IgnoredReason::kLineNumber);
    after_file_name_ = false;
    if (text.size() > kNumberDigits) return ignored(IgnoredReason::kLongNumber);
    return Atom{AtomKind::kNumber, begin, end};
  }
  after_file_name_ = false;
  if (is_uuid(text)) return ignored(IgnoredReason::kUuid);
  if (is_hex_id(text)) return ignored(IgnoredReason::kHexId);
  const bool letters = std::all_of(text.begin(), text.end(), is_letter);
  const bool plain = letters && is_one_word(text);
  after_file_name_ = text.find('.') != std::string_view::npos;
  return Atom{plain ? AtomKind::kWord : AtomKind::kIdentifier, begin, end};
}

std::optional<std::variant<Atom, IgnoredPart>> TokenScanner::next() {
  const auto size = static_cast<std::uint32_t>(text_.size());
  while (at_ < size) {
    const CodePoint first = classify_code_point(text_.substr(at_));
    const std::uint32_t begin = at_;
    if (first.kind == CharClass::kIdeograph) {
      at_ += first.length;
      return Atom{AtomKind::kIdeograph, begin, at_};
    }
    if (first.kind == CharClass::kBreak || is_connector(text_[at_]) || is_apostrophe(text_[at_])) {
      at_ += first.length;
      continue;
    }
    const std::size_t stamp = is_digit(text_[at_]) ? timestamp_length(text_.substr(at_)) : 0;
    if (stamp > 0) {
      at_ += static_cast<std::uint32_t>(stamp);
      after_file_name_ = false;
      return IgnoredPart{IgnoredReason::kTimestamp, begin, at_};
    }
    return classify(begin, pass_word());
  }
  return std::nullopt;
}

std::uint32_t TokenScanner::pass_word() {
  std::uint32_t end = at_;
  while (at_ < text_.size()) {
    const CodePoint here = classify_code_point(text_.substr(at_));
    if (here.kind != CharClass::kWord) break;
    at_ += here.length;
    const char last = text_[at_ - here.length];
    if (!is_connector(last) && !is_apostrophe(last)) end = at_;
  }
  return end;
}

}  // namespace dejavu
