// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/html/answer_html.h"

#include <array>

#include "core/base/text.h"
#include "core/base/time_words.h"
#include "server/html/hit.h"
#include "server/html/incident.h"
#include "server/html/layout.h"
#include "server/html/parts.h"
#include "server/html/report_parts.h"
#include "server/html/results.h"
#include "server/html/times.h"
#include "server/http/http.h"

namespace dejavu {
namespace {

/// What many teams have met: a certificate, a retry storm, a bad configuration.
constexpr std::array<std::string_view, 3> kExamples = {
    "TLS certificate expired, clients cannot connect",
    "one regular expression uses all CPU after a rule was deployed",
    "tests were run against production and the database is empty",
};

std::string render_search_body(std::string fragment, const IndexInfo& index, Instant now) {
  TemplateValue body;
  body["fragment"] = std::move(fragment);
  body["stale"] = stale_text(index, now);
  return render_template("search", body);
}

TemplateValue::List example_values() {
  return list_of(kExamples, [](std::string_view text) {
    PageState state;
    state.question = text;
    TemplateValue value;
    value["text"] = text;
    value["url"] = address_of(state);
    return value;
  });
}

TemplateValue::List card_values(const std::vector<Card>& cards, Instant now) {
  return list_of(cards, [&](const Card& card) { return card_value(card, now); });
}

TemplateValue::List unread_values(const std::vector<WalkProblem>& problems) {
  return list_of(problems, [](const WalkProblem& problem) {
    TemplateValue value;
    value["path"] = problem.path;
    value["reason"] = problem.reason;
    return value;
  });
}

std::string list_address(const std::optional<std::string>& cursor) {
  return cursor ? "/incidents?cursor=" + percent_encode(*cursor) : std::string();
}

}  // namespace

std::string render_results(const SearchAnswer& answer, const PageState& state, Instant now,
                           FoldedParts folded) {
  return render_template("results", results_value(answer, state, now, folded));
}

std::string render_search_page(const SearchAnswer& answer, const PageState& state, Instant now) {
  return render_layout({.title = page_title(state),
                        .question = state.question,
                        .index = index_value(answer.index, now),
                        .current = "search"},
                       render_search_body(render_results(answer, state, now), answer.index, now));
}

std::string render_start(const IncidentList& newest, Instant now) {
  TemplateValue value;
  value["examples"] = example_values();
  value["incidents"] = card_values(newest.incidents, now);
  const bool more = newest.total > newest.incidents.size();
  value["more"] = more ? count_text(newest.total, "incident") : std::string();
  return render_template("start", value);
}

std::string render_start_page(const IncidentList& newest, Instant now) {
  return render_layout({.title = page_title({}),
                        .question = "",
                        .index = index_value(newest.index, now),
                        .current = "search"},
                       render_search_body(render_start(newest, now), newest.index, now));
}

std::string render_incident_page(const IncidentPage& page, Instant now) {
  const IncidentAnswer& answer = page.answer;
  TemplateValue body = incident_value(page, now);
  TemplateValue::List groups;
  for (const SimilarIncidents& group : page.similar) {
    if (group.hits.empty()) continue;
    TemplateValue value;
    value["heading"] = group.heading;
    value["hits"] = list_of(group.hits, [&](const HitAnswer& hit) {
      TemplateValue line = similar_value(hit, now);
      line["compare_url"] = compare_url(answer.postmortem.id, hit.card.id);
      return line;
    });
    groups.push_back(std::move(value));
  }
  body["similar"] = std::move(groups);
  return render_layout({.title = answer.postmortem.title + " · dejavu",
                        .question = "",
                        .index = index_value(answer.index, now),
                        .current = "",
                        .needs = PageNeeds::kReport},
                       render_template("incident", body));
}

std::string render_incidents_page(const IncidentList& list, ListPlace place, Instant now) {
  TemplateValue body;
  body["total"] = count_text(list.total, "incident");
  body["continued"] = place == ListPlace::kLaterPage;
  body["incidents"] = card_values(list.incidents, now);
  body["has_incidents"] = !list.incidents.empty();
  body["next"] = list_address(list.next);
  body["unread"] = unread_values(list.index.stats.unread);
  body["has_unread"] = !list.index.stats.unread.empty();
  return render_layout({.title = "All incidents · dejavu",
                        .question = "",
                        .index = index_value(list.index, now),
                        .current = "incidents"},
                       render_template("incidents", body));
}

std::string render_error_page(const ErrorPage& page) {
  TemplateValue body;
  body["status"] = std::to_string(page.status);
  body["heading"] = page.heading;
  body["detail"] = page.detail;
  body["hint"] = page.hint;
  return render_layout(
      {.title = page.heading + " · dejavu", .question = "", .index = {}, .current = ""},
      render_template("error", body));
}

}  // namespace dejavu
