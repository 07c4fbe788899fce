// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/base/time_words.h"

#include <fmt/format.h>

#include <array>
#include <cstdint>

#include "core/base/text.h"

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

struct TypedUnit {
  std::string_view name;
  seconds length;
};

/// What people type, the larger first; a name stands before the one that it begins with.
constexpr std::array<TypedUnit, 6> kTypedUnits = {{
    {"w", days(7)},
    {"d", days(1)},
    {"h", hours(1)},
    {"min", minutes(1)},
    {"m", minutes(1)},
    {"s", seconds(1)},
}};

seconds next_smaller(seconds unit) {
  for (const TypedUnit& typed : kTypedUnits) {
    if (typed.length < unit) return typed.length;
  }
  return unit;
}

/// Takes number and unit after number and unit off a text.
class DurationScanner {
 public:
  explicit DurationScanner(std::string_view text) : rest_(text) {}

  bool done() const { return rest_.empty(); }

  /// "1h", "1.5h"; absent when something else stands there, or a unit not below `above`.
  std::optional<TypedDuration> next(seconds above) {
    const std::optional<Digits> whole = digits();
    if (!whole) return std::nullopt;
    std::optional<Digits> fraction;
    if (rest_.starts_with('.')) {
      rest_.remove_prefix(1);
      fraction = digits();
      if (!fraction) return std::nullopt;
    }
    for (const TypedUnit& typed : kTypedUnits) {
      if (!rest_.starts_with(typed.name)) continue;
      rest_.remove_prefix(typed.name.size());
      const seconds unit = typed.length;
      if (unit >= above) return std::nullopt;
      if (!fraction) return TypedDuration{whole->value * unit, unit};
      return TypedDuration{whole->value * unit + fraction->value * unit / fraction->scale,
                           next_smaller(unit)};
    }
    return std::nullopt;
  }

 private:
  struct Digits {
    std::int64_t value = 0;
    std::int64_t scale = 1;  // ten to the number of digits
  };

  std::optional<Digits> digits() {
    constexpr std::size_t kMostDigits = 9;  // so many weeks still fit 64 bits of seconds
    Digits read;
    std::size_t count = 0;
    while (count < rest_.size() && rest_[count] >= '0' && rest_[count] <= '9') {
      if (count == kMostDigits) return std::nullopt;
      read.value = read.value * 10 + (rest_[count++] - '0');
      read.scale *= 10;
    }
    if (count == 0) return std::nullopt;
    rest_.remove_prefix(count);
    return read;
  }

  std::string_view rest_;
};

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

std::string age_words(const Moment& moment, Instant now) {
  const seconds age = now - moment.at;
  if (moment.precision <= Precision::kMonth && age < std::chrono::years(1)) return "";
  const bool is_today = age >= seconds(0) && age < days(1);
  if (moment.precision == Precision::kDay && is_today) return "today";
  return age_words(moment.at, now);
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

std::optional<TypedDuration> parse_duration(std::string_view text) {
  if (text == "0") return TypedDuration{seconds(0), seconds(1)};
  const std::string lower = to_lower_ascii(text);
  DurationScanner scan(lower);
  TypedDuration sum{seconds(0), seconds::max()};
  do {
    const std::optional<TypedDuration> term = scan.next(sum.unit);
    if (!term) return std::nullopt;
    sum = {sum.length + term->length, term->unit};
  } while (!scan.done());
  return sum;
}

std::string count_text(std::size_t count, std::string_view noun) {
  return fmt::format("{} {}{}", count, noun, count == 1 ? "" : "s");
}

}  // namespace dejavu
