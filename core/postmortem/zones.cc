// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/postmortem/zones.h"

#include <array>

#include "core/base/text.h"

namespace dejavu {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr std::size_t kLongestZoneWord = 5;

struct ZoneWord {
  std::string_view word;
  int minutes;
  SummerTime summer_time = SummerTime::kNone;
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
    {"ET", -300, SummerTime::kAmerican},
    {"CT", -360, SummerTime::kAmerican},
    {"PT", -480, SummerTime::kAmerican},
}};
/// Names in full. Left out is what has other rules for summer time, or changed them lately.
constexpr ZoneWord kZoneNames[] = {
    {"Etc/UTC", 0},
    {"Etc/GMT", 0},
    {"Eastern Time", -300, SummerTime::kAmerican},
    {"Central Time", -360, SummerTime::kAmerican},
    {"Mountain Time", -420, SummerTime::kAmerican},
    {"Pacific Time", -480, SummerTime::kAmerican},
    {"US/Eastern", -300, SummerTime::kAmerican},
    {"US/Central", -360, SummerTime::kAmerican},
    {"US/Mountain", -420, SummerTime::kAmerican},
    {"US/Pacific", -480, SummerTime::kAmerican},
    {"America/New_York", -300, SummerTime::kAmerican},
    {"America/Toronto", -300, SummerTime::kAmerican},
    {"America/Detroit", -300, SummerTime::kAmerican},
    {"America/Chicago", -360, SummerTime::kAmerican},
    {"America/Denver", -420, SummerTime::kAmerican},
    {"America/Phoenix", -420},
    {"America/Los_Angeles", -480, SummerTime::kAmerican},
    {"America/Vancouver", -480, SummerTime::kAmerican},
    {"America/Bogota", -300},
    {"America/Lima", -300},
    {"America/Buenos_Aires", -180},
    {"America/Argentina/Buenos_Aires", -180},
    {"Europe/London", 0, SummerTime::kEuropean},
    {"Europe/Dublin", 0, SummerTime::kEuropean},
    {"Europe/Lisbon", 0, SummerTime::kEuropean},
    {"Europe/Amsterdam", 60, SummerTime::kEuropean},
    {"Europe/Berlin", 60, SummerTime::kEuropean},
    {"Europe/Brussels", 60, SummerTime::kEuropean},
    {"Europe/Budapest", 60, SummerTime::kEuropean},
    {"Europe/Copenhagen", 60, SummerTime::kEuropean},
    {"Europe/Luxembourg", 60, SummerTime::kEuropean},
    {"Europe/Madrid", 60, SummerTime::kEuropean},
    {"Europe/Oslo", 60, SummerTime::kEuropean},
    {"Europe/Paris", 60, SummerTime::kEuropean},
    {"Europe/Prague", 60, SummerTime::kEuropean},
    {"Europe/Rome", 60, SummerTime::kEuropean},
    {"Europe/Stockholm", 60, SummerTime::kEuropean},
    {"Europe/Vienna", 60, SummerTime::kEuropean},
    {"Europe/Warsaw", 60, SummerTime::kEuropean},
    {"Europe/Zurich", 60, SummerTime::kEuropean},
    {"Europe/Athens", 120, SummerTime::kEuropean},
    {"Europe/Bucharest", 120, SummerTime::kEuropean},
    {"Europe/Helsinki", 120, SummerTime::kEuropean},
    {"Europe/Kiev", 120, SummerTime::kEuropean},
    {"Europe/Kyiv", 120, SummerTime::kEuropean},
    {"Europe/Riga", 120, SummerTime::kEuropean},
    {"Europe/Sofia", 120, SummerTime::kEuropean},
    {"Europe/Tallinn", 120, SummerTime::kEuropean},
    {"Europe/Vilnius", 120, SummerTime::kEuropean},
    {"Africa/Lagos", 60},
    {"Africa/Johannesburg", 120},
    {"Africa/Nairobi", 180},
    {"Asia/Dubai", 240},
    {"Asia/Karachi", 300},
    {"Asia/Kolkata", 330},
    {"Asia/Calcutta", 330},
    {"Asia/Bangkok", 420},
    {"Asia/Jakarta", 420},
    {"Asia/Hong_Kong", 480},
    {"Asia/Manila", 480},
    {"Asia/Shanghai", 480},
    {"Asia/Singapore", 480},
    {"Asia/Taipei", 480},
    {"Asia/Seoul", 540},
    {"Asia/Tokyo", 540},
    {"Australia/Perth", 480},
    {"Australia/Brisbane", 600},
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_word(char c) { return is_digit(c) || is_upper(c) || (c >= 'a' && c <= 'z') || c == '_'; }

std::optional<Zone> zone_of_word(std::string_view word) {
  for (const ZoneWord& zone : kZoneWords) {
    if (zone.word == word) return Zone{minutes{zone.minutes}};
  }
  for (const ZoneWord& zone : kZonesWithSummerTime) {
    if (zone.word == word) return Zone{minutes{zone.minutes}, zone.summer_time};
  }
  return std::nullopt;
}

/// "Europe/Berlin", "Pacific time".
std::optional<ZoneMatch> match_name(std::string_view text, std::size_t at) {
  for (const ZoneWord& zone : kZoneNames) {
    const std::size_t end = at + zone.word.size();
    if (end > text.size() || text[at] != zone.word.front() ||
        (end < text.size() && is_word(text[end]))) {
      continue;
    }
    if (to_lower_ascii(text.substr(at, zone.word.size())) != to_lower_ascii(zone.word)) continue;
    return ZoneMatch{Zone{minutes{zone.minutes}, zone.summer_time}, end};
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

/// Whether a standard time (without the hour of summer) lies in summer.
bool is_summer(std::chrono::sys_seconds standard, Zone zone) {
  using namespace std::chrono;
  const year of{year_month_day{floor<days>(standard)}.year()};
  if (zone.summer_time == SummerTime::kAmerican) {
    return standard >= sys_days{of / March / Sunday[2]} + hours{2} &&
           standard < sys_days{of / November / Sunday[1]} + hours{1};
  }
  const sys_seconds utc = standard - zone.offset;
  return zone.summer_time == SummerTime::kEuropean &&
         utc >= sys_days{of / March / Sunday[last]} + hours{1} &&
         utc < sys_days{of / October / Sunday[last]} + hours{1};
}

}  // namespace

std::optional<ZoneMatch> match_zone(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && end - at < kLongestZoneWord && is_upper(text[end])) ++end;
  if (end == at) return match_offset(text, at);
  if (const auto name = match_name(text, at)) return name;
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
  return local - zone.offset - (is_summer(local - hours{1}, zone) ? hours{1} : hours{0});
}

std::chrono::sys_seconds to_local(std::chrono::sys_seconds utc, Zone zone) {
  const std::chrono::sys_seconds standard = utc + zone.offset;
  return standard + (is_summer(standard, zone) ? hours{1} : hours{0});
}

}  // namespace dejavu
