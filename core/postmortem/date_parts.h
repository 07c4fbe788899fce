// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string_view>

namespace dejavu {

/// What "03/04/2024" means: a file that also has "25/04/2024" answers it.
enum class DateOrder { kUnknown, kDayFirst, kMonthFirst };

/// A calendar date as written, not yet known to exist. Zero: not stated.
struct WrittenDate {
  int year = 0;
  int month = 0;
  int day = 0;
  int last_day = 0;        // "Sept 18-20, 2017"
  bool ambiguous = false;  // day and month could be the other way round
  char separator = ' ';
  std::size_t end = 0;  // offset behind it
};

struct WrittenTime {
  std::chrono::seconds clock{0};  // since midnight
  bool has_seconds = false;
  bool odd = false;  // "T015:00:00", "13:55 PM": understood, but not as it should be written
  std::size_t end = 0;
};

/// A date that begins at `at`: 2024-04-03, 2021-5-22, 2022/01/20, 20210526, 25.04.2024, 4/21/23,
/// "7th Nov 2023", "Sept. 18th, 2017", "9. April", "Nov 2023", each with a weekday before it.
std::optional<WrittenDate> match_date(std::string_view text, std::size_t at, DateOrder order);

/// A time of day that begins at `at`: 9:51, 19:32:00.123, "03:26pm", "9 am".
std::optional<WrittenTime> match_time(std::string_view text, std::size_t at);

/// Which order the numeric dates of a text can only have; kUnknown without evidence or when they
/// contradict each other.
DateOrder guess_date_order(std::string_view text);

}  // namespace dejavu
