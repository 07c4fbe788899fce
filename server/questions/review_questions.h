// SPDX-License-Identifier: GPL-2.0-or-later
// Private to the table of questions: what is asked about actions, figures and the review.
#pragma once

#include <array>

#include "server/questions/questions.h"

namespace dejavu {

inline constexpr std::array<Parameter, 2> kActionsParameters = {{
    {"open", "", "true|false", "only those that are not done (false)"},
    {"overdue", "", "true|false", "only open ones whose day has passed (false)"},
}};

inline constexpr std::array<Parameter, 2> kTrendsParameters = {{
    {"last", "", "N", "only the newest N incidents (all)"},
    {"by", "", "NAME", "rates by service, trigger, tag or quarter"},
}};

inline constexpr std::array<Parameter, 4> kReviewParameters = {{
    {"week", "", "WEEK", "a week by ISO 8601: 2026-W47 (this week)"},
    {"month", "", "MONTH", "a month: 2026-11"},
    {"from", "", "DATE", "the first day, with `to`"},
    {"to", "", "DATE", "the last day"},
}};

/// Throws as RecurrenceBook::read does, and Error kInvalid for arguments that make no sense.
Answer ask_actions(Session& session, const Arguments& arguments, Instant now);
Answer ask_trends(Session& session, const Arguments& arguments, Instant now);
Answer ask_review(Session& session, const Arguments& arguments, Instant now);

}  // namespace dejavu
