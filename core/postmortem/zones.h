// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string_view>

namespace dejavu {

/// What a local time is ahead of UTC. North Americans write "PT" all the year round, so such a
/// zone adds an hour from the second Sunday of March to the first of November.
struct Zone {
  std::chrono::minutes offset{0};
  bool has_us_summer_time = false;

  bool operator==(const Zone&) const = default;
};

struct ZoneMatch {
  Zone zone;
  std::size_t end = 0;  // offset behind the zone in the text it was looked for in
};

/// A zone that begins at `at`: "Z", "UTC", "CEST", "UTC+2", "+02:00", "-0800". Words stand for
/// the offset they are defined as, in summer too: nobody can know whether the author meant it.
std::optional<ZoneMatch> match_zone(std::string_view text, std::size_t at);

/// The first zone word anywhere: "All times in CET", "Timeline (PST)", "Time (UTC)".
std::optional<Zone> find_zone(std::string_view text);

/// A local time as UTC.
std::chrono::sys_seconds to_utc(std::chrono::sys_seconds local, Zone zone);

}  // namespace dejavu
