// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/search/ranges.h"

#include <algorithm>
#include <chrono>

#include "core/base/text.h"
#include "core/base/time.h"
#include "core/base/time_words.h"

namespace dejavu {
namespace {

std::int64_t seconds_of(Instant at) { return at.time_since_epoch().count(); }

/// The first instant behind what the moment names.
Instant end_of(const Moment& moment) {
  const std::chrono::sys_days day = std::chrono::floor<std::chrono::days>(moment.at);
  const std::chrono::year_month_day date{day};
  switch (moment.precision) {
    case Precision::kYear: return std::chrono::sys_days{date + std::chrono::years{1}};
    case Precision::kMonth: return std::chrono::sys_days{date + std::chrono::months{1}};
    case Precision::kDay: return day + std::chrono::days{1};
    case Precision::kMinute: return moment.at + std::chrono::minutes{1};
    case Precision::kSecond: return moment.at + std::chrono::seconds{1};
  }
  return moment.at;
}

/// A bound of a range: durations are exact there.
std::optional<SecondsSpan> bound(const Field& field, std::string_view text) {
  if (field.kind == FieldKind::kMoment) return date_span(text);
  const std::optional<TypedDuration> typed = parse_duration(text);
  if (!typed) return std::nullopt;
  return SecondsSpan{typed->length.count(), typed->length.count()};
}

/// A value alone.
std::optional<SecondsSpan> rounded(const Field& field, std::string_view text) {
  if (field.kind == FieldKind::kMoment) return date_span(text);
  const std::optional<TypedDuration> typed = parse_duration(text);
  if (!typed) return std::nullopt;
  const std::int64_t length = typed->length.count();
  const std::int64_t half = typed->unit.count() / 2;
  return SecondsSpan{std::max<std::int64_t>(length - half, 0),
                     length + std::max(half, std::int64_t{1}) - 1};
}

std::optional<RangeFilter> compared(const Field& field, std::string_view text) {
  const bool greater = text.front() == '>';
  text.remove_prefix(1);
  const bool or_equal = text.starts_with('=');
  if (or_equal) text.remove_prefix(1);
  const std::optional<SecondsSpan> value = bound(field, trim(text));
  if (!value) return std::nullopt;
  RangeFilter range{.field = std::string(field.name)};
  if (greater) {
    range.least = or_equal ? value->first : value->last + 1;
  } else {
    range.most = or_equal ? value->last : value->first - 1;
  }
  return range;
}

std::optional<RangeFilter> between(const Field& field, std::string_view from, std::string_view to) {
  if (from.empty() && to.empty()) return std::nullopt;
  RangeFilter range{.field = std::string(field.name)};
  if (!from.empty()) {
    const std::optional<SecondsSpan> value = bound(field, from);
    if (!value) return std::nullopt;
    range.least = value->first;
  }
  if (!to.empty()) {
    const std::optional<SecondsSpan> value = bound(field, to);
    if (!value) return std::nullopt;
    range.most = value->last;
  }
  if (range.least && range.most && *range.most < *range.least) return std::nullopt;
  return range;
}

}  // namespace

std::optional<SecondsSpan> date_span(std::string_view text) {
  const std::optional<Moment> moment = parse_moment(text);
  if (!moment || moment->about || moment->until) return std::nullopt;
  return SecondsSpan{seconds_of(moment->at), seconds_of(end_of(*moment)) - 1};
}

std::optional<RangeFilter> parse_range(const Field& field, std::string_view text) {
  text = trim(text);
  if (text.empty()) return std::nullopt;
  if (text.front() == '>' || text.front() == '<') return compared(field, text);
  const std::size_t dots = text.find("..");
  if (dots != std::string_view::npos) {
    return between(field, trim(text.substr(0, dots)), trim(text.substr(dots + 2)));
  }
  const std::optional<SecondsSpan> value = rounded(field, text);
  if (!value) return std::nullopt;
  return RangeFilter{std::string(field.name), value->first, value->last};
}

std::string_view range_forms(const Field& field) {
  return field.kind == FieldKind::kMoment ? "2024, 2024-03, >=2024-03-01, <2025 or 2024-01..2024-06"
                                          : "90s, 1h30m, >1h, <=2d or 30m..2h";
}

}  // namespace dejavu
