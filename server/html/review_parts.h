// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

#include "core/review/weekly_review.h"
#include "server/html/templates.h"

namespace dejavu {

/// Where the forms of a review return to, and as of when it speaks.
struct ReviewPlace {
  Instant now{};
  std::string address;
  std::string caller;  // VerdictForm::caller
};

/// The parts of a review in the order in which a team goes through them, for
/// web/templates/review_part.html: {heading, note, anchor} and one of {incidents, suggestions,
/// headline, actions, gaps}.
TemplateValue::List review_part_values(const WeeklyReview& review, const ReviewPlace& place);

}  // namespace dejavu
