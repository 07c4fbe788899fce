// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/html/charts.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/text.h"
#include "core/base/time_words.h"
#include "server/html/axis.h"

namespace dejavu {
namespace {

/// Of a column, so that neighbours do not touch.
constexpr double kBarShare = 0.56;
constexpr double kCapShare = 0.14;

/// A name has to fit beside a phone's edge; the table has all of it.
constexpr std::size_t kNameBytes = 40;

std::string words_of_seconds(double seconds) {
  return duration_words(std::chrono::seconds(static_cast<std::int64_t>(seconds)));
}

std::vector<std::string> count_words(const Axis& axis) {
  std::vector<std::string> words;
  for (const double tick : axis.ticks) words.push_back(fmt::format("{:g}", tick));
  return words;
}

std::vector<std::string> time_words(const Axis& axis) {
  std::vector<std::string> words;
  for (const double tick : axis.ticks) words.push_back(tick == 0 ? "0" : words_of_seconds(tick));
  return words;
}

std::vector<std::string> percent_words(const Axis& axis) {
  std::vector<std::string> words;
  for (const double tick : axis.ticks) words.push_back(fmt::format("{:.0f} %", tick * 100));
  return words;
}

double tallest_uncut(const std::vector<SpanQuarter>& quarters) {
  std::vector<double> uppers;
  for (const SpanQuarter& quarter : quarters) {
    if (quarter.quartiles_s) uppers.push_back(quarter.quartiles_s->upper);
  }
  return kTallestGap * quartiles(uppers, 1).value_or(Quartiles{}).median;
}

double tallest_drawn(const std::vector<SpanQuarter>& quarters) {
  const double cut = tallest_uncut(quarters);
  double most = 0;
  for (const SpanQuarter& quarter : quarters) {
    if (quarter.quartiles_s && (cut == 0 || quarter.quartiles_s->upper <= cut)) {
      most = std::max(most, quarter.quartiles_s->upper);
    }
  }
  return most;
}

template <typename Figures>
std::vector<std::string> quarter_names(const Figures& figures) {
  std::vector<std::string> names;
  for (const auto& figure : figures) names.push_back(figure.quarter);
  return names;
}

struct Column {
  double x = 0;    // of its middle
  double bar = 0;  // how wide a bar is
};

void add_whisker(Drawing& drawing, const Axis& axis, const Column& column,
                 const Interval& interval) {
  const double low = axis.y(interval.low);
  const double high = axis.y(interval.high);
  const double cap = column.bar * kCapShare;
  drawing.shapes.push_back(LineShape{column.x, low, column.x, high, "whisker"});
  for (const double y : {low, high}) {
    drawing.shapes.push_back(LineShape{column.x - cap, y, column.x + cap, y, "whisker"});
  }
}

std::vector<Column> columns_of(std::size_t count) {
  const Columns columns{std::max<std::size_t>(count, 1)};
  std::vector<Column> all;
  for (std::size_t i = 0; i < count; ++i) {
    all.push_back({columns.middle(i), columns.width() * kBarShare});
  }
  return all;
}

void add_gap(Drawing& drawing, const Axis& axis, const Column& column, const SpanQuarter& quarter) {
  const Quartiles& q = *quarter.quartiles_s;
  const double left = column.x - column.bar / 2;
  const double top = axis.y(q.upper);
  drawing.shapes.push_back(BarShape{left, top, column.bar, axis.y(q.lower) - top, "quartiles",
                                    words_of_seconds(q.median)});
  const double median = axis.y(q.median);
  drawing.shapes.push_back(LineShape{left, median, left + column.bar, median, "median"});
  if (q.upper <= axis.most) return;
  drawing.shapes.push_back(
      TextShape{column.x, top - 1, "↑ " + words_of_seconds(q.upper), "", Align::kMiddle});
}

void add_bar(Drawing& drawing, const BarShape& bar) {
  if (bar.height > 0) drawing.shapes.push_back(bar);
}

void add_quarter(Drawing& drawing, const Axis& axis, const Column& column,
                 const QuarterFigure& quarter) {
  const double left = column.x - column.bar / 2;
  const auto bar = [&](std::size_t count, std::string_view style) {
    const double top = axis.y(static_cast<double>(count));
    add_bar(drawing, {left, top, column.bar, kPlotBottom - top, style,
                      fmt::format("{} of {}", quarter.recurred.size(), quarter.incidents.size())});
  };
  bar(quarter.incidents.size(), "all");
  bar(quarter.recurred.size(), "again");
  add_whisker(drawing, axis, column, quarter.expected.interval);
}

/// A share that stays until the next step.
struct Level {
  double from = 0;
  double until = 0;
  double share = 1;
  std::optional<Interval> band;
};

std::vector<Level> levels_of(const SurvivalCurve& curve, double until) {
  std::vector<Level> levels = {{0, until, 1, std::nullopt}};
  for (const SurvivalStep& step : curve.steps) {
    if (step.time >= until) break;
    levels.back().until = step.time;
    levels.push_back({step.time, until, step.survival, step.interval});
  }
  return levels;
}

double last_time(const SurvivalCurve& curve) {
  double last = 1;
  for (const SurvivalAt& at : curve.asked) last = std::max(last, at.time);
  for (const SurvivalStep& step : curve.steps) last = std::max(last, step.time);
  return last;
}

/// Days below a chart, at round places.
void add_days(Drawing& drawing, double until) {
  for (const double tick : axis_up_to(until).ticks) {
    if (tick > until) continue;
    const double x = 100 * tick / until;
    drawing.shapes.push_back(LineShape{x, kPlotBottom, x, kPlotBottom + 4, "base"});
    drawing.shapes.push_back(TextShape{
        x, kPlotBottom + 17, tick == 0 ? "0 days" : fmt::format("{:g}", tick), "", Align::kMiddle});
  }
}

/// A line that is level up to each step.
void add_step(Drawing& drawing, const LineShape& level, double from_y) {
  if (from_y != level.y1) {
    drawing.shapes.push_back(LineShape{level.x1, from_y, level.x1, level.y1, level.style});
  }
  drawing.shapes.push_back(level);
}

}  // namespace

Drawing quarter_chart(const std::vector<QuarterFigure>& quarters) {
  Drawing drawing;
  if (quarters.empty()) return drawing;
  double most = 1;
  for (const QuarterFigure& quarter : quarters) {
    most = std::max(
        {most, static_cast<double>(quarter.incidents.size()), quarter.expected.interval.high});
  }
  const Axis axis = axis_up_to(most);
  add_axis(drawing, axis, count_words(axis));
  const std::vector<Column> columns = columns_of(quarters.size());
  for (std::size_t i = 0; i < quarters.size(); ++i) {
    add_quarter(drawing, axis, columns[i], quarters[i]);
  }
  add_quarters(drawing, quarter_names(quarters));
  drawing.label =
      "Incidents of each quarter and the recurrences among them; the table below has "
      "the same figures";
  return drawing;
}

Drawing gap_chart(const std::vector<SpanQuarter>& quarters, std::string_view name) {
  Drawing drawing;
  const double tallest = tallest_drawn(quarters);
  if (tallest == 0) return drawing;
  const Axis axis = time_axis_up_to(tallest);
  add_axis(drawing, axis, time_words(axis));
  const std::vector<Column> columns = columns_of(quarters.size());
  for (std::size_t i = 0; i < quarters.size(); ++i) {
    if (quarters[i].quartiles_s) add_gap(drawing, axis, columns[i], quarters[i]);
  }
  add_quarters(drawing, quarter_names(quarters));
  drawing.label = fmt::format(
      "{}, quartiles and median of each quarter; the table below has the same figures", name);
  return drawing;
}

std::string gap_note(const std::vector<SpanQuarter>& quarters) {
  const double most = time_axis_up_to(tallest_drawn(quarters)).most;
  const bool cut = std::any_of(quarters.begin(), quarters.end(), [&](const SpanQuarter& quarter) {
    return quarter.quartiles_s && quarter.quartiles_s->upper > most;
  });
  return cut ? "Bars with an arrow reach beyond the top, to the time that stands there." : "";
}

Drawing survival_chart(const SurvivalCurve& curve) {
  Drawing drawing;
  if (curve.lifetimes == 0) return drawing;
  const Axis axis = Axis{1, {0, .25, .5, .75, 1}};
  add_axis(drawing, axis, percent_words(axis));
  const double until = last_time(curve);
  const std::vector<Level> levels = levels_of(curve, until);
  for (const Level& level : levels) {
    if (!level.band) continue;
    const double top = axis.y(level.band->high);
    add_bar(drawing, {100 * level.from / until, top, 100 * (level.until - level.from) / until,
                      axis.y(level.band->low) - top, "band"});
  }
  double before = axis.y(1);
  for (const Level& level : levels) {
    const double y = axis.y(level.share);
    add_step(drawing, {100 * level.from / until, y, 100 * level.until / until, y, "curve"}, before);
    before = y;
  }
  add_days(drawing, until);
  drawing.label =
      "Share of repairs that hold longer than so many days, with its band; the table "
      "below has the same figures";
  return drawing;
}

Drawing cumulative_chart(const MeanCumulativeFunction& mean) {
  Drawing drawing;
  if (mean.steps.empty()) return drawing;
  const double until = std::max(mean.steps.back().time, 1.0);
  const Axis axis = axis_up_to(mean.steps.back().mean);
  add_axis(drawing, axis, count_words(axis));
  double x = 0;
  double y = axis.y(0);
  double before = y;
  for (const CumulativeStep& step : mean.steps) {
    const double next = 100 * step.time / until;
    add_step(drawing, {x, y, next, y, "curve"}, before);
    before = y;
    x = next;
    y = axis.y(step.mean);
  }
  drawing.shapes.push_back(LineShape{x, before, x, y, "curve"});
  add_days(drawing, until);
  drawing.label =
      "Recurrences of a service on average, by days since the first incident; the "
      "table below has the same figures";
  return drawing;
}

Drawing rate_chart(const std::vector<GroupFigure>& groups) {
  constexpr double kRow = 34;
  Drawing drawing;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const double y = kRow * static_cast<double>(i);
    drawing.shapes.push_back(TextShape{0, y + 13, excerpt(groups[i].name, kNameBytes), ""});
    drawing.shapes.push_back(LineShape{0, y + 24, 100, y + 24, "grid"});
    if (!groups[i].rate) continue;
    const Interval& interval = groups[i].rate->interval;
    drawing.shapes.push_back(
        LineShape{100 * interval.low, y + 24, 100 * interval.high, y + 24, "range"});
    drawing.shapes.push_back(
        MarkShape{100 * groups[i].rate->rate, y + 24, MarkForm::kDot, "again"});
  }
  const double bottom = kRow * static_cast<double>(groups.size());
  for (const int percent : {0, 50, 100}) {
    const Align align = percent == 0 ? Align::kStart : percent == 50 ? Align::kMiddle : Align::kEnd;
    drawing.shapes.push_back(TextShape{static_cast<double>(percent), bottom + 14,
                                       fmt::format("{} %", percent), "quiet", align});
  }
  drawing.height = bottom + 22;
  drawing.label = "Rates with their intervals; the table below has the same figures";
  return drawing;
}

}  // namespace dejavu
