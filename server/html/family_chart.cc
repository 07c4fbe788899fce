// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/html/family_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "core/base/text.h"
#include "core/base/time_words.h"
#include "server/html/parts.h"

namespace dejavu {
namespace {

// Pixels.
constexpr double kRow = 46;
constexpr double kTextLine = 15;
constexpr double kLine = 30;

/// What is left of the width at each side, so that marks are not cut; percent.
constexpr double kMargin = 2;

/// Years below the rows; more would touch each other on a phone.
constexpr int kMostYears = 8;

/// A title as the name of a row has to fit beside a phone's edge.
constexpr std::size_t kTitleBytes = 36;

struct TimeSpan {
  Instant first{};
  Instant last{};

  double x(Instant at) const {
    const auto whole = static_cast<double>(std::max<std::int64_t>((last - first).count(), 1));
    return kMargin + (100 - 2 * kMargin) * static_cast<double>((at - first).count()) / whole;
  }
};

std::vector<const IncidentFacts*> dated(const Family& family, const IncidentsById& incidents) {
  std::vector<const IncidentFacts*> found;
  for (const std::string& id : family.incidents) {
    const IncidentFacts* one = incidents.find(id);
    if (one != nullptr && one->started_at) found.push_back(one);
  }
  return found;
}

std::optional<TimeSpan> span_of(std::span<const Family> families, const IncidentsById& incidents) {
  std::optional<TimeSpan> span;
  for (const Family& family : families) {
    for (const IncidentFacts* one : dated(family, incidents)) {
      const Instant at = one->started_at->at;
      if (!span) span = TimeSpan{at, at};
      span->first = std::min(span->first, at);
      span->last = std::max(span->last, at);
    }
  }
  return span;
}

void add_years(Drawing& drawing, const TimeSpan& span, double bottom) {
  using std::chrono::year;
  const auto year_of = [](Instant at) {
    return static_cast<int>(
        std::chrono::year_month_day(std::chrono::floor<std::chrono::days>(at)).year());
  };
  const int first = year_of(span.first) + 1;
  const int last = year_of(span.last);
  const int every = std::max((last - first) / kMostYears + 1, 1);
  for (int number = first; number <= last; number += every) {
    const Instant begin = std::chrono::sys_days(year(number) / 1 / 1);
    drawing.shapes.push_back(LineShape{span.x(begin), 0, span.x(begin), bottom, "grid"});
    drawing.shapes.push_back(
        TextShape{span.x(begin), bottom + 15, std::to_string(number), "quiet", Align::kMiddle});
  }
}

std::string row_words(const Family& family, const std::vector<const IncidentFacts*>& members) {
  const std::string title = members.empty() ? family.id : members.front()->title;
  return fmt::format("{} times: {}", family.incidents.size(), excerpt(title, kTitleBytes));
}

/// Its incidents along a line, in the row that begins at `y`.
void add_members(Drawing& drawing, const TimeSpan& span, double y,
                 const std::vector<const IncidentFacts*>& members) {
  if (members.empty()) return;
  drawing.shapes.push_back(LineShape{span.x(members.front()->started_at->at), y + kLine,
                                     span.x(members.back()->started_at->at), y + kLine, "life"});
  for (const IncidentFacts* one : members) {
    const bool first = one == members.front();
    drawing.shapes.push_back(
        MarkShape{span.x(one->started_at->at), y + kLine, first ? MarkForm::kRing : MarkForm::kDot,
                  "again", fmt::format("{} {}", format_day(one->started_at->at), one->id)});
  }
}

}  // namespace

Drawing family_chart(std::span<const Family> families, const IncidentsById& incidents) {
  Drawing drawing;
  const std::optional<TimeSpan> span = span_of(families, incidents);
  if (!span) return drawing;
  const double bottom = kRow * static_cast<double>(families.size());
  add_years(drawing, *span, bottom);
  double y = 0;
  for (const Family& family : families) {
    const std::vector<const IncidentFacts*> members = dated(family, incidents);
    drawing.shapes.push_back(TextShape{0, y + kTextLine, row_words(family, members), ""});
    add_members(drawing, *span, y, members);
    y += kRow;
  }
  drawing.height = bottom + 22;
  drawing.label =
      fmt::format("Families over time, from {} to {}; the tables below have the same incidents",
                  format_day(span->first), format_day(span->last));
  return drawing;
}

}  // namespace dejavu
