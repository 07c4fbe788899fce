// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/html/axis.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace dejavu {
namespace {

constexpr std::size_t kMostTicks = 5;

/// On a phone that many words stand beside each other.
constexpr std::size_t kMostQuarterNames = 12;

/// Of the width: four digits and a gap, on a phone.
constexpr double kYearRoom = 12;

constexpr double kFirstLine = kPlotBottom + 17;
constexpr double kSecondLine = kPlotBottom + 34;

Axis axis_with(double most, double step) {
  Axis axis;
  axis.ticks = {0};
  while (axis.ticks.back() < most) axis.ticks.push_back(axis.ticks.back() + step);
  axis.most = axis.ticks.back();
  return axis;
}

/// From the right: a year with its last quarter alone makes room for the next.
void drop_crowded(std::vector<TextShape>& years) {
  std::size_t next = years.size();
  for (std::size_t i = years.size(); i-- > 0;) {
    if (next < years.size() && years[next].x - years[i].x < kYearRoom) {
      years.erase(years.begin() + static_cast<std::ptrdiff_t>(i));
      --next;
    } else {
      next = i;
    }
  }
}

}  // namespace

double Axis::y(double value) const {
  const double share = std::clamp(value / most, 0.0, 1.0);
  return kPlotBottom - share * (kPlotBottom - kPlotTop);
}

Axis axis_up_to(double most) {
  most = std::max(most, 1e-6);
  double step = std::pow(10, std::floor(std::log10(most)) - 1);
  constexpr std::array<double, 3> kNext = {2, 2.5, 2};  // 1 → 2 → 5 → 10
  for (std::size_t i = 0; most / step > static_cast<double>(kMostTicks - 1); ++i) {
    step *= kNext[i % kNext.size()];
  }
  return axis_with(most, step);
}

Axis time_axis_up_to(double most_s) {
  // A minute to four weeks; above, whole numbers of them.
  constexpr std::array<double, 15> kSteps = {60,    300,    600,    900,     1800,
                                             3600,  7200,   14400,  21600,   43200,
                                             86400, 172800, 604800, 1209600, 2419200};
  for (const double step : kSteps) {
    if (most_s / step <= static_cast<double>(kMostTicks - 1)) {
      return axis_with(std::max(most_s, 1.0), step);
    }
  }
  return axis_with(most_s, kSteps.back() * std::ceil(most_s / kSteps.back() /
                                                     static_cast<double>(kMostTicks - 1)));
}

void add_axis(Drawing& drawing, const Axis& axis, const std::vector<std::string>& words) {
  for (std::size_t i = 0; i < axis.ticks.size(); ++i) {
    const double y = axis.y(axis.ticks[i]);
    drawing.shapes.push_back(LineShape{0, y, 100, y, i == 0 ? "base" : "grid"});
    drawing.shapes.push_back(TextShape{0, y + 4, words.at(i), "scale", Align::kEnd});
  }
  drawing.height = kChartHeight;
}

void add_quarters(Drawing& drawing, const std::vector<std::string>& quarters) {
  const Columns columns{std::max<std::size_t>(quarters.size(), 1)};
  const std::size_t every = (quarters.size() + kMostQuarterNames - 1) / kMostQuarterNames;
  std::vector<TextShape> years;
  std::string year;
  for (std::size_t i = 0; i < quarters.size(); ++i) {
    if (i % every != 0) continue;
    const std::string& name = quarters[i];  // "2026-Q3"
    const std::size_t dash = std::min(name.find('-'), name.size());
    const double x = columns.middle(i);
    if (dash + 1 < name.size()) {
      drawing.shapes.push_back(TextShape{x, kFirstLine, name.substr(dash + 1), "", Align::kMiddle});
    }
    if (name.substr(0, dash) == year) continue;
    year = name.substr(0, dash);
    years.push_back({x, kSecondLine, year, "quiet", Align::kMiddle});
  }
  drop_crowded(years);
  drawing.shapes.insert(drawing.shapes.end(), years.begin(), years.end());
}

}  // namespace dejavu
