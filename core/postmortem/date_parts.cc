// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/postmortem/date_parts.h"

#include <array>
#include <string>

#include "core/base/text.h"

namespace dejavu {
namespace {

/// Two-digit years: 70 to 99 are of the last century.
constexpr int kFirstTwoDigitYear = 70;
/// What lies outside is a number, not the year of an incident.
constexpr int kFirstYear = 1970;
constexpr int kLastYear = 2199;

constexpr std::array<std::string_view, 12> kMonths = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};
/// German, French and Spanish names that no English one is; case of ASCII letters does not matter.
struct MonthName {
  std::string_view name;
  int month;
};
constexpr MonthName kForeignMonths[] = {
    {"januar", 1},    {"jänner", 1},   {"janvier", 1},   {"janv", 1},       {"enero", 1},
    {"februar", 2},   {"février", 2},  {"févr", 2},      {"febrero", 2},    {"märz", 3},
    {"mär", 3},       {"mars", 3},     {"marzo", 3},     {"avril", 4},      {"avr", 4},
    {"abril", 4},     {"mai", 5},      {"mayo", 5},      {"juni", 6},       {"juin", 6},
    {"junio", 6},     {"juli", 7},     {"juillet", 7},   {"juil", 7},       {"julio", 7},
    {"août", 8},      {"agosto", 8},   {"septembre", 9}, {"septiembre", 9}, {"oktober", 10},
    {"okt", 10},      {"octobre", 10}, {"octubre", 10},  {"novembre", 11},  {"noviembre", 11},
    {"dezember", 12}, {"dez", 12},     {"décembre", 12}, {"déc", 12},       {"diciembre", 12},
};
constexpr std::array<std::string_view, 7> kWeekdays = {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// A position in a text; every step says whether it went forward.
class Cursor {
 public:
  Cursor(std::string_view text, std::size_t at) : text_(text), at_(at) {}

  std::size_t at() const { return at_; }
  char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }

  struct Digits {
    int value = 0;
    int count = 0;
  };

  /// A run of digits, or nothing when it has more than `most`.
  std::optional<Digits> digits(int most) {
    Digits run;
    std::size_t end = at_;
    for (; end < text_.size() && is_digit(text_[end]); ++end) {
      if (++run.count > most) return std::nullopt;
      run.value = run.value * 10 + (text_[end] - '0');
    }
    if (run.count == 0) return std::nullopt;
    at_ = end;
    return run;
  }

  bool any_of(std::string_view characters) {
    if (at_ >= text_.size() || characters.find(text_[at_]) == std::string_view::npos) return false;
    ++at_;
    return true;
  }

  void skip(std::string_view characters) {
    while (any_of(characters)) {
    }
  }

  std::string_view word() const {
    std::size_t end = at_;
    while (end < text_.size() && is_letter(text_[end])) ++end;
    return text_.substr(at_, end - at_);
  }

  /// A whole word, case folded.
  bool exactly(std::string_view wanted) {
    const std::string_view found = word();
    if (found.size() != wanted.size()) return false;
    for (std::size_t i = 0; i < found.size(); ++i) {
      if (lower(found[i]) != wanted[i]) return false;
    }
    at_ += found.size();
    return true;
  }

  /// A month by its name in another language than English; nothing moves when it is none.
  int foreign_month() {
    std::size_t end = at_;
    while (end < text_.size() && (is_letter(text_[end]) || (text_[end] & '\x80') != 0)) ++end;
    const std::string word = to_lower_ascii(text_.substr(at_, end - at_));
    for (const MonthName& row : kForeignMonths) {
      if (row.name != word) continue;
      at_ = end;
      return row.month;
    }
    return 0;
  }

  /// 1-based place of the name that the next word is, or begins with at least three letters.
  template <std::size_t kSize>
  int name(const std::array<std::string_view, kSize>& names) {
    const std::string_view found = word();
    constexpr std::size_t kShortest = 3;
    if (found.size() < kShortest) return 0;
    for (std::size_t i = 0; i < kSize; ++i) {
      if (!is_begin_of(found, names[i])) continue;
      at_ += found.size();
      return static_cast<int>(i) + 1;
    }
    return 0;
  }

 private:
  static bool is_begin_of(std::string_view found, std::string_view name) {
    constexpr std::size_t kLongestShortForm = 5;  // "thurs"
    if (found.size() > name.size()) return false;
    if (found.size() > kLongestShortForm && found.size() < name.size()) return false;
    for (std::size_t i = 0; i < found.size(); ++i) {
      if (lower(found[i]) != name[i]) return false;
    }
    return true;
  }

  std::string_view text_;
  std::size_t at_;
};

bool is_year(int year) { return year >= kFirstYear && year <= kLastYear; }

int full_year(Cursor::Digits digits) {
  if (digits.count == 4) return digits.value;
  return digits.value + (digits.value >= kFirstTwoDigitYear ? 1900 : 2000);
}

std::optional<WrittenDate> finish(const Cursor& cursor, WrittenDate date) {
  if (is_digit(cursor.peek())) return std::nullopt;
  date.end = cursor.at();
  return date;
}

int month_name(Cursor& cursor) {
  const int month = cursor.name(kMonths);
  return month != 0 ? month : cursor.foreign_month();
}

/// 2024-04-03, 2022/01/20; the year is read already.
std::optional<WrittenDate> match_year_first(Cursor cursor, int year) {
  const char separator = cursor.peek();
  if (!is_year(year) || !cursor.any_of("-/._")) return std::nullopt;
  const auto month = cursor.digits(2);
  if (!month || cursor.peek() != separator || !cursor.any_of("-/._")) return std::nullopt;
  const auto day = cursor.digits(2);
  if (!day) return std::nullopt;
  return finish(cursor,
                {.year = year, .month = month->value, .day = day->value, .separator = separator});
}

/// 20210526, only where it is a date that can be.
std::optional<WrittenDate> match_compact(const Cursor& cursor, int value) {
  WrittenDate date{.year = value / 10000, .month = value / 100 % 100, .day = value % 100};
  const bool plausible =
      is_year(date.year) && date.month >= 1 && date.month <= 12 && date.day >= 1 && date.day <= 31;
  if (!plausible || is_letter(cursor.peek()) != (lower(cursor.peek()) == 't')) return std::nullopt;
  return finish(cursor, date);
}

/// 25.04.2024, 4/21/23; the first number is read already.
std::optional<WrittenDate> match_numeric(Cursor cursor, int first, DateOrder order) {
  const char separator = cursor.peek();
  if (!cursor.any_of("-/.")) return std::nullopt;
  const auto second = cursor.digits(2);
  if (!second || cursor.peek() != separator || !cursor.any_of("-/.")) return std::nullopt;
  const auto year = cursor.digits(4);
  // "1.22.33" is a version.
  const bool has_year = year && (year->count == 4 || (year->count == 2 && separator != '.'));
  if (!has_year || !is_year(full_year(*year))) return std::nullopt;
  const bool can_be_day_first = second->value <= 12;
  const bool can_be_month_first = first <= 12;
  bool day_first =
      order == DateOrder::kDayFirst || (order == DateOrder::kUnknown && separator != '/');
  if (separator == '.') day_first = true;  // no country writes the month first with points
  if (can_be_day_first != can_be_month_first) day_first = can_be_day_first;
  WrittenDate date{.year = full_year(*year), .separator = separator};
  date.day = day_first ? first : second->value;
  date.month = day_first ? second->value : first;
  date.ambiguous =
      can_be_day_first && can_be_month_first && first != second->value && separator != '.';
  return finish(cursor, date);
}

void skip_ordinal(Cursor& cursor) {
  for (const std::string_view suffix : {"st", "nd", "rd", "th", "er"}) {
    if (cursor.exactly(suffix)) return;
  }
  cursor.any_of(".");
}

/// ", 2017" behind day and month; nothing moves when there is no year.
int optional_year(Cursor& cursor) {
  Cursor ahead = cursor;
  ahead.skip(" ,.-/");
  if (ahead.exactly("de")) ahead.skip(" ");
  const auto year = ahead.digits(4);
  if (!year || year->count != 4 || !is_year(year->value) || ahead.peek() == ':') return 0;
  cursor = ahead;
  return year->value;
}

/// "-20" in "18-20 September"; nothing moves when there is none.
int optional_last_day(Cursor& cursor) {
  Cursor ahead = cursor;
  ahead.skip(" ");
  if (!ahead.any_of("-")) return 0;
  ahead.skip(" ");
  const auto day = ahead.digits(2);
  if (!day || day->value == 0 || day->value > 31 || ahead.peek() == ':' || ahead.peek() == '/') {
    return 0;
  }
  skip_ordinal(ahead);
  cursor = ahead;
  return day->value;
}

/// "-24" in "12-Jun-24", where the separator is that in front of the month.
int optional_short_year(Cursor& cursor, char separator) {
  if ((separator != '-' && separator != '/') || cursor.peek() != separator) return 0;
  Cursor ahead = cursor;
  ahead.any_of("-/");
  const auto year = ahead.digits(2);
  if (!year || year->count != 2 || ahead.peek() == ':') return 0;
  cursor = ahead;
  return full_year(*year);
}

/// "7th Nov 2023", "9. April", "12/Jun/24"; the day is read already.
std::optional<WrittenDate> match_day_month(Cursor cursor, int day) {
  if (day < 1 || day > 31) return std::nullopt;
  skip_ordinal(cursor);
  WrittenDate date{.day = day};
  date.last_day = optional_last_day(cursor);
  const char separator = cursor.peek();
  cursor.skip(" -/");
  if (cursor.exactly("of") || cursor.exactly("de")) cursor.skip(" ");
  const bool is_named_month = is_upper(cursor.peek());  // "5 may": without a year, a verb
  date.month = month_name(cursor);
  if (date.month == 0) return std::nullopt;
  cursor.any_of(".");
  date.year = optional_year(cursor);
  if (date.year == 0) date.year = optional_short_year(cursor, separator);
  if (date.year == 0 && !is_named_month) return std::nullopt;
  return finish(cursor, date);
}

/// "Sept. 18th, 2017", "November 2023".
std::optional<WrittenDate> match_month_first(Cursor cursor) {
  WrittenDate date;
  const bool is_named_month = is_upper(cursor.peek());
  date.month = month_name(cursor);
  if (date.month == 0) return std::nullopt;
  cursor.any_of(".");
  if (cursor.peek() != ' ' && cursor.peek() != '-') return std::nullopt;
  cursor.skip(" -");
  const auto number = cursor.digits(4);
  if (!number) return std::nullopt;
  if (number->count == 4) {
    date.year = number->value;
    if (!is_year(date.year)) return std::nullopt;
    return finish(cursor, date);
  }
  if (number->count > 2 || number->value < 1 || number->value > 31 || cursor.peek() == ':') {
    return std::nullopt;
  }
  date.day = number->value;
  skip_ordinal(cursor);
  date.last_day = optional_last_day(cursor);
  date.year = optional_year(cursor);
  if (date.year == 0 && !is_named_month) return std::nullopt;
  return finish(cursor, date);
}

struct Clock {
  int hour = 0;
  int minute = 0;
  int second = 0;
};

/// am, pm, a.m., p.m.; 0 when there is none, else the letter.
char optional_half(Cursor& cursor) {
  Cursor ahead = cursor;
  ahead.skip(" ");
  const char half = lower(ahead.peek());
  if (half != 'a' && half != 'p') return '\0';
  ahead.any_of("aApP");
  const bool dotted = ahead.any_of(".");
  if (lower(ahead.peek()) != 'm') return '\0';
  ahead.any_of("mM");
  if (is_letter(ahead.peek()) || is_digit(ahead.peek())) return '\0';
  if (dotted) ahead.any_of(".");
  cursor = ahead;
  return half;
}

}  // namespace

