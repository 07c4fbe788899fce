// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/index/schema.h"
#include "core/search/question.h"

namespace dejavu {

/// Seconds since 1970 or of a duration, both ends included.
struct SecondsSpan {
  std::int64_t first = 0;
  std::int64_t last = 0;

  bool operator==(const SecondsSpan&) const = default;
};

/// All of the year, month, day, minute or second that a date in machine form names: "2024",
/// "2024-03", "2024-03-01", RFC 3339. Absent for anything else.
std::optional<SecondsSpan> date_span(std::string_view text);

/// What is asked of a field of kind kMoment or kDuration: ">x", ">=x", "<x", "<=x", "a..b", "a..",
/// "..b" or "x" alone, with dates as in date_span and durations as in parse_duration. A date means
/// all of it: ">2024" begins in 2025, "2024-01..2024-03" ends with March. A duration alone means
/// what rounds to it: "2h" is 1:30:00 to 2:29:59; elsewhere it is exact. Absent when it cannot be
/// read or its end comes before its beginning.
std::optional<RangeFilter> parse_range(const Field& field, std::string_view text);

/// How to write a range of this field, for notes.
std::string_view range_forms(const Field& field);

}  // namespace dejavu
