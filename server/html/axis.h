// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <vector>

#include "server/html/drawing.h"

namespace dejavu {

/// The height of a chart without its words below; pixels.
inline constexpr double kPlotTop = 10;
inline constexpr double kPlotBottom = 150;

/// Room for two lines of words below a chart.
inline constexpr double kChartHeight = 192;

/// A value axis that begins at 0.
struct Axis {
  double most = 1;            // at the top
  std::vector<double> ticks;  // round values from 0 up to `most`

  /// Pixels from the top; larger values than `most` are drawn there.
  double y(double value) const;
};

/// At most five ticks, of 1, 2 or 5 times a power of ten, up to the first that holds `most`.
Axis axis_up_to(double most);

/// The same in round times, for seconds.
Axis time_axis_up_to(double most_s);

/// A line across for each tick, with its words to the left. One text for each of `axis.ticks`.
void add_axis(Drawing& drawing, const Axis& axis, const std::vector<std::string>& words);

/// A row of columns along x, one a quarter.
struct Columns {
  std::size_t count = 1;

  double width() const { return 100.0 / static_cast<double>(count); }
  double middle(std::size_t column) const { return width() * (static_cast<double>(column) + 0.5); }
};

/// "Q3" below each column with room, and the year below the first one of it where it does not run
/// into the next. `quarters` are like "2026-Q3".
void add_quarters(Drawing& drawing, const std::vector<std::string>& quarters);

}  // namespace dejavu
