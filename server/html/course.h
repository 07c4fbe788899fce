// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/postmortem/postmortem.h"
#include "server/html/drawing.h"
#include "server/html/templates.h"

namespace dejavu {

/// A part of an incident, between two of its times that are known to the minute.
struct Phase {
  std::string_view name;  // "Nobody knew"
  std::string_view term;  // "blind gap", "silence gap" or empty
  Instant from{};
  Instant until{};

  std::chrono::seconds length() const { return until - from; }
  bool operator==(const Phase&) const = default;
};

/// A time within a phase that parts nothing: detected, acknowledged.
struct Tick {
  std::string_view name;
  Instant at{};

  bool operator==(const Tick&) const = default;
};

/// What happened when, as far as it can be drawn.
struct Course {
  std::vector<Phase> phases;  // each begins where the one before ends
  std::vector<Tick> ticks;

  bool operator==(const Course&) const = default;
};

/// From began over known (detected where nobody says when it was known), raised and mitigated to
/// resolved. Times that are not known to the minute, and those before an earlier one of this row,
/// are left out.
Course course_of(const Postmortem& postmortem);

/// A phase as long as all others together and this many times over would leave nothing to be seen
/// of them.
inline constexpr int kFarLonger = 12;

/// How long phases are drawn, so that several courses can stand on one scale. At most half of all
/// phases are cut: those that are kFarLonger times the rest together. Each is drawn as long as the
/// uncut phases of one course.
struct CourseScale {
  std::chrono::seconds width{1};                 // what the whole drawing stands for
  std::optional<std::chrono::seconds> cut_from;  // phases of this length or longer are cut …
  std::chrono::seconds cut_to{};                 // … and drawn as if they had this one

  bool operator==(const CourseScale&) const = default;
};

CourseScale scale_of(std::span<const Course> courses);

/// A bar for each phase in a row of its own, each beginning below the end of the one before.
Drawing course_drawing(const Course& course, const CourseScale& scale);

/// What to know when looking at such drawings: what the marks are, and whether bars are cut.
std::string course_note(std::span<const Course> courses, const CourseScale& scale);

/// {name, datetime, full, after} for each time of the incident, in order: the same as the
/// drawing, as a table.
TemplateValue::List moment_rows(const Postmortem& postmortem, Instant now);

}  // namespace dejavu
