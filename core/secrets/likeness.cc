// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/secrets/likeness.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <string>

#include "core/base/text.h"

namespace dejavu {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_letter(char c) { return is_upper(c) || is_lower(c); }
bool is_letter_or_digit(char c) { return is_letter(c) || is_digit(c); }

/// Anywhere in it, in lower case. Four letters stand in forty random ones by chance once in ten
/// thousand secrets.
constexpr std::array<std::string_view, 27> kMarks = {
    "xxxx",     "****",    "....",    "…",           "----",      "____",     "example",
    "changeme", "change_", "change-", "placeholder", "redacted",  "your",     "dummy",
    "sample",   "insert",  "replace", "fixme",       "fake",      "not-real", "removed",
    "${",       "{{",      "$(",      "[masked",     "123456789", "abcdefghi"};

/// The whole of it, in lower case: names of the thing, and words for none.
constexpr std::array<std::string_view, 33> kWords = {
    "password", "passwd",   "pass",    "passphrase", "pwd",       "secret",  "token",
    "apikey",   "api_key",  "api-key", "key",        "none",      "null",    "nil",
    "true",     "false",    "empty",   "undefined",  "unset",     "string",  "required",
    "optional", "hidden",   "masked",  "test",       "testing",   "default", "unknown",
    "invalid",  "disabled", "enabled", "prompt",     "passw0rd!!"};

bool has_mark(std::string_view lower) {
  return std::ranges::any_of(
      kMarks, [lower](std::string_view mark) { return lower.find(mark) != lower.npos; });
}

bool is_bracketed(std::string_view value) {
  const std::size_t open = value.find('<');
  const bool angle = open != value.npos && value.find('>', open) != value.npos;
  return angle || (value.starts_with('{') && value.ends_with('}')) ||
         (value.starts_with('[') && value.ends_with(']')) ||
         (value.size() > 2 && value.starts_with('%') && value.ends_with('%'));
}

/// "$NAME", "%s", "&anchor", "@name@".
bool is_variable(std::string_view value) {
  if (value.size() < 2) return false;
  const char mark = value[0];
  return ((mark == '$' || mark == '&' || mark == '@') && is_letter(value[1])) || mark == '%';
}

/// Few signs repeated: "00000000-0000-0000", "ababab".
bool is_monotonous(std::string_view value) {
  std::set<char> different;
  for (const char c : value) {
    if (is_letter_or_digit(c)) different.insert(c);
  }
  return different.size() <= 2;
}

/// "config.db2.password", "params->password", "Shop::Basket": a way to it, not the thing.
bool is_name(std::string_view value) {
  bool has_joint = false;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const char c = value[i];
    const bool joint = c == '.' || c == ':' || (c == '-' && value.substr(i, 2) == "->") || c == '>';
    has_joint = has_joint || joint;
    if (!joint && !is_letter_or_digit(c) && c != '_') return false;
    const bool begins_part = i == 0 || value[i - 1] == '.' || value[i - 1] == ':';
    if (begins_part && !joint && is_digit(c)) return false;
  }
  return has_joint;
}

/// "getenv(…", "settings[…".
bool is_call(std::string_view value) {
  const std::size_t open = value.find_first_of("([{");
  return open != value.npos && open > 0 && std::ranges::all_of(value.substr(0, open), [](char c) {
           return is_letter_or_digit(c) || c == '_' || c == '.' || c == ':' || c == '>' || c == '-';
         });
}

bool is_place(std::string_view value) {
  return value.starts_with('/') || value.starts_with("./") || value.starts_with("~/") ||
         value.starts_with("../") || value.find("://") != value.npos;
}

bool is_word(std::string_view value) {
  return std::ranges::all_of(value, [](char c) {
    return is_letter(c) || c == '_' || c == '-' || c == '.' || c == '\'' || c == '/' || c == ':' ||
           c == '!' || c == '?' || c == ')' || c == '(' || c == '*' || c == '\\';
  });
}

/// "v2", "eu1", "broker", "2024": no piece of a random text that is long enough to tell.
bool is_piece_of_name(std::string_view piece) {
  constexpr std::size_t kShort = 3;
  const bool digits = std::ranges::all_of(piece, is_digit);
  const bool lower = std::all_of(piece.begin(), piece.end(), is_lower);
  const bool upper = std::all_of(piece.begin(), piece.end(), is_upper);
  const bool title =
      !piece.empty() && is_upper(piece[0]) && std::all_of(piece.begin() + 1, piece.end(), is_lower);
  return piece.size() <= kShort || digits || lower || upper || title;
}

bool is_made_of_words(std::string_view value) {
  while (!value.empty()) {
    const auto* end = std::ranges::find_if_not(value, is_letter_or_digit);
    const auto size = static_cast<std::size_t>(end - value.begin());
    if (!is_piece_of_name(value.substr(0, size))) return false;
    value.remove_prefix(std::min(size + 1, value.size()));
  }
  return true;
}

}  // namespace

double entropy_bits(std::string_view text) {
  std::array<double, 256> counts{};
  for (const char c : text) ++counts[static_cast<unsigned char>(c)];
  double bits = 0;
  for (const double count : counts) {
    if (count == 0) continue;
    const double share = count / static_cast<double>(text.size());
    bits -= share * std::log2(share);
  }
  return bits;
}

bool is_placeholder(std::string_view value) {
  const std::string lower = to_lower_ascii(trim(value));
  return has_mark(lower) || std::ranges::find(kWords, lower) != kWords.end() ||
         is_bracketed(lower) || is_variable(lower) || is_monotonous(lower);
}

bool is_like_password(std::string_view value, char before) {
  if (is_placeholder(value) || is_name(value) || is_call(value) || is_place(value)) return false;
  // Blanks make a sentence of what a form says: "Enter your password".
  if (value.find(' ') != value.npos) return std::ranges::any_of(value, is_digit);
  const bool quoted = before == '"' || before == '\'' || before == '`';
  return quoted || !is_word(value);
}

bool is_like_random(std::string_view value) {
  constexpr auto kLeastDigits = 2;  // one is a version
  const auto digits = std::ranges::count_if(value, is_digit);
  const bool mixed = digits >= kLeastDigits && std::ranges::any_of(value, is_letter);
  return mixed && !is_placeholder(value) && !is_place(value) && !is_made_of_words(value) &&
         entropy_bits(value) >= kLeastEntropyBits;
}

}  // namespace dejavu
