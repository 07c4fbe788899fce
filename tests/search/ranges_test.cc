// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/search/ranges.h"

#include <gtest/gtest.h>

#include "core/base/time.h"

namespace dejavu {
namespace {

/// "2024-01-01T00:00:00Z to …" or "3600 to 7200", "?" for what cannot be read.
std::string range(std::string_view field, std::string_view text) {
  const Field& row = *find_field(field);
  const std::optional<RangeFilter> range = parse_range(row, text);
  if (!range) return "?";
  const auto shown = [&](std::optional<std::int64_t> end) {
    if (!end) return std::string("…");
    if (row.kind == FieldKind::kDuration) return std::to_string(*end);
    return format_instant(Instant{std::chrono::seconds{*end}});
  };
  return shown(range->least) + " to " + shown(range->most);
}

TEST(Ranges, ADateMeansAllOfIt) {
  EXPECT_EQ(range("started", "2024"), "2024-01-01T00:00:00Z to 2024-12-31T23:59:59Z");
  EXPECT_EQ(range("started", "2024-02"), "2024-02-01T00:00:00Z to 2024-02-29T23:59:59Z");
  EXPECT_EQ(range("started", "2024-12"), "2024-12-01T00:00:00Z to 2024-12-31T23:59:59Z");
  EXPECT_EQ(range("started", "2024-03-01"), "2024-03-01T00:00:00Z to 2024-03-01T23:59:59Z");
  EXPECT_EQ(range("started", "2024-03-01T09:10Z"), "2024-03-01T09:10:00Z to 2024-03-01T09:10:59Z");
  EXPECT_EQ(range("started", "2024-03-01T09:10:05+02:00"),
            "2024-03-01T07:10:05Z to 2024-03-01T07:10:05Z");
}

TEST(Ranges, ComparisonsBeginBehindAndEndBeforeTheWholeDate) {
  EXPECT_EQ(range("started", ">2024"), "2025-01-01T00:00:00Z to …");
  EXPECT_EQ(range("started", ">=2024"), "2024-01-01T00:00:00Z to …");
  EXPECT_EQ(range("started", "<2024-03"), "… to 2024-02-29T23:59:59Z");
  EXPECT_EQ(range("started", "<=2024-03"), "… to 2024-03-31T23:59:59Z");
}

TEST(Ranges, FromToMayLackAnEnd) {
  EXPECT_EQ(range("started", "2024-01..2024-03"), "2024-01-01T00:00:00Z to 2024-03-31T23:59:59Z");
  EXPECT_EQ(range("started", "2024.."), "2024-01-01T00:00:00Z to …");
  EXPECT_EQ(range("duration", "..2h"), "… to 7200");
  EXPECT_EQ(range("duration", "30m..2h"), "1800 to 7200");
  EXPECT_EQ(range("duration", " 30m .. 2h "), "1800 to 7200");
}

TEST(Ranges, DurationsCompareExactly) {
  EXPECT_EQ(range("blind_gap", ">1h"), "3601 to …");
  EXPECT_EQ(range("blind_gap", ">=1h"), "3600 to …");
  EXPECT_EQ(range("silence_gap", "<90s"), "… to 89");
  EXPECT_EQ(range("silence_gap", "<=1h30m"), "… to 5400");
  EXPECT_EQ(range("blind_gap", ">0"), "1 to …");
}

TEST(Ranges, ADurationAloneIsRoundedToItsUnit) {
  EXPECT_EQ(range("duration", "2h"), "5400 to 8999");
  EXPECT_EQ(range("duration", "1h30m"), "5370 to 5429");
  EXPECT_EQ(range("duration", "1.5h"), "5370 to 5429");
  EXPECT_EQ(range("duration", "90s"), "90 to 90");
  EXPECT_EQ(range("duration", "0m"), "0 to 29");
}

TEST(Ranges, WhatCannotBeReadIsNoRange) {
  for (const char* text :
       {"", ">", ">=", "..", "soon", ">soon", "2024-13", "2024..soon", "2025..2024", "~2024",
        "2024/2025", "1h", ">>2024", "=2024", "2024..."}) {
    EXPECT_EQ(range("started", text), "?") << text;
  }
  for (const char* text : {"", "90", "1x", "h", "2h..1h", "2024", "-1h", "1h-2h", "1h..x"}) {
    EXPECT_EQ(range("duration", text), "?") << text;
  }
}

}  // namespace
}  // namespace dejavu
