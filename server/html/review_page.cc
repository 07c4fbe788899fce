// SPDX-License-Identifier: GPL-2.0-or-later
#include <fmt/format.h>

#include <algorithm>

#include "core/base/time_words.h"
#include "server/html/layout.h"
#include "server/html/parts.h"
#include "server/html/report_html.h"
#include "server/html/report_parts.h"
#include "server/html/review_parts.h"
#include "server/html/verdict_form.h"

namespace dejavu {
namespace {

std::string address_of(const Period& week, std::size_t step) {
  const std::string address = "/review?week=" + week.name;
  return step == 0 ? address : fmt::format("{}&step={}", address, step);
}

std::string facts_of(const WeeklyReview& review) {
  const std::string held = review.last_held
                               ? fmt::format("last review noted on {} by {}",
                                             format_day(review.last_held->at), review.last_held->by)
                               : "no earlier review is noted in the ledger";
  return fmt::format("{} to {}, as of {}; {}.", format_day(review.period.from),
                     format_day(review.period.until - std::chrono::seconds(1)),
                     format_day(review.as_of), held);
}

void set_weeks(TemplateValue& body, const WeeklyReview& review, Instant now) {
  const Period& week = review.period;
  body["previous_url"] = address_of(week_of(week.from - std::chrono::seconds(1)), 0);
  body["next_url"] = week.until <= now ? address_of(week_of(week.until), 0) : std::string();
}

/// From part to part, on a projector.
void set_walk(TemplateValue& body, const Period& week, std::size_t step, std::size_t parts) {
  body["walk"] = step > 0;
  body["place"] = fmt::format("{} of {}", step, parts);
  body["walk_url"] = address_of(week, 1);
  body["all_url"] = address_of(week, 0);
  body["back_url"] = step > 1 ? address_of(week, step - 1) : std::string();
  body["on_url"] = step > 0 && step < parts ? address_of(week, step + 1) : std::string();
}

}  // namespace

std::string render_review_page(const ReviewPage& page, const ReportContext& context) {
  const WeeklyReview& review = page.review;
  TemplateValue::List parts = review_part_values(
      review, {.now = context.now, .address = context.address, .caller = context.caller});
  const std::size_t count = parts.size();
  const std::size_t step = std::min(page.step, count);
  if (step > 0) parts = {std::move(parts[step - 1])};
  TemplateValue body;
  body["week"] = review.period.name;
  body["facts"] = facts_of(review);
  body["stale"] = stale_text(page.index, context.now);
  body["written"] =
      context.written ? written_value(*context.written, context.address) : TemplateValue();
  set_weeks(body, review, context.now);
  set_walk(body, review.period, step, count);
  body["parts"] = std::move(parts);
  return render_layout({.title = "Learning review, " + review.period.name + " · dejavu",
                        .question = "",
                        .index = index_value(page.index, context.now),
                        .current = "review",
                        .needs = PageNeeds::kReport},
                       render_template("review_page", body));
}

}  // namespace dejavu
