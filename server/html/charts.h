// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/review/figures.h"
#include "server/html/drawing.h"

namespace dejavu {

// Charts of the figures. Each is drawn from the same values as the table below it.

/// Incidents of each quarter, the recurrences among them, and the interval of how many recurrences
/// to expect.
Drawing quarter_chart(const std::vector<QuarterFigure>& quarters);

/// A bar of this many times the middle one would flatten all others.
inline constexpr double kTallestGap = 6;

/// Lower quartile to upper quartile with a line at the median, in each quarter. Bars that reach
/// beyond kTallestGap times the middle upper quartile end in an arrow, with their value.
Drawing gap_chart(const std::vector<SpanQuarter>& quarters, std::string_view name);

/// What gap_chart cuts off, in a sentence; empty when nothing.
std::string gap_note(const std::vector<SpanQuarter>& quarters);

/// The share of repairs that hold longer, in days, with its band.
Drawing survival_chart(const SurvivalCurve& curve);

/// Recurrences of a service on average, by days.
Drawing cumulative_chart(const MeanCumulativeFunction& mean);

/// Rates with their intervals, one row each. Groups without a rate have a row without a mark.
Drawing rate_chart(const std::vector<GroupFigure>& groups);

}  // namespace dejavu
