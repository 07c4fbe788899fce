// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/routes/pages.h"

#include <string>
#include <vector>

#include "core/base/error.h"
#include "server/html/answer_html.h"
#include "server/html/assets.h"
#include "server/html/page_state.h"
#include "server/routes/compare_page.h"
#include "server/routes/page_answers.h"
#include "server/routes/related.h"
#include "server/routes/report_pages.h"

namespace dejavu {
namespace {

constexpr std::string_view kIncidents = "/incidents";
constexpr std::size_t kNewestOnStart = 8;
constexpr std::size_t kListPage = 50;
constexpr std::size_t kSimilarShown = 5;

/// The script asks for the part of the page that it swaps.
bool is_fragment(const HttpRequest& request) {
  return request.parameter("fragment").value_or("") == "1";
}

/// A form's body has the same names as the address.
std::vector<std::pair<std::string, std::string>> parameters_of(const HttpRequest& request) {
  std::vector<std::pair<std::string, std::string>> parameters = request.query;
  if (request.method == "POST") {
    const auto form = parse_target("/?" + request.body).second;
    parameters.insert(parameters.end(), form.begin(), form.end());
  }
  return parameters;
}

HttpResponse search_page(Session& session, const HttpRequest& request, Instant now) {
  const auto parameters = parameters_of(request);
  const PageState state = read_page_state(parameters);
  if (request.method == "POST" && !is_fragment(request)) {
    // One that fits into an address goes there, so that it can be sent to others and loaded again.
    std::string address = short_address_of(state);
    if (!address.empty()) return see_other(std::move(address));
  }
  if (is_empty(state)) {
    const IncidentList newest = answer_incidents(session.reader, kNewestOnStart, "");
    return html_page(is_fragment(request) ? render_start(newest, now)
                                          : render_start_page(newest, now));
  }
  Question question = question_of(state);
  question.complete_last_word = request.parameter("live").value_or("") == "1";
  const bool brief = is_fragment(request) && request.parameter("brief").value_or("") == "1";
  if (brief) question.limit = kBriefHits;
  SearchAnswer answer =
      answer_search(session.reader, session.tokenizer, question,
                    {.now = now, .decisions = session.book->decisions(session.reader)});
  for (std::string& note : date_notes(state)) answer.notes.push_back(std::move(note));
  if (!is_fragment(request)) return html_page(render_search_page(answer, state, now));
  const FoldedParts folded = brief ? FoldedParts::kLeftOut : FoldedParts::kPresent;
  return html_page(render_results(answer, state, now, folded));
}

/// What was known before it is the past that could have helped; what came later shows whether it
/// came back. Without a date there is only one list.
std::vector<SimilarIncidents> similar_to(Session& session, const Postmortem& postmortem,
                                         Instant now) {
  Question question = question_from(postmortem);
  question.limit = kSimilarShown;
  const auto ask = [&](std::string_view heading) {
    return SimilarIncidents{heading, answer_search(session.reader, session.tokenizer, question,
                                                   {.now = now, .with_facets = false})
                                         .hits};
  };
  if (!postmortem.started_at) return {ask("")};
  std::vector<SimilarIncidents> similar;
  question.before = postmortem.started_at->at;
  similar.push_back(ask("Earlier"));
  question.before.reset();
  question.after = postmortem.started_at->at;
  question.recency = false;  // the newest is not nearer to this one
  similar.push_back(ask("Later"));
  return similar;
}

HttpResponse incident_page(Session& session, std::string_view id, const PageOptions& options) {
  const std::optional<IncidentAnswer> incident = answer_incident(session.reader, id);
  if (!incident) {
    return html_page(
        ErrorPage{.status = 404,
                  .heading = "No such incident",
                  .detail = "The index has no incident with this id.",
                  .hint = "It may have been renamed or removed; search for its words, or run "
                          "dejavu-index update if it was just written."});
  }
  const std::vector<SimilarIncidents> similar =
      similar_to(session, incident->postmortem, options.now);
  RelatedIncidents related = related_to(session, incident->postmortem);
  return html_page(render_incident_page({.answer = *incident,
                                         .similar = similar,
                                         .related = std::move(related.incidents),
                                         .related_note = std::move(related.note),
                                         .edit_url = options.edit_url},
                                        options.now));
}

HttpResponse list_page(Session& session, const HttpRequest& request, Instant now) {
  const std::string_view cursor = request.parameter("cursor").value_or("");
  const ListPlace place = cursor.empty() ? ListPlace::kFirstPage : ListPlace::kLaterPage;
  return html_page(
      render_incidents_page(answer_incidents(session.reader, kListPage, cursor), place, now));
}

}  // namespace

HttpResponse answer_page(Session& session, const HttpRequest& request, const PageOptions& options) {
  const std::string_view path = request.path;
  if (path == "/") return search_page(session, request, options.now);
  if (path == kIncidents) return list_page(session, request, options.now);
  if (path.starts_with(kIncidents) && path.size() > kIncidents.size() + 1 &&
      path[kIncidents.size()] == '/') {
    return incident_page(session, path.substr(kIncidents.size() + 1), options);
  }
  if (path == "/compare") return answer_compare_page(session, request, options.now);
  if (auto report = answer_report_page(session, request, options.now)) return *std::move(report);
  return html_page(ErrorPage{.status = 404,
                             .heading = "Nothing here",
                             .detail = "There is no page at this address.",
                             .hint = "Search from the start page, or look through all incidents."});
}

HttpResponse error_page(int status, const Error& error) {
  return html_page(ErrorPage{.status = status,
                             .heading = "This cannot be answered",
                             .detail = error.what(),
                             .hint = error.hint()});
}

HttpResponse answer_asset(const HttpRequest& request) {
  const std::optional<Asset> asset = find_asset(request.path);
  if (!asset) {
    return problem(404, "Not found", "there is no such file",
                   "load the page again: it names the files that it needs");
  }
  return {.content_type = std::string(asset->content_type),
          .body = std::string(asset->content),
          .headers = {{"Cache-Control", std::string(asset->cache_control)}}};
}

}  // namespace dejavu
