// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/html_times.h"

#include <fmt/format.h>

#include <array>

namespace dejavu {
namespace {

using std::chrono::days;
using std::chrono::duration_cast;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::months;
using std::chrono::seconds;
using std::chrono::years;

struct Unit {
  seconds length;
  seconds from;  // smaller spans are told in the next smaller unit
  std::string_view noun;
};

/// Days up to two months and months up to two years: "9 weeks ago" has to be converted first.
constexpr std::array<Unit, 5> kUnits = {{
    {duration_cast<seconds>(years(1)), duration_cast<seconds>(years(2)), "year"},
    {duration_cast<seconds>(months(1)), duration_cast<seconds>(months(2)), "month"},
    {days(1), days(2), "day"},
    {hours(1), hours(1), "hour"},
    {minutes(1), minutes(1), "minute"},
}};

/// As exact as it is known, at most to the minute: seconds are noise in prose.
std::string exact_text(Instant at, Precision precision) {
  const std::string text = format_instant(at);  // 2026-02-03T09:10:00Z
  switch (precision) {
    case Precision::kYear: return text.substr(0, 4);
    case Precision::kMonth: return text.substr(0, 7);
    case Precision::kDay: return text.substr(0, 10);
    default: return text.substr(0, 10) + " " + text.substr(11, 5) + " UTC";
  }
}

/// The forms that HTML allows: no "~", no range, no year alone with more than four digits.
std::string datetime_text(const Moment& moment) {
  return format_moment({.at = moment.at, .precision = moment.precision});
}

std::string moment_age(const Moment& moment, Instant now) {
  // A year alone begins in January: told in months, its age would be invented.
  const bool coarse = moment.precision == Precision::kYear || moment.precision == Precision::kMonth;
  if (coarse && now - moment.at < years(1)) return "";
  return age_words(moment.at, now);
}

}  // namespace

std::string age_words(Instant at, Instant now) {
  const seconds age = now - at;
  if (age < -minutes(1)) return "in the future";
  if (age < minutes(1)) return "just now";
  if (age >= days(1) && age < days(2)) return "yesterday";
  for (const Unit& unit : kUnits) {
    if (age < unit.from) continue;
    return count_text(static_cast<std::size_t>(age / unit.length), unit.noun) + " ago";
  }
  return "just now";
}

std::string duration_words(seconds duration) {
  const auto whole_days = duration_cast<days>(duration);
  const auto whole_hours = duration_cast<hours>(duration - whole_days);
  const auto whole_minutes = duration_cast<minutes>(duration - whole_days - whole_hours);
  const auto pair = [](auto large, std::string_view unit, auto small, std::string_view next) {
    return small == 0 ? fmt::format("{} {}", large, unit)
                      : fmt::format("{} {} {} {}", large, unit, small, next);
  };
  if (whole_days.count() > 0) return pair(whole_days.count(), "d", whole_hours.count(), "h");
  if (whole_hours.count() > 0) return pair(whole_hours.count(), "h", whole_minutes.count(), "min");
  if (whole_minutes.count() == 0) return "under a minute";
  return fmt::format("{} min", whole_minutes.count());
}

std::string count_text(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

TemplateValue moment_value(const std::optional<Moment>& moment, Instant now) {
  if (!moment) return {};
  const std::string about = moment->about ? "about " : "";
  TemplateValue value;
  value["datetime"] = datetime_text(*moment);
  value["day"] = about + exact_text(moment->at, std::min(moment->precision, Precision::kDay));
  std::string full = about + exact_text(moment->at, moment->precision);
  if (moment->until) full += " – " + exact_text(*moment->until, moment->precision);
  value["full"] = full;
  value["age"] = moment_age(*moment, now);
  return value;
}

TemplateValue instant_value(Instant at, Instant now) {
  TemplateValue value;
  value["datetime"] = format_instant(at);
  value["age"] = age_words(at, now);
  return value;
}

}  // namespace dejavu
