// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string_view>

namespace dejavu {

/// When a zone adds an hour: from the second Sunday of March to the first of November, or from
/// the last of March to the last of October.
enum class SummerTime { kNone, kAmerican, kEuropean };

/// What a local time is ahead of UTC. "PT" and "Europe/Berlin" mean it all the year round.
struct Zone {
  std::chrono::minutes offset{0};
  SummerTime summer_time = SummerTime::kNone;

  bool operator==(const Zone&) const = default;
};

struct ZoneMatch {
  Zone zone;
  std::size_t end = 0;  // offset behind the zone in the text it was looked for in
};

/// A zone that begins at `at`: "Z", "UTC", "CEST", "UTC+2", "+02:00", "-0800", "Europe/Berlin",
/// "Pacific Time". Abbreviations stand for the offset they are defined as, in summer too: nobody
/// can know whether the author meant it.
std::optional<ZoneMatch> match_zone(std::string_view text, std::size_t at);

/// The first zone word anywhere: "All times in CET", "Timeline (PST)", "Time (UTC)".
std::optional<Zone> find_zone(std::string_view text);

/// A local time as UTC, and back.
std::chrono::sys_seconds to_utc(std::chrono::sys_seconds local, Zone zone);
std::chrono::sys_seconds to_local(std::chrono::sys_seconds utc, Zone zone);

}  // namespace dejavu
