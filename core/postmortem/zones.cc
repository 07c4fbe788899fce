// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/postmortem/zones.h"

#include <array>

namespace dejavu {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr std::size_t kLongestZoneWord = 5;

struct ZoneWord {
  std::string_view word;
  int minutes;
  bool has_us_summer_time = false;
};

/// Where a word means several zones (IST, BST, CST), the one most incident reports mean.
constexpr std::array<ZoneWord, 41> kZoneWords = {{
    {"Z", 0},      {"UTC", 0},    {"GMT", 0},    {"WET", 0},     {"WEST", 60},  {"BST", 60},
    {"CET", 60},   {"CEST", 120}, {"MEZ", 60},   {"MESZ", 120},  {"EET", 120},  {"EEST", 180},
    {"SAST", 120}, {"MSK", 180},  {"TRT", 180},  {"GST", 240},   {"PKT", 300},  {"IST", 330},
    {"ICT", 420},  {"WIB", 420},  {"SGT", 480},  {"HKT", 480},   {"AWST", 480}, {"JST", 540},
    {"KST", 540},  {"AEST", 600}, {"AEDT", 660}, {"NZST", 720},  {"NZDT", 780}, {"BRT", -180},
    {"ART", -180}, {"EST", -300}, {"EDT", -240}, {"CST", -360},  {"CDT", -300}, {"MST", -420},
    {"MDT", -360}, {"PST", -480}, {"PDT", -420}, {"AKST", -540}, {"HST", -600},
}};
constexpr std::array<ZoneWord, 3> kZonesWithSummerTime = {{
    {"ET", -300, true},
    {"CT", -360, true},
    {"PT", -480, true},
}};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_word(char c) { return is_digit(c) || is_upper(c) || (c >= 'a' && c <= 'z') || c == '_'; }

std::optional<Zone> zone_of_word(std::string_view word) {
  for (const ZoneWord& zone : kZoneWords) {
    if (zone.word == word) return Zone{minutes{zone.minutes}};
  }
  for (const ZoneWord& zone : kZonesWithSummerTime) {
    if (zone.word == word) return Zone{minutes{zone.minutes}, true};
  }
  return std::nullopt;
}

std::size_t digit_run(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && is_digit(text[end])) ++end;
  return end - at;
}

int number(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

/// "+2", "+02", "+0200", "+02:00".
std::optional<ZoneMatch> match_offset(std::string_view text, std::size_t at) {
  if (at >= text.size() || (text[at] != '+' && text[at] != '-')) return std::nullopt;
  const std::size_t digits = digit_run(text, at + 1);
  if (digits == 0 || digits == 3 || digits > 4) return std::nullopt;
  std::size_t end = at + 1 + digits;
  int hour = number(text.substr(at + 1, digits == 4 ? 2 : digits));
  int minute = digits == 4 ? number(text.substr(at + 3, 2)) : 0;
  if (digits <= 2 && end < text.size() && text[end] == ':' && digit_run(text, end + 1) == 2) {
    minute = number(text.substr(end + 1, 2));
    end += 3;
  }
  constexpr int kMostHours = 15;
  if (hour > kMostHours || minute > 59) return std::nullopt;
  const minutes offset = hours{hour} + minutes{minute};
  return ZoneMatch{Zone{text[at] == '-' ? -offset : offset}, end};
}

/// The n-th Sunday of a month, as a day.
std::chrono::sys_days sunday(std::chrono::year_month month, unsigned n) {
  return std::chrono::sys_days{month / std::chrono::Sunday[n]};
}

bool is_us_summer(std::chrono::sys_seconds local) {
  const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(local)};
  return local >= sunday(day.year() / std::chrono::March, 2) + hours{2} &&
         local < sunday(day.year() / std::chrono::November, 1) + hours{2};
}

}  // namespace

std::optional<ZoneMatch> match_zone(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && end - at < kLongestZoneWord && is_upper(text[end])) ++end;
  if (end == at) return match_offset(text, at);
  if (end < text.size() && is_word(text[end])) return std::nullopt;
  const std::string_view word = text.substr(at, end - at);
  const std::optional<Zone> zone = zone_of_word(word);
  if (!zone) return std::nullopt;
  if (word == "UTC" || word == "GMT") {
    if (const auto offset = match_offset(text, end)) return offset;
  }
  return ZoneMatch{*zone, end};
}

std::optional<Zone> find_zone(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_upper(text[at]) || (at > 0 && is_word(text[at - 1]))) continue;
    const auto match = match_zone(text, at);
    if (match && match->end > at + 1) return match->zone;  // a lone "Z" is a letter
  }
  return std::nullopt;
}

std::chrono::sys_seconds to_utc(std::chrono::sys_seconds local, Zone zone) {
  const bool summer = zone.has_us_summer_time && is_us_summer(local);
  return local - zone.offset - (summer ? hours{1} : hours{0});
}

}  // namespace dejavu
