// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/routes/report_pages.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "core/base/error.h"
#include "core/review/period.h"
#include "server/html/report_html.h"
#include "server/routes/page_answers.h"

namespace dejavu {
namespace {

std::string text_of(const HttpRequest& request, std::string_view name) {
  return std::string(request.parameter(name).value_or(""));
}

/// A step of a walk, or a number of incidents; nothing else is so large. 0 for what is no number.
std::size_t number_of(const HttpRequest& request, std::string_view name) {
  constexpr std::size_t kMost = 1'000'000;
  const std::string_view text = request.parameter(name).value_or("");
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool whole = error == std::errc() && end == text.data() + text.size();
  return whole && number <= kMost ? number : 0;
}

/// The row of the table of questions answers it, with those parameters that it takes.
template <typename WantedAnswer>
WantedAnswer ask(Session& session, std::string_view question, const Arguments& arguments,
                 Instant now) {
  return std::get<WantedAnswer>(find_question(question)->answer(session, arguments, now));
}

HttpResponse recurrences_page(Session& session, const HttpRequest& request, Instant now) {
  const auto answer = ask<RecurrencesAnswer>(session, "recurrences", {}, now);
  return html_page(
      render_recurrences_page(*answer.recurrences, {.now = now,
                                                    .address = "/recurrences",
                                                    .written = written_entry(session, request),
                                                    .caller = request.caller}));
}

/// Open ones are what a team goes through; all of them have to be asked for.
ActionsFilter filter_of(const HttpRequest& request) {
  ActionsFilter filter{.state = text_of(request, "state"), .type = text_of(request, "type")};
  if (filter.state.empty()) filter.state = "open";
  if (filter.state == "all") filter.state.clear();
  constexpr std::array<std::string_view, 7> kStates = {
      "", "open", "overdue", "would_have_prevented", "unverified", "verified", "declined"};
  if (std::find(kStates.begin(), kStates.end(), filter.state) == kStates.end()) {
    throw Error(ErrorKind::kInvalid,
                fmt::format("there are no actions that are `{}`", filter.state),
                "choose one of the kinds on the page of all actions");
  }
  if (!filter.type.empty() && !action_type_from(filter.type)) {
    throw Error(ErrorKind::kInvalid, fmt::format("`{}` is no type of action", filter.type),
                "say prevent, detect, mitigate or process");
  }
  return filter;
}

HttpResponse actions_page(Session& session, const HttpRequest& request, Instant now) {
  const ActionsFilter filter = filter_of(request);
  auto answer = ask<ActionsAnswer>(session, "actions", {}, now);
  return html_page(render_actions_page(
      {.report = std::move(answer.report), .filter = filter, .index = answer.index},
      {.now = now, .address = "/actions"}));
}

HttpResponse trends_page(Session& session, const HttpRequest& request, Instant now) {
  const std::string by = text_of(request, "by");
  const std::size_t last = number_of(request, "last");
  Arguments arguments;
  // As on the command line; a page without a choice shows services, which teams know best.
  arguments.add("by", by.empty() ? "service" : by);
  if (last > 0) arguments.add("last", std::to_string(last));
  auto answer = ask<TrendsAnswer>(session, "trends", arguments, now);
  return html_page(render_trends_page({.figures = std::move(answer.figures),
                                       .by = by.empty() ? "service" : by,
                                       .last = last,
                                       .index = answer.index},
                                      {.now = now, .address = "/trends"}));
}

HttpResponse review_page(Session& session, const HttpRequest& request, Instant now) {
  Arguments arguments;
  const std::string week = text_of(request, "week");
  if (!week.empty() && !week_from(week)) {
    throw Error(ErrorKind::kInvalid, fmt::format("`{}` is no week of a year", week),
                "say it as in 2026-W47; `dejavu review` takes months and days as well");
  }
  if (!week.empty()) arguments.add("week", week);
  auto answer = ask<ReviewAnswer>(session, "review", arguments, now);
  const std::size_t step = number_of(request, "step");
  std::string address = "/review?week=" + answer.review.period.name;
  if (step > 0) address += fmt::format("&step={}", step);
  const std::optional<LedgerEntry> written = written_entry(session, request);
  return html_page(render_review_page(
      {.review = std::move(answer.review), .step = step, .index = answer.index},
      {.now = now, .address = std::move(address), .written = written, .caller = request.caller}));
}

}  // namespace

std::optional<LedgerEntry> written_entry(Session& session, const HttpRequest& request) {
  const std::string from = text_of(request, "done");
  const std::string to = text_of(request, "with");
  if (from.empty() || to.empty()) return std::nullopt;
  const Ledger ledger = read_ledger(session.book->corpus(session.reader));
  const auto is_about = [&](const LedgerEntry& entry) {
    return (entry.from == from && entry.to == to) || (entry.from == to && entry.to == from);
  };
  const auto last = std::find_if(ledger.entries.rbegin(), ledger.entries.rend(), is_about);
  return last == ledger.entries.rend() ? std::nullopt : std::optional(*last);
}

std::optional<HttpResponse> answer_report_page(Session& session, const HttpRequest& request,
                                               Instant now) {
  if (request.path == "/recurrences") return recurrences_page(session, request, now);
  if (request.path == "/actions") return actions_page(session, request, now);
  if (request.path == "/trends") return trends_page(session, request, now);
  if (request.path == "/review") return review_page(session, request, now);
  return std::nullopt;
}

}  // namespace dejavu
