// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "core/review/figures.h"

namespace dejavu {

/// The answer of /api/v1/trends in docs/API.md, without `index`.
nlohmann::json to_json(const Figures& figures);

/// Its `blind_gaps` and `silence_gaps`.
nlohmann::json gaps_json(const std::vector<SpanQuarter>& quarters);

/// Its `headline`.
nlohmann::json to_json(const Headline& headline);

}  // namespace dejavu