std::optional<WrittenDate> match_date(std::string_view text, std::size_t at, DateOrder order) {
  Cursor cursor(text, at);
  if (cursor.name(kWeekdays) != 0) {
    cursor.any_of(".");
    cursor.skip(" ,");
    if (cursor.exactly("the")) cursor.skip(" ");
  }
  if (is_letter(cursor.peek())) return match_month_first(cursor);
  constexpr int kCompactDigits = 8;
  const auto first = cursor.digits(kCompactDigits);
  if (!first) return std::nullopt;
  if (first->count == 4) return match_year_first(cursor, first->value);
  if (first->count == kCompactDigits) return match_compact(cursor, first->value);
  if (first->count > 2) return std::nullopt;
  if (auto numeric = match_numeric(cursor, first->value, order)) return numeric;
  return match_day_month(cursor, first->value);
}

std::optional<WrittenTime> match_time(std::string_view text, std::size_t at) {
  Cursor cursor(text, at);
  WrittenTime time;
  Clock clock;
  const auto hour = cursor.digits(3);
  if (!hour || (hour->count == 3 && hour->value >= 24)) return std::nullopt;
  clock.hour = hour->value;
  time.odd = hour->count == 3;
  const bool has_minutes = cursor.any_of(":");
  if (has_minutes) {
    const auto minute = cursor.digits(2);
    if (!minute || minute->count != 2) return std::nullopt;
    clock.minute = minute->value;
  }
  if (has_minutes && cursor.peek() == ':' && is_digit(cursor.peek(1))) {
    cursor.any_of(":");
    const auto second = cursor.digits(2);
    if (!second) return std::nullopt;
    clock.second = second->value;
    time.has_seconds = true;
    if ((cursor.peek() == '.' || cursor.peek() == ',') && is_digit(cursor.peek(1))) {
      cursor.any_of(".,");
      cursor.skip("0123456789");
    }
  }
  const char half = optional_half(cursor);
  if (!has_minutes && (half == '\0' || clock.hour > 12 || clock.hour == 0)) return std::nullopt;
  if (half != '\0' && clock.hour > 12) time.odd = true;
  if (half == 'p' && clock.hour < 12) clock.hour += 12;
  if (half == 'a' && clock.hour == 12) clock.hour = 0;
  const bool possible = (clock.hour < 24 || (clock.hour == 24 && clock.minute == 0)) &&
                        clock.minute < 60 && clock.second <= 60;
  if (!possible || is_digit(cursor.peek())) return std::nullopt;
  time.clock = std::chrono::hours{clock.hour} + std::chrono::minutes{clock.minute} +
               std::chrono::seconds{clock.second};
  time.end = cursor.at();
  return time;
}

DateOrder guess_date_order(std::string_view text) {
  bool day_first = false;
  bool month_first = false;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_digit(text[at]) ||
        (at > 0 && (is_digit(text[at - 1]) || text[at - 1] == '/' || text[at - 1] == '-'))) {
      continue;
    }
    Cursor cursor(text, at);
    const auto first = cursor.digits(2);
    if (!first || (cursor.peek() != '/' && cursor.peek() != '-')) continue;
    const auto date = match_numeric(cursor, first->value, DateOrder::kUnknown);
    if (!date || date->ambiguous || date->day == date->month) continue;
    (date->day == first->value ? day_first : month_first) = true;
  }
  if (day_first == month_first) return DateOrder::kUnknown;
  return day_first ? DateOrder::kDayFirst : DateOrder::kMonthFirst;
}

}  // namespace dejavu
