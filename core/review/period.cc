// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/review/period.h"

#include <fmt/format.h>

#include <charconv>
#include <chrono>

namespace dejavu {
namespace {

using std::chrono::day;
using std::chrono::days;
using std::chrono::January;
using std::chrono::Monday;
using std::chrono::month;
using std::chrono::sys_days;
using std::chrono::weekday;
using std::chrono::weeks;
using std::chrono::year;

sys_days day_of(Instant at) { return std::chrono::floor<days>(at); }

sys_days monday_of(sys_days at) { return at - (weekday(at) - Monday); }

sys_days first_week_of(int number) { return monday_of(sys_days(year(number) / January / day(4))); }

std::optional<int> number_of(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc() && end == text.data() + text.size() && number >= 0;
  return whole ? std::optional(number) : std::nullopt;
}

Period week_at(sys_days monday) {
  // The Thursday of a week says which year it belongs to.
  const int of_year = static_cast<int>(std::chrono::year_month_day(monday + days(3)).year());
  const auto number = (monday - first_week_of(of_year)).count() / 7 + 1;
  return {monday, monday + weeks(1), fmt::format("{:04}-W{:02}", of_year, number)};
}

}  // namespace

std::optional<Period> week_from(std::string_view text) {
  constexpr std::size_t kLength = 8;  // "2026-W47"
  if (text.size() != kLength || text.substr(4, 2) != "-W") return std::nullopt;
  const auto of_year = number_of(text.substr(0, 4));
  const auto number = number_of(text.substr(6));
  if (!of_year || !number || *number < 1) return std::nullopt;
  Period week = week_at(first_week_of(*of_year) + weeks(*number - 1));
  return week.name == text ? std::optional(week) : std::nullopt;
}

std::optional<Period> month_from(std::string_view text) {
  constexpr std::size_t kLength = 7;  // "2026-11"
  if (text.size() != kLength || text[4] != '-') return std::nullopt;
  const auto of_year = number_of(text.substr(0, 4));
  const auto number = number_of(text.substr(5));
  if (!of_year || !number || *number < 1 || *number > 12) return std::nullopt;
  const auto first = year(*of_year) / month(static_cast<unsigned>(*number));
  const auto next = first + std::chrono::months(1);
  return Period{sys_days(first / day(1)), sys_days(next / day(1)), std::string(text)};
}

std::optional<Period> days_between(Instant first, Instant last) {
  if (last < first) return std::nullopt;
  return Period{day_of(first), day_of(last) + days(1),
                fmt::format("{} to {}", format_day(first), format_day(last))};
}

Period week_of(Instant at) { return week_at(monday_of(day_of(at))); }

}  // namespace dejavu
