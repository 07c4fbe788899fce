// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "core/review/weekly_review.h"

namespace dejavu {

/// The answer of /api/v1/review in docs/API.md, without `index`.
nlohmann::json to_json(const WeeklyReview& review);

}  // namespace dejavu
