// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/html/charts.h"

#include <gmock/gmock.h>

#include <array>

#include "server/html/axis.h"
#include "server/html/family_chart.h"
#include "tests/server/answers.h"

namespace dejavu {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

template <typename Wanted>
std::vector<Wanted> shapes_of(const Drawing& drawing, std::string_view style) {
  std::vector<Wanted> found;
  for (const Shape& shape : drawing.shapes) {
    const auto* one = std::get_if<Wanted>(&shape);
    if (one != nullptr && one->style == style) found.push_back(*one);
  }
  return found;
}

std::vector<std::string> texts_of(const Drawing& drawing, std::string_view style) {
  std::vector<std::string> texts;
  for (const TextShape& text : shapes_of<TextShape>(drawing, style)) texts.push_back(text.text);
  return texts;
}

QuarterFigure quarter(const std::string& name, std::size_t incidents, std::size_t recurred) {
  return {.quarter = name,
          .incidents = std::vector<std::string>(incidents, "x"),
          .recurred = std::vector<std::string>(recurred, "x"),
          .expected = garwood_rate({.count = recurred}).value()};
}

SpanQuarter gaps(const std::string& name, const Quartiles& quartiles) {
  return {.quarter = name, .counted = {"a", "b", "c", "d"}, .quartiles_s = quartiles};
}

/// Pixels between a place and the ground.
double height_at(double y) { return kPlotBottom - y; }

TEST(Charts, QuarterBarsAreAsHighAsTheCounts) {
  const std::vector<QuarterFigure> figures = {quarter("2025-Q4", 8, 2), quarter("2026-Q1", 4, 1)};
  const Drawing drawing = quarter_chart(figures);
  const std::vector<BarShape> all = shapes_of<BarShape>(drawing, "all");
  const std::vector<BarShape> again = shapes_of<BarShape>(drawing, "again");
  ASSERT_THAT(all, SizeIs(2));
  ASSERT_THAT(again, SizeIs(2));
  EXPECT_NEAR(all[0].height, 2 * all[1].height, 1e-9);
  EXPECT_NEAR(again[0].height, all[0].height / 4, 1e-9);
  const std::vector<LineShape> whiskers = shapes_of<LineShape>(drawing, "whisker");
  ASSERT_THAT(whiskers, SizeIs(6)) << "a line with two ends each";
  EXPECT_NEAR(height_at(whiskers[0].y2) / all[0].height, figures[0].expected.interval.high / 8,
              1e-9);
  EXPECT_THAT(texts_of(drawing, "quiet"), ElementsAre("2025", "2026"));
}

TEST(Charts, YearsDoNotRunIntoEachOther) {
  std::vector<QuarterFigure> figures = {quarter("2024-Q4", 1, 0)};
  for (const std::string year : {"2025", "2026"}) {
    for (const char number : {'1', '2', '3', '4'}) {
      figures.push_back(quarter(year + "-Q" + number, 1, 0));
    }
  }
  EXPECT_THAT(texts_of(quarter_chart(figures), "quiet"), ElementsAre("2025", "2026"));
  figures.clear();
  for (int year = 2003; year <= 2025; ++year) {
    for (const char number : {'1', '2', '3', '4'}) {
      figures.push_back(quarter(std::to_string(year) + "-Q" + number, 1, 0));
    }
  }
  double before = -100;
  for (const TextShape& year : shapes_of<TextShape>(quarter_chart(figures), "quiet")) {
    EXPECT_GE(year.x - before, 12) << year.text;
    before = year.x;
  }
}

TEST(Charts, QuarterWithoutRecurrencesHasNoDarkPart) {
  EXPECT_THAT(shapes_of<BarShape>(quarter_chart({quarter("2026-Q1", 3, 0)}), "again"), IsEmpty());
}

TEST(Charts, GapsReachFromQuartileToQuartile) {
  const Drawing drawing = gap_chart({gaps("2026-Q1", {.lower = 60, .median = 120, .upper = 240}),
                                     gaps("2026-Q2", {.lower = 120, .median = 180, .upper = 240})},
                                    "Blind gap");
  const std::vector<BarShape> bars = shapes_of<BarShape>(drawing, "quartiles");
  const std::vector<LineShape> medians = shapes_of<LineShape>(drawing, "median");
  ASSERT_THAT(bars, SizeIs(2));
  EXPECT_NEAR(bars[0].height / bars[1].height, 180.0 / 120, 1e-9);
  EXPECT_NEAR(height_at(medians[0].y1) / height_at(medians[1].y1), 120.0 / 180, 1e-9);
  EXPECT_NEAR(height_at(bars[0].y + bars[0].height) * 4, height_at(bars[0].y), 1e-9);
}

TEST(Charts, GapFarAboveTheOthersIsCutAndTold) {
  const Quartiles usual = {.lower = 60, .median = 120, .upper = 300};
  const std::vector<SpanQuarter> quarters = {
      gaps("2025-Q3", usual), gaps("2025-Q4", usual), gaps("2026-Q1", usual),
      gaps("2026-Q2", {.lower = 120, .median = 300, .upper = 86400})};
  const Drawing drawing = gap_chart(quarters, "Blind gap");
  const std::vector<BarShape> bars = shapes_of<BarShape>(drawing, "quartiles");
  EXPECT_DOUBLE_EQ(bars[3].y, kPlotTop);
  EXPECT_GT(bars[0].height, (kPlotBottom - kPlotTop) / 3) << "the others are still seen";
  EXPECT_THAT(texts_of(drawing, ""), testing::Contains(HasSubstr("↑ 1 d")));
  EXPECT_THAT(gap_note(quarters), HasSubstr("arrow"));
  EXPECT_THAT(gap_note({gaps("2026-Q1", usual)}), IsEmpty());
}

TEST(Charts, QuarterWithTooFewGapsHasNoBar) {
  const std::vector<SpanQuarter> quarters = {
      gaps("2026-Q1", {.lower = 60, .median = 120, .upper = 240}), {.quarter = "2026-Q2"}};
  EXPECT_THAT(shapes_of<BarShape>(gap_chart(quarters, "x"), "quartiles"), SizeIs(1));
  EXPECT_THAT(gap_chart({{.quarter = "2026-Q2"}}, "x").shapes, IsEmpty());
}

TEST(Charts, SurvivalStepsAreThoseOfTheCurve) {
  const std::array<Lifetime, 4> lifetimes = {{{10, true}, {20, true}, {40, false}, {40, false}}};
  const std::array<double, 1> asked = {40};
  const SurvivalCurve curve = kaplan_meier(lifetimes, asked).value();
  const Drawing drawing = survival_chart(curve);
  std::vector<std::pair<double, double>> levels;  // where it begins, in percent, and its share
  for (const LineShape& line : shapes_of<LineShape>(drawing, "curve")) {
    if (line.y1 == line.y2) {
      levels.emplace_back(line.x1, height_at(line.y1) / (kPlotBottom - kPlotTop));
    }
  }
  EXPECT_THAT(levels,
              ElementsAre(std::pair(0.0, 1.0), std::pair(25.0, 0.75), std::pair(50.0, 0.5)));
  const std::vector<BarShape> bands = shapes_of<BarShape>(drawing, "band");
  ASSERT_THAT(bands, SizeIs(2));
  EXPECT_NEAR(height_at(bands[0].y) / (kPlotBottom - kPlotTop), curve.steps[0].interval->high,
              1e-9);
}

TEST(Charts, MeanCumulativeFunctionEndsAtItsLastStep) {
  MeanCumulativeFunction mean{.systems = 2, .events = 2};
  mean.steps = {{50, 2, 1, 0.5}, {100, 2, 1, 1.0}};
  const std::vector<LineShape> lines = shapes_of<LineShape>(cumulative_chart(mean), "curve");
  EXPECT_DOUBLE_EQ(lines.back().x1, 100);
  EXPECT_NEAR(height_at(lines[1].y2) * 2, height_at(lines.back().y2), 1e-9);
}

TEST(Charts, RatesStandWithinTheirIntervals) {
  const GroupFigure group{.name = "queue", .rate = wilson_proportion(3, 10)};
  const Drawing drawing = rate_chart({group, {.name = "tiny"}});
  const std::vector<LineShape> ranges = shapes_of<LineShape>(drawing, "range");
  const std::vector<MarkShape> marks = shapes_of<MarkShape>(drawing, "again");
  ASSERT_THAT(marks, SizeIs(1)) << "no mark where there are too few";
  EXPECT_DOUBLE_EQ(marks[0].x, 30);
  EXPECT_DOUBLE_EQ(ranges[0].x1, 100 * group.rate->interval.low);
  EXPECT_DOUBLE_EQ(ranges[0].x2, 100 * group.rate->interval.high);
}

TEST(Charts, FamiliesStandOnOneScaleOfTime) {
  std::vector<IncidentFacts> incidents(3);
  const std::array<const char*, 3> days = {"2025-01-01", "2025-01-11", "2025-01-31"};
  for (std::size_t i = 0; i < incidents.size(); ++i) {
    incidents[i].id = incidents[i].title = "PM-" + std::to_string(i);
    incidents[i].started_at = day(days[i]);
  }
  const std::array<Family, 1> families = {
      Family{.id = "PM-0", .incidents = {"PM-0", "PM-1", "PM-2"}}};
  const auto marks =
      shapes_of<MarkShape>(family_chart(families, IncidentsById(incidents)), "again");
  ASSERT_THAT(marks, SizeIs(3));
  EXPECT_EQ(marks[0].form, MarkForm::kRing) << "the first time";
  EXPECT_EQ(marks[1].form, MarkForm::kDot);
  EXPECT_NEAR((marks[1].x - marks[0].x) * 3, marks[2].x - marks[0].x, 1e-9);
}

TEST(Charts, AxesAreRoundAndHoldTheLargestValue) {
  for (const double most : {0.03, 0.9, 1.0, 4.0, 10.2, 99.0, 12345.0}) {
    const Axis axis = axis_up_to(most);
    EXPECT_GE(axis.most, most * (1 - 1e-9));
    EXPECT_LE(axis.ticks.size(), 6U) << most;
    EXPECT_GE(axis.ticks.size(), 2U) << most;
  }
  EXPECT_THAT(axis_up_to(10.2).ticks, ElementsAre(0, 5, 10, 15));
  EXPECT_THAT(time_axis_up_to(3.4 * 3600).ticks, ElementsAre(0, 3600, 7200, 10800, 14400));
}

}  // namespace
}  // namespace dejavu
