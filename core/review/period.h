// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/time.h"

namespace dejavu {

/// What a review looks at: [from, until), in UTC.
struct Period {
  Instant from{};
  Instant until{};
  std::string name;  // "2026-W47", "2026-11", "2026-11-01 to 2026-11-15"

  bool operator==(const Period&) const = default;
};

/// Longer ones are no review; a year that begins in the middle of a week fits.
inline constexpr std::chrono::days kLongestReview{373};

/// "2026-W47", a week by ISO 8601: it begins on Monday, and week 1 has the fourth of January.
/// Absent for other texts and for a week that the year does not have.
std::optional<Period> week_from(std::string_view text);

/// "2026-11".
std::optional<Period> month_from(std::string_view text);

/// From the first second of the first day to the last of the last one. Absent when the last is
/// before the first.
std::optional<Period> days_between(Instant first, Instant last);

/// The week that holds `at`.
Period week_of(Instant at);

}  // namespace dejavu
