// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

#include "core/review/weekly_review.h"

namespace dejavu {

/// One page that needs nothing besides itself, without script, made to be printed.
std::string review_html(const WeeklyReview& review);

}  // namespace dejavu
