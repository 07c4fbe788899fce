// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/time_words.h"

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

}  // namespace dejavu
