// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/questions/review_questions.h"

#include <fmt/format.h>

#include "core/base/error.h"

namespace dejavu {
namespace {

std::optional<Period> days_of(const Arguments& arguments) {
  const auto from = arguments.time("from");
  const auto to = arguments.time("to");
  return from && to ? days_between(*from, *to) : std::nullopt;
}

/// One of week, month, or first and last day; none of them is this week.
Period period_of(const Arguments& arguments, Instant now) {
  const bool days = arguments.text("from") || arguments.text("to");
  const int given = int{arguments.text("week").has_value()} +
                    int{arguments.text("month").has_value()} + int{days};
  if (given == 0) return week_of(now);
  std::optional<Period> period;
  if (given == 1 && days) period = days_of(arguments);
  if (given == 1 && arguments.text("week")) period = week_from(*arguments.text("week"));
  if (given == 1 && arguments.text("month")) period = month_from(*arguments.text("month"));
  if (period && period->until - period->from <= kLongestReview) return *period;
  throw Error(ErrorKind::kInvalid, "that is no time to review",
              "say one of week=2026-W47, month=2026-11, or from=2026-11-01 and to=2026-11-15, "
              "at most a year");
}

}  // namespace

Answer ask_actions(Session& session, const Arguments& arguments, Instant now) {
  const auto recurrences = session.book->read(session.reader, session.tokenizer);
  ActionChoice choice = ActionChoice::kAll;
  if (arguments.truth("open").value_or(false)) choice = ActionChoice::kOpen;
  if (arguments.truth("overdue").value_or(false)) choice = ActionChoice::kOverdue;
  return ActionsAnswer{report_actions(*recurrences, now, choice), recurrences->cooldown,
                       recurrences->index};
}

Answer ask_trends(Session& session, const Arguments& arguments, Instant now) {
  FigureOptions options{.now = now, .last = arguments.number("last").value_or(0)};
  if (const auto name = arguments.text("by")) {
    options.by = grouping_from(*name);
    if (!options.by) {
      throw Error(ErrorKind::kInvalid, fmt::format("there are no figures by `{}`", *name),
                  "say service, trigger, tag or quarter");
    }
  }
  const auto recurrences = session.book->read(session.reader, session.tokenizer);
  return TrendsAnswer{figures_of(*recurrences, options), recurrences->index};
}

Answer ask_review(Session& session, const Arguments& arguments, Instant now) {
  const Period period = period_of(arguments, now);
  const auto recurrences = session.book->read(session.reader, session.tokenizer);
  return ReviewAnswer{review_of(*recurrences, period, now), recurrences->index};
}

}  // namespace dejavu
