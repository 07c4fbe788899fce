// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/time.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/text.h"

namespace dejavu {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

/// The years that four digits can write.
constexpr Instant kFirstInstant =
    std::chrono::sys_days{std::chrono::year{0} / std::chrono::January / 1};
constexpr Instant kBeyondLastInstant =
    std::chrono::sys_days{std::chrono::year{10000} / std::chrono::January / 1};

struct Parts {
  int year, month, day, hour, minute, second;
};

Parts parts_of(Instant at) {
  const auto day = std::chrono::floor<days>(at);
  const std::chrono::year_month_day date{day};
  const std::chrono::hh_mm_ss time{at - day};
  return {static_cast<int>(date.year()),
          static_cast<int>(static_cast<unsigned>(date.month())),
          static_cast<int>(static_cast<unsigned>(date.day())),
          static_cast<int>(time.hours().count()),
          static_cast<int>(time.minutes().count()),
          static_cast<int>(time.seconds().count())};
}

std::string format_at(Instant at, Precision precision) {
  const Parts p = parts_of(at);
  switch (precision) {
    case Precision::kYear: return fmt::format("{:04}", p.year);
    case Precision::kMonth: return fmt::format("{:04}-{:02}", p.year, p.month);
    case Precision::kDay: return format_day(at);
    case Precision::kMinute:
      return fmt::format("{}T{:02}:{:02}Z", format_day(at), p.hour, p.minute);
    case Precision::kSecond: return format_instant(at);
  }
  return format_instant(at);
}

/// The coarsest precision not coarser than `wanted` that writes `at` without loss.
Precision lossless(Instant at, Precision wanted) {
  const Parts p = parts_of(at);
  Precision needed = Precision::kYear;
  if (p.month != 1) needed = Precision::kMonth;
  if (p.day != 1) needed = Precision::kDay;
  if (p.hour != 0 || p.minute != 0) needed = Precision::kMinute;
  if (p.second != 0) needed = Precision::kSecond;
  return std::max(needed, wanted);
}

/// A cursor over fixed-width digits: everything strict parsing needs.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  std::optional<int> digits(std::size_t count) {
    if (rest_.size() < count) return std::nullopt;
    int value = 0;
    for (const char c : rest_.substr(0, count)) {
      if (c < '0' || c > '9') return std::nullopt;
      value = value * 10 + (c - '0');
    }
    rest_.remove_prefix(count);
    return value;
  }

  bool any_of(std::string_view characters) {
    if (rest_.empty() || characters.find(rest_.front()) == std::string_view::npos) return false;
    rest_.remove_prefix(1);
    return true;
  }

  char next() const { return rest_.empty() ? '\0' : rest_.front(); }
  bool done() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

/// ".123" is read and dropped; false when digits are missing behind the point.
bool skip_fraction(Scanner& scan) {
  if (!scan.any_of(".")) return true;
  if (!scan.digits(1)) return false;
  while (scan.digits(1)) {
  }
  return true;
}

std::optional<seconds> parse_offset(Scanner& scan) {
  if (scan.any_of("Zz")) return seconds{0};
  const bool west = scan.next() == '-';
  if (!scan.any_of("+-")) return std::nullopt;
  const auto hour = scan.digits(2);
  if (!hour || *hour > 23 || !scan.any_of(":")) return std::nullopt;
  const auto minute = scan.digits(2);
  if (!minute || *minute > 59) return std::nullopt;
  const seconds offset = hours{*hour} + minutes{*minute};
  return west ? -offset : offset;
}

/// "T09:10Z", "T09:10:05+02:00" behind a date; adds to `moment`.
std::optional<Moment> parse_clock(Scanner& scan, Moment moment) {
  const auto hour = scan.digits(2);
  if (!hour || *hour > 23 || !scan.any_of(":")) return std::nullopt;
  const auto minute = scan.digits(2);
  if (!minute || *minute > 59) return std::nullopt;
  moment.at += hours{*hour} + minutes{*minute};
  moment.precision = Precision::kMinute;
  if (scan.any_of(":")) {
    const auto second = scan.digits(2);
    if (!second || *second > 60 || !skip_fraction(scan)) return std::nullopt;  // 60: leap second
    moment.at += seconds{*second};
    moment.precision = Precision::kSecond;
  }
  const auto offset = parse_offset(scan);
  if (!offset) return std::nullopt;
  moment.at -= *offset;
  return moment;
}

std::optional<Moment> parse_one(std::string_view text) {
  Scanner scan(text);
  const auto year = scan.digits(4);
  if (!year) return std::nullopt;
  int month = 1;
  int day = 1;
  Precision precision = Precision::kYear;
  if (scan.any_of("-")) {
    const auto digits = scan.digits(2);
    if (!digits) return std::nullopt;
    month = *digits;
    precision = Precision::kMonth;
  }
  if (precision == Precision::kMonth && scan.any_of("-")) {
    const auto digits = scan.digits(2);
    if (!digits) return std::nullopt;
    day = *digits;
    precision = Precision::kDay;
  }
  const auto date = std::chrono::year{*year} / month / day;
  if (!date.ok()) return std::nullopt;
  std::optional<Moment> moment = Moment{.at = std::chrono::sys_days{date}, .precision = precision};
  if (precision == Precision::kDay && scan.any_of("Tt ")) moment = parse_clock(scan, *moment);
  if (!moment || !scan.done()) return std::nullopt;
  if (moment->at < kFirstInstant || moment->at >= kBeyondLastInstant) return std::nullopt;
  return moment;
}

}  // namespace

std::string format_instant(Instant at) {
  const Parts p = parts_of(at);
  return fmt::format("{}T{:02}:{:02}:{:02}Z", format_day(at), p.hour, p.minute, p.second);
}

std::string format_day(Instant at) {
  const Parts p = parts_of(at);
  return fmt::format("{:04}-{:02}-{:02}", p.year, p.month, p.day);
}

std::string format_moment(const Moment& moment) {
  std::string text = moment.about ? "~" : "";
  text += format_at(moment.at, moment.precision);
  if (moment.until) {
    text += '/';
    text += format_at(*moment.until, lossless(*moment.until, moment.precision));
  }
  return text;
}

std::optional<Moment> parse_moment(std::string_view text) {
  const bool about = text.starts_with('~');
  if (about) text.remove_prefix(1);
  const std::size_t slash = text.find('/');
  std::optional<Moment> moment = parse_one(text.substr(0, slash));
  if (!moment) return std::nullopt;
  moment->about = about;
  if (slash == std::string_view::npos) return moment;
  const std::optional<Moment> end = parse_one(text.substr(slash + 1));
  if (!end || end->at < moment->at) return std::nullopt;
  moment->until = end->at;
  return moment;
}

}  // namespace dejavu
