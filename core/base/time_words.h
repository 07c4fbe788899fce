// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/time.h"

namespace dejavu {

/// "just now", "5 minutes ago", "yesterday", "3 months ago", "9 years ago"; "in the future" for
/// what has not happened yet.
std::string age_words(Instant at, Instant now);

/// The same as exactly as the moment is known: "today" for this day's date, and nothing for a month
/// or year that began less than a year ago, as its months would be invented.
std::string age_words(const Moment& moment, Instant now);

/// "under a minute", "45 min", "2 h 5 min", "3 d 4 h".
std::string duration_words(std::chrono::seconds duration);

/// A duration as somebody typed it, and the smallest unit that was used.
struct TypedDuration {
  std::chrono::seconds length{};
  std::chrono::seconds unit{};

  bool operator==(const TypedDuration&) const = default;
};

/// "90s", "15m", "15min", "1h30m", "1.5h", "2d", "1w"; each unit once, the larger first. A decimal
/// fraction makes the next smaller unit the one that was used. "0" needs no unit. Absent for
/// anything else.
std::optional<TypedDuration> parse_duration(std::string_view text);

/// "1 incident", "2 incidents".
std::string count_text(std::size_t count, std::string_view noun);

}  // namespace dejavu
