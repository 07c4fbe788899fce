// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/html/course.h"

#include <gmock/gmock.h>

#include "tests/server/answers.h"

namespace dejavu {
namespace {

using std::chrono::minutes;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

Postmortem outage() {
  Postmortem p;
  p.started_at = day("2025-02-11T17:40Z");
  p.detected_at = day("2025-02-11T18:10Z");
  p.known_at = day("2025-02-11T18:14Z");
  p.raised_at = day("2025-02-11T18:20Z");
  p.mitigated_at = day("2025-02-11T18:58Z");
  p.resolved_at = day("2025-02-11T19:40Z");
  return p;
}

Drawing drawn_alone(const Course& course) {
  return course_drawing(course, scale_of(std::span(&course, 1)));
}

std::vector<BarShape> bars_of(const Drawing& drawing) {
  std::vector<BarShape> bars;
  for (const Shape& shape : drawing.shapes) {
    if (const auto* bar = std::get_if<BarShape>(&shape)) bars.push_back(*bar);
  }
  return bars;
}

std::string words_of(const Drawing& drawing) {
  std::string words;
  for (const Shape& shape : drawing.shapes) {
    if (const auto* text = std::get_if<TextShape>(&shape)) words += text->text + "\n";
  }
  return words;
}

TEST(Course, NamesTheGapsThatTheFilesMeasure) {
  const Course course = course_of(outage());
  ASSERT_THAT(course.phases, SizeIs(4));
  EXPECT_EQ(course.phases[0].term, "blind gap");
  EXPECT_EQ(course.phases[0].length(), blind_gap(outage()));
  EXPECT_EQ(course.phases[1].term, "silence gap");
  EXPECT_EQ(course.phases[1].length(), silence_gap(outage()));
  EXPECT_THAT(words_of(drawn_alone(course)), HasSubstr("Nobody knew 34 min (blind gap)"));
}

TEST(Course, BarsAreAsLongAsTheTimesInTheTable) {
  const Course course = course_of(outage());
  const std::vector<BarShape> bars = bars_of(drawn_alone(course));
  ASSERT_THAT(bars, SizeIs(4));
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const double share = static_cast<double>(course.phases[i].length() / minutes(1)) / 120;
    EXPECT_NEAR(bars[i].width, 100 * share, 1e-9);
    const double begin = i == 0 ? 0 : bars[i - 1].x + bars[i - 1].width;
    EXPECT_NEAR(bars[i].x, begin, 1e-9);
  }
}

TEST(Course, DetectionStandsWhereItHappened) {
  for (const Shape& shape : drawn_alone(course_of(outage())).shapes) {
    const auto* mark = std::get_if<MarkShape>(&shape);
    if (mark == nullptr) continue;
    EXPECT_NEAR(mark->x, 25, 1e-9);
  }
}

TEST(Course, GapThatIsFarLongerIsCutAndTheOthersKeepTheirProportions) {
  Postmortem p = outage();
  p.resolved_at = day("2025-02-14T18:58Z");  // three days after 78 minutes
  const Course course = course_of(p);
  const CourseScale scale = scale_of(std::span(&course, 1));
  const std::vector<BarShape> bars = bars_of(course_drawing(course, scale));
  ASSERT_THAT(bars, SizeIs(5)) << "the long one in two halves";
  EXPECT_EQ(bars[3].style, "cut");
  EXPECT_NEAR(bars[0].width, 100 * 34.0 / (2 * 78), 1e-9);
  EXPECT_NEAR(bars[2].width / bars[1].width, 38.0 / 6, 1e-9);
  EXPECT_NEAR(bars[4].x + bars[4].width, 100, 1e-9);
  EXPECT_THAT(course_note(std::span(&course, 1), scale), HasSubstr("3 d or more"));
}

TEST(Course, TwoIncidentsStandOnOneScale) {
  Postmortem longer = outage();
  longer.resolved_at = day("2025-02-11T21:40Z");
  const std::array<Course, 2> courses = {course_of(outage()), course_of(longer)};
  const CourseScale scale = scale_of(courses);
  const std::vector<BarShape> one = bars_of(course_drawing(courses[0], scale));
  const std::vector<BarShape> other = bars_of(course_drawing(courses[1], scale));
  EXPECT_DOUBLE_EQ(one[0].width, other[0].width) << "34 minutes are 34 minutes";
  EXPECT_NEAR(one.back().x + one.back().width, 50, 1e-9);
  EXPECT_NEAR(other.back().x + other.back().width, 100, 1e-9);
}

TEST(Course, TimesThatAreNotExactOrRunBackwardsAreNotDrawn) {
  Postmortem p = outage();
  p.started_at = day("2025-02-11");
  EXPECT_THAT(course_of(p).phases, IsEmpty()) << "began some time that day";
  p = outage();
  p.raised_at = day("2025-02-11T17:00Z");
  const Course course = course_of(p);
  ASSERT_THAT(course.phases, SizeIs(3));
  EXPECT_EQ(course.phases[1].name, "Not mitigated");
  EXPECT_THAT(drawn_alone({}).shapes, IsEmpty());
}

TEST(Course, WithoutKnownTheDetectionParts) {
  Postmortem p = outage();
  p.known_at.reset();
  EXPECT_EQ(course_of(p).phases[0].name, "Not detected");
  EXPECT_THAT(course_of(p).phases[0].term, IsEmpty()) << "that is no blind gap";
  EXPECT_THAT(course_of(p).ticks, IsEmpty());
}

TEST(Course, NoTimeAtAllIsCutByZero) {
  Postmortem p = outage();
  p.detected_at = p.known_at = p.raised_at = p.mitigated_at = p.resolved_at = p.started_at;
  for (const BarShape& bar : bars_of(drawn_alone(course_of(p)))) EXPECT_EQ(bar.width, 0);
  EXPECT_THAT(words_of(drawn_alone(course_of(p))), Not(HasSubstr("nan")));
}

}  // namespace
}  // namespace dejavu
