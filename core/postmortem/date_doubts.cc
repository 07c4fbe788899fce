// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/postmortem/date_doubts.h"

#include <fmt/format.h>

#include <string>

#include "core/base/text.h"

namespace dejavu {

Diagnostic describe(DateDoubt doubt, const DateReading& reading, std::string_view text) {
  constexpr std::size_t kQuoteBytes = 60;
  const std::string quoted = excerpt(collapse_blanks(text), kQuoteBytes);
  const std::string taken = reading.moment ? format_moment(*reading.moment) : "";
  Diagnostic diagnostic;
  switch (doubt) {
    case DateDoubt::kAmbiguous:
      diagnostic.code = "date-ambiguous";
      diagnostic.message = fmt::format(
          "\"{}\" could have day and month the other way round; {} "
          "was assumed.",
          quoted, taken);
      break;
    case DateDoubt::kGuessed:
      diagnostic.level = DiagnosticLevel::kNote;
      diagnostic.code = "date-order-guessed";
      diagnostic.message = fmt::format(
          "\"{}\" was read as {}, by the other dates of the file or its name.", quoted, taken);
      break;
    case DateDoubt::kImpossible:
      diagnostic.code = "date-impossible";
      diagnostic.message =
          fmt::format("\"{}\" is no day of the calendar; it was left out.", quoted);
      break;
    case DateDoubt::kNoZone:
      diagnostic.level = DiagnosticLevel::kNote;
      diagnostic.code = "zone-missing";
      diagnostic.message = fmt::format("\"{}\" names no time zone; UTC was assumed.", quoted);
      break;
    case DateDoubt::kOddTime:
      diagnostic.level = DiagnosticLevel::kNote;
      diagnostic.code = "time-odd";
      diagnostic.message = fmt::format(
          "\"{}\" is an unusual way to write a time; {} was "
          "understood.",
          quoted, taken);
      break;
    case DateDoubt::kTrailing:
      diagnostic.level = DiagnosticLevel::kNote;
      diagnostic.code = "date-trailing-text";
      diagnostic.message =
          fmt::format("Only a part of \"{}\" was understood as a date: {}.", quoted, taken);
      break;
  }
  return diagnostic;
}

}  // namespace dejavu
