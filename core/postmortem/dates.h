// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/time.h"
#include "core/postmortem/date_parts.h"
#include "core/postmortem/zones.h"

namespace dejavu {

/// What the rest of a file says about its dates.
struct DateContext {
  DateOrder order = DateOrder::kUnknown;
  std::optional<Zone> zone = std::nullopt;  // of times that name none; absent: UTC is assumed
  std::optional<std::chrono::sys_days> day = std::nullopt;  // of times without a date
  // A day that is sure (of the file name): it decides "06/10/2025" when the order is unknown.
  std::optional<std::chrono::sys_days> near = std::nullopt;
};

enum class DateDoubt {
  kAmbiguous,   // day and month could be the other way round, and the file does not say
  kGuessed,     // the same, decided by the other dates of the file or its name
  kImpossible,  // no such day: there is no moment
  kNoZone,      // a time without zone: UTC was assumed
  kOddTime,     // understood, but not how times are written
  kTrailing,    // text behind the date was not understood
};

/// A date or time as it stands in a text.
struct DateReading {
  std::optional<Moment> moment = std::nullopt;  // absent: impossible, or a time without a day
  std::size_t begin = 0;
  std::size_t end = 0;
  std::optional<std::chrono::sys_days> day = std::nullopt;   // local, as written (or from context)
  std::optional<std::chrono::seconds> clock = std::nullopt;  // local, since midnight
  std::optional<Zone> zone = std::nullopt;                   // written, not from context
  bool has_date = false;                                     // written, not from context
  std::vector<DateDoubt> doubts = {};
};

/// A date, a time or both, or a range of them, that begins at `at`.
std::optional<DateReading> read_date_at(std::string_view text, std::size_t at,
                                        const DateContext& context);

/// The first reading with a written date anywhere in the text.
std::optional<DateReading> find_date(std::string_view text, const DateContext& context);

/// A whole value, as front matter has it: also "2024", "2024-05", "~…" and "a/b". Absent when it
/// is no date at all.
std::optional<DateReading> read_date_value(std::string_view text, const DateContext& context);

}  // namespace dejavu
