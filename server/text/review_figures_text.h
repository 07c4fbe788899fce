// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/review/figures.h"

namespace dejavu {

/// For a terminal. Control characters of the corpus never reach it.
std::string figures_text(const Figures& figures);

/// "0.45", "0.012", and "< 0.001" for what is never quite nothing.
std::string p_text(double p);

/// The headline in sentences, one a line, each with what it was counted from.
std::vector<std::string> headline_lines(const Headline& headline, std::chrono::seconds cooldown);

}  // namespace dejavu
