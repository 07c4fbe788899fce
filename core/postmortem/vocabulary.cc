// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/postmortem/vocabulary.h"

#include <algorithm>
#include <array>

#include "core/base/text.h"

namespace dejavu {
namespace {

template <typename Value>
struct Word {
  std::string_view word;
  Value value;
};

constexpr Word<int> kSeverityWords[] = {
    {"critical", 1}, {"blocker", 1},  {"emergency", 1}, {"urgent", 1},   {"highest", 1},
    {"down", 1},     {"outage", 1},   {"high", 2},      {"major", 2},    {"disrupted", 2},
    {"medium", 3},   {"moderate", 3}, {"minor", 3},     {"degraded", 3}, {"partial", 3},
    {"low", 4},      {"lowest", 4},   {"notice", 4},    {"info", 4},     {"informational", 4},
    {"trivial", 4},  {"cosmetic", 4},
};

constexpr Word<ActionStatus> kStatusWords[] = {
    {"done", ActionStatus::kDone},        {"closed", ActionStatus::kDone},
    {"complete", ActionStatus::kDone},    {"completed", ActionStatus::kDone},
    {"fixed", ActionStatus::kDone},       {"resolved", ActionStatus::kDone},
    {"merged", ActionStatus::kDone},      {"finished", ActionStatus::kDone},
    {"deployed", ActionStatus::kDone},    {"yes", ActionStatus::kDone},
    {"true", ActionStatus::kDone},        {"x", ActionStatus::kDone},
    {"✅", ActionStatus::kDone},           {"✔", ActionStatus::kDone},
    {"wontfix", ActionStatus::kWontfix},  {"won't fix", ActionStatus::kWontfix},
    {"won't do", ActionStatus::kWontfix}, {"cancelled", ActionStatus::kWontfix},
    {"canceled", ActionStatus::kWontfix}, {"rejected", ActionStatus::kWontfix},
    {"dropped", ActionStatus::kWontfix},  {"not planned", ActionStatus::kWontfix},
    {"declined", ActionStatus::kWontfix}, {"obsolete", ActionStatus::kWontfix},
};

constexpr Word<ActionType> kTypeWords[] = {
    {"prevent", ActionType::kPrevent},    {"detect", ActionType::kDetect},
    {"monitor", ActionType::kDetect},     {"alert", ActionType::kDetect},
    {"mitigat", ActionType::kMitigate},   {"repair", ActionType::kMitigate},
    {"recover", ActionType::kMitigate},   {"process", ActionType::kProcess},
    {"document", ActionType::kProcess},   {"training", ActionType::kProcess},
    {"communicat", ActionType::kProcess},
};

/// 0..9 for "sev-2", "P1", "severity 3", "S4", "2"; -1 for anything else.
int severity_digit(std::string_view text) {
  for (const std::string_view prefix : {"severity", "priority", "sev", "p", "s", "level"}) {
    if (!text.starts_with(prefix)) continue;
    text.remove_prefix(prefix.size());
    break;
  }
  while (!text.empty() && std::string_view(" -_:").find(text.front()) != std::string_view::npos) {
    text.remove_prefix(1);
  }
  constexpr std::string_view kBehindDigit = " (,:-])";
  const bool is_digit = !text.empty() && text.front() >= '0' && text.front() <= '9';
  const bool is_alone =
      is_digit && (text.size() == 1 || kBehindDigit.find(text[1]) != std::string_view::npos);
  return is_alone ? text.front() - '0' : -1;
}

std::string first_word(std::string_view text) {
  const std::size_t end = std::min(text.find_first_of(" ,;:(/-])"), text.size());
  return std::string(text.substr(0, end));
}

/// From the first letter or digit of ASCII on: "🔴 P1", "~severity::2", "[SEV-1]".
std::string_view without_ornament(std::string_view text) {
  constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyz0123456789";
  return text.substr(std::min(text.find_first_of(kPlain), text.size()));
}

}  // namespace

std::string severity_from(std::string_view text) {
  std::string lower = to_lower_ascii(trim(text));
  const std::string_view plain = without_ornament(lower);
  int level = severity_digit(plain);
  if (level < 0) {
    const std::string word = first_word(plain);
    for (const auto& row : kSeverityWords) {
      if (row.word == word) level = row.value;
    }
  }
  constexpr int kHighest = 1;
  constexpr int kLowest = 4;
  if (level < 0 || level > kLowest + 1) return lower;
  return "sev" + std::to_string(std::clamp(level, kHighest, kLowest));
}

ActionStatus status_from(std::string_view text) {
  const std::string lower = to_lower_ascii(trim(text));
  for (const auto& row : kStatusWords) {
    if (lower == row.word) return row.value;
  }
  const std::string word = first_word(lower);  // "Done (2024-05-01)"
  for (const auto& row : kStatusWords) {
    if (word == row.word) return row.value;
  }
  return ActionStatus::kOpen;
}

ActionType type_from(std::string_view text) {
  const std::string lower = to_lower_ascii(trim(text));
  for (const auto& row : kTypeWords) {
    if (lower.starts_with(row.word)) return row.value;
  }
  return ActionType::kUnknown;
}

}  // namespace dejavu
