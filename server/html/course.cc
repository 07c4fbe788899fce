// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/html/course.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <set>

#include "core/base/time_words.h"
#include "server/html/times.h"

namespace dejavu {
namespace {

using std::chrono::seconds;

// Pixels.
constexpr double kRow = 44;
constexpr double kTextLine = 15;  // of the row: where its words stand
constexpr double kBarTop = 21;
constexpr double kBarHeight = 14;

bool is_exact(const std::optional<Moment>& moment) {
  return moment &&
         (moment->precision == Precision::kMinute || moment->precision == Precision::kSecond);
}

struct Milestone {
  std::string_view name;
  Instant at{};
};

std::vector<Milestone> milestones_of(const Postmortem& p) {
  const bool known = is_exact(p.known_at);
  const std::array<std::pair<std::string_view, const std::optional<Moment>*>, 5> row = {{
      {"began", &p.started_at},
      {known ? "known" : "detected", known ? &p.known_at : &p.detected_at},
      {"raised", &p.raised_at},
      {"mitigated", &p.mitigated_at},
      {"resolved", &p.resolved_at},
  }};
  std::vector<Milestone> milestones;
  if (!is_exact(p.started_at)) return milestones;
  for (const auto& [name, moment] : row) {
    if (!is_exact(*moment)) continue;
    if (!milestones.empty() && (*moment)->at < milestones.back().at) continue;
    milestones.push_back({name, (*moment)->at});
  }
  return milestones;
}

Phase phase_between(const Milestone& from, const Milestone& until) {
  Phase phase{.from = from.at, .until = until.at};
  if (until.name == "known") {
    phase.name = "Nobody knew";
    phase.term = "blind gap";
  } else if (until.name == "detected") {
    phase.name = "Not detected";
  } else if (until.name == "raised") {
    const bool known = from.name == "known";
    phase.name = known ? "Known, not said" : "Not raised";
    phase.term = known ? "silence gap" : "";
  } else if (until.name == "mitigated") {
    phase.name = from.name == "raised" ? "Raised, not mitigated" : "Not mitigated";
  } else {
    phase.name = from.name == "mitigated" ? "Mitigated, not resolved" : "Not resolved";
  }
  return phase;
}

seconds drawn_length(const Phase& phase, const CourseScale& scale) {
  const bool cut = scale.cut_from && phase.length() >= *scale.cut_from;
  return cut ? scale.cut_to : phase.length();
}

std::vector<seconds> lengths_of(std::span<const Course> courses) {
  std::vector<seconds> lengths;
  for (const Course& course : courses) {
    for (const Phase& phase : course.phases) lengths.push_back(phase.length());
  }
  std::sort(lengths.begin(), lengths.end());
  return lengths;
}

/// From which length on phases are cut.
std::optional<seconds> cut_of(const std::vector<seconds>& sorted) {
  for (std::size_t cut = 1; cut <= sorted.size() / 2; ++cut) {
    const auto first = sorted.end() - static_cast<std::ptrdiff_t>(cut);
    const seconds rest = std::accumulate(sorted.begin(), first, seconds(0));
    if (rest.count() > 0 && *first > kFarLonger * rest) return *first;
  }
  return std::nullopt;
}

class CourseDrawer {
 public:
  CourseDrawer(const Course& course, const CourseScale& scale) : course_(course), scale_(scale) {}

  Drawing draw() {
    std::vector<std::string> words;
    for (const Phase& phase : course_.phases) {
      words.push_back(fmt::format("{} {}", phase.name, duration_words(phase.length())));
      add(phase);
    }
    drawing_.height = kRow * static_cast<double>(course_.phases.size());
    drawing_.label = "Timeline: " + fmt::format("{}", fmt::join(words, ", "));
    return std::move(drawing_);
  }

 private:
  double percent(seconds length) const {
    return 100.0 * static_cast<double>(length.count()) / static_cast<double>(scale_.width.count());
  }

  void add(const Phase& phase) {
    const double y = kRow * static_cast<double>(row_);
    const double width = percent(drawn_length(phase, scale_));
    const bool cut = drawn_length(phase, scale_) != phase.length();
    if (row_ > 0) {
      drawing_.shapes.push_back(
          LineShape{x_, y - kRow + kBarTop, x_, y + kBarTop + kBarHeight, "guide"});
    }
    drawing_.shapes.push_back(TextShape{0, y + kTextLine, words_of(phase), ""});
    if (cut) {
      add_cut_bar(y + kBarTop, width);
    } else {
      drawing_.shapes.push_back(
          BarShape{x_, y + kBarTop, width, kBarHeight, style_of(phase), std::string(phase.name)});
    }
    // So that a minute in a day is seen.
    drawing_.shapes.push_back(LineShape{x_, y + kBarTop, x_, y + kBarTop + kBarHeight, "edge"});
    add_ticks(phase, y + kBarTop + kBarHeight / 2);
    x_ += width;
    ++row_;
  }

  static std::string_view style_of(const Phase& phase) {
    if (phase.term == "blind gap") return "blind";
    return phase.term == "silence gap" ? "silence" : "phase";
  }

