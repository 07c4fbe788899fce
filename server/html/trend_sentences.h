// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/review/figures.h"

namespace dejavu {

// What may be concluded from a figure, in a sentence; "too few to tell" where nothing may. Empty
// where there is no figure. What counts as seen is kSignificance (core/statistics/power.h).

std::string halves_sentence(const std::optional<HalvesFigure>& halves);
std::string repair_sentence(const SurvivalCurve& curve);
std::string second_time_sentence(const SecondTimeFigure& figure);
std::vector<std::string> trend_sentences(const std::optional<TrendFigure>& trend);
std::string fix_sentence(const std::optional<FixFigure>& fixes);

}  // namespace dejavu
