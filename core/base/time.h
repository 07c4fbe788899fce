// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace dejavu {

/// A second in UTC. Nothing in dejavu keeps local time.
using Instant = std::chrono::sys_seconds;

enum class Precision { kYear, kMonth, kDay, kMinute, kSecond };

/// A point in time as a person wrote it: how exact it is, whether "about", and for a range `a/b`
/// its end. A date alone is the first second of that day with Precision::kDay.
struct Moment {
  Instant at{};
  std::optional<Instant> until = std::nullopt;
  Precision precision = Precision::kSecond;
  bool about = false;

  bool operator==(const Moment&) const = default;
};

/// "2026-02-03T09:10:00Z".
std::string format_instant(Instant at);

/// "2026-02-03".
std::string format_day(Instant at);

/// Shortest exact text of a moment: "2026", "2026-02", "2026-02-03", "2026-02-03T09:10Z",
/// "2026-02-03T09:10:05Z", with a "~" before what is approximate and "/" between range ends.
/// parse_moment reads every text that this writes and gives back the same Moment.
std::string format_moment(const Moment& moment);

/// The strict machine forms only: those of format_moment, and RFC 3339 with any offset and
/// fraction (dropped). Absent when the text is anything else or names an impossible date.
/// The forms that people write are read by core/postmortem/dates.h.
std::optional<Moment> parse_moment(std::string_view text);

}  // namespace dejavu