  /// Two halves with a gap between them.
  void add_cut_bar(double y, double width) {
    constexpr double kHalf = 0.47;
    drawing_.shapes.push_back(BarShape{x_, y, width * kHalf, kBarHeight, "cut", "cut"});
    drawing_.shapes.push_back(
        BarShape{x_ + width * (1 - kHalf), y, width * kHalf, kBarHeight, "cut", "cut"});
    for (const double at : {kHalf, 1 - kHalf}) {
      const double x = x_ + width * at;
      drawing_.shapes.push_back(LineShape{x - .6, y + kBarHeight + 3, x + .6, y - 3, "edge"});
    }
  }

  void add_ticks(const Phase& phase, double y) {
    for (const Tick& tick : course_.ticks) {
      if (!is_in(tick, phase)) continue;
      const double x = x_ + percent(drawn_length(phase, scale_)) * share_of(tick, phase);
      drawing_.shapes.push_back(
          MarkShape{x, y, MarkForm::kDiamond, "tick", std::string(tick.name)});
    }
  }

  bool is_in(const Tick& tick, const Phase& phase) const {
    const bool last = &phase == &course_.phases.back();
    return tick.at >= phase.from && (tick.at < phase.until || (last && tick.at == phase.until));
  }

  static double share_of(const Tick& tick, const Phase& phase) {
    if (phase.length().count() == 0) return 0;
    return static_cast<double>((tick.at - phase.from).count()) /
           static_cast<double>(phase.length().count());
  }

  static std::string words_of(const Phase& phase) {
    std::string words = fmt::format("{} {}", phase.name, duration_words(phase.length()));
    if (!phase.term.empty()) words += fmt::format(" ({})", phase.term);
    return words;
  }

  const Course& course_;
  const CourseScale& scale_;
  Drawing drawing_;
  double x_ = 0;
  std::size_t row_ = 0;
};

std::string_view time_label(std::string_view name) {
  if (name == "started_at") return "Began";
  if (name == "detected_at") return "Detected";
  if (name == "known_at") return "Known";
  if (name == "raised_at") return "Raised";
  if (name == "acknowledged_at") return "Acknowledged";
  if (name == "mitigated_at") return "Mitigated";
  return "Resolved";
}

/// "1 h 36 min later"; empty where it cannot be said to the minute.
std::string after_text(const Postmortem& p, const std::optional<Moment>& moment) {
  if (!is_exact(p.started_at) || !is_exact(moment) || moment == p.started_at) return "";
  const auto after = moment->at - p.started_at->at;
  if (after.count() < 0) return duration_words(-after) + " before it began";
  return duration_words(after) + " later";
}

}  // namespace

Course course_of(const Postmortem& postmortem) {
  const std::vector<Milestone> milestones = milestones_of(postmortem);
  Course course;
  for (std::size_t i = 1; i < milestones.size(); ++i) {
    course.phases.push_back(phase_between(milestones[i - 1], milestones[i]));
  }
  if (is_exact(postmortem.known_at) && is_exact(postmortem.detected_at)) {
    course.ticks.push_back({"detected", postmortem.detected_at->at});
  }
  if (is_exact(postmortem.acknowledged_at)) {
    course.ticks.push_back({"acknowledged", postmortem.acknowledged_at->at});
  }
  return course;
}

CourseScale scale_of(std::span<const Course> courses) {
  CourseScale scale;
  scale.cut_from = cut_of(lengths_of(courses));
  for (const Course& course : courses) {
    seconds uncut(0);
    for (const Phase& phase : course.phases) {
      if (!scale.cut_from || phase.length() < *scale.cut_from) uncut += phase.length();
    }
    scale.cut_to = std::max(scale.cut_to, uncut);
  }
  for (const Course& course : courses) {
    seconds width(0);
    for (const Phase& phase : course.phases) width += drawn_length(phase, scale);
    scale.width = std::max(scale.width, width);
  }
  return scale;
}

Drawing course_drawing(const Course& course, const CourseScale& scale) {
  return CourseDrawer(course, scale).draw();
}

std::string course_note(std::span<const Course> courses, const CourseScale& scale) {
  std::set<std::string_view> names;
  for (const Course& course : courses) {
    for (const Tick& tick : course.ticks) names.insert(tick.name);
  }
  std::string note = "Drawn to scale";
  if (scale.cut_from) {
    note += fmt::format(", but for what has a gap in its bar: {} or more, over {} times the rest",
                        duration_words(*scale.cut_from), kFarLonger);
  }
  if (!names.empty()) note += fmt::format(". ◆ {}", fmt::join(names, ", "));
  return note + ".";
}

TemplateValue::List moment_rows(const Postmortem& postmortem, Instant now) {
  TemplateValue::List rows;
  for (const MomentField& field : kMomentFields) {
    const std::optional<Moment>& moment = postmortem.*field.member;
    TemplateValue value = moment_value(moment, now);
    if (std::holds_alternative<bool>(value.value())) continue;
    value["name"] = time_label(field.name);
    value["after"] = after_text(postmortem, moment);
    rows.push_back(std::move(value));
  }
  return rows;
}

}  // namespace dejavu
