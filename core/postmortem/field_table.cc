// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/postmortem/field_table.h"

#include "core/base/text.h"

namespace dejavu {
namespace {

bool is_lower_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

bool has_alias(std::string_view aliases, std::string_view key) {
  while (!aliases.empty()) {
    const std::size_t end = std::min(aliases.find(' '), aliases.size());
    if (aliases.substr(0, end) == key) return true;
    aliases.remove_prefix(std::min(aliases.size(), end + 1));
  }
  return false;
}

}  // namespace

std::string normal_key(std::string_view key) {
  std::string normal;
  char before = '\0';
  for (const char c : trim(key)) {
    const bool is_upper = c >= 'A' && c <= 'Z';
    if (is_upper && is_lower_or_digit(before)) normal += '_';
    if (c == ' ' || c == '-' || c == '_' || c == '/' || c == '\t') {
      if (!normal.ends_with('_')) normal += '_';
    } else {
      normal += is_upper ? static_cast<char>(c - 'A' + 'a') : c;
    }
    before = c;
  }
  return normal;
}

const FieldRow* find_field_row(std::string_view normal_key) {
  for (const FieldRow& row : kFieldTable) {
    if (row.name == normal_key || has_alias(row.aliases, normal_key)) return &row;
  }
  return nullptr;
}

}  // namespace dejavu
