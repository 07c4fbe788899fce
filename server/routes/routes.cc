// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/routes/routes.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <optional>

#include "core/base/error.h"
#include "server/html/verdict_form.h"
#include "server/json/answer_json.h"
#include "server/routes/access.h"
#include "server/routes/page_answers.h"
#include "server/routes/pages.h"
#include "server/routes/verdict_form_route.h"
#include "server/routes/verdict_route.h"

namespace dejavu {
namespace {

constexpr std::string_view kIdPlace = "{id}";

/// The id in `path` where it matches a pattern such as "/api/v1/incidents/{id}/similar"; an empty
/// text where the pattern has no place for one; nullopt where it does not match. Ids may contain
/// slashes, so the table lists "{id}/similar" before "{id}".
std::optional<std::string> match_path(std::string_view pattern, std::string_view path) {
  const std::size_t place = pattern.find(kIdPlace);
  if (place == std::string_view::npos) {
    return pattern == path ? std::optional<std::string>("") : std::nullopt;
  }
  const std::string_view before = pattern.substr(0, place);
  const std::string_view after = pattern.substr(place + kIdPlace.size());
  const bool matches = path.size() > before.size() + after.size() && path.starts_with(before) &&
                       path.ends_with(after);
  if (!matches) return std::nullopt;
  path.remove_prefix(before.size());
  path.remove_suffix(after.size());
  return std::string(path);
}

bool reads(const HttpRequest& request) {
  return request.method == "GET" || request.method == "HEAD";
}

HttpResponse not_allowed(std::string_view allowed) {
  HttpResponse response = problem(405, "Method not allowed", "this address takes another method",
                                  fmt::format("use {}", allowed));
  response.headers.emplace_back("Allow", allowed);
  return response;
}

Arguments arguments_from_body(const HttpRequest& request) {
  const std::optional<std::string_view> type = request.header("content-type");
  if (type && !is_json(*type)) {
    throw Error(ErrorKind::kInvalid, fmt::format("a body of type {} is not read here", *type),
                "send JSON, with Content-Type: application/json");
  }
  return arguments_from_json(request.body);
}

struct Asked {
  const QuestionRow* row = nullptr;
  Arguments arguments;
};

/// Which row of the table a request asks, and with what; for a wrong method, what is allowed.
std::variant<Asked, HttpResponse> find_asked(const HttpRequest& request) {
  std::string allowed;
  for (const QuestionRow& row : question_table()) {
    const auto get_id = match_path(row.get_path, request.path);
    if (get_id && reads(request)) {
      Arguments arguments = arguments_from_query(request);
      if (!get_id->empty()) arguments.add("id", *get_id);
      return Asked{&row, checked_arguments(row, arguments)};
    }
    const bool post_path = !row.post_path.empty() && row.post_path == request.path;
    if (post_path && request.method == "POST") {
      return Asked{&row, checked_arguments(row, arguments_from_body(request))};
    }
    if (get_id) allowed = "GET, HEAD";
    if (post_path) allowed += allowed.empty() ? "POST" : ", POST";
  }
  if (!allowed.empty()) return not_allowed(allowed);
  return problem(404, "Not found", "there is nothing at this address",
                 "questions are asked at /api/v1/search; the page is at /");
}

const IndexInfo& index_of(const Answer& answer) {
  return std::visit([](const auto& one) -> const IndexInfo& { return one.index; }, answer);
}

/// What an answer follows besides the index.
struct Circumstances {
  Instant started{};  // of the server: the next may have other settings, or be another version
  Instant now{};      // by its day, as overdue actions are counted
  LedgerStamp ledger;
};

/// A GET answers the same until one of these changes.
std::string entity_tag(const IndexInfo& info, const Circumstances& at) {
  return fmt::format("W/\"{}-{}-{}-{:x}-{:x}-{:x}\"", info.generation, info.revision,
                     format_day(at.now), at.ledger.size_bytes, at.ledger.modified_ns,
                     at.started.time_since_epoch().count());
}

bool wants_page(const HttpRequest& request) {
  return request.header("accept").value_or("").find("text/html") != std::string_view::npos;
}

/// Pages and their files are read; only a question is sent to one, too. What is not there stays
/// 404, whatever the method.
HttpResponse read_only(const HttpRequest& request, HttpResponse response) {
  const bool asks = request.method == "POST" && request.path == "/";
  if (response.status != 200 || reads(request) || asks) return response;
  return not_allowed(request.path == "/" ? "GET, HEAD, POST" : "GET, HEAD");
}

/// What a browser shows when somebody has no token to give.
HttpResponse refusal_page(const HttpResponse& refusal) {
  HttpResponse page = html_page(
      ErrorPage{401, "Not without a token", "This server answers those who have a token.",
                "Whoever runs it makes one with `dejavu token NAME`; give it as the password. The "
                "user name does not matter."});
  page.headers.insert(page.headers.end(), refusal.headers.begin(), refusal.headers.end());
  return page;
}

}  // namespace

HttpResponse Routes::answer(const HttpRequest& request) {
  if (request.path == "/healthz") return {.body = "ok\n"};
  if (request.path == "/readyz") return answer_readiness();
  Admission admission = admit(request, tokens_);
  HttpRequest known = request;
  known.caller = std::move(admission.caller);
  HttpResponse response =
      admission.refusal ? *std::move(admission.refusal) : answer_admitted(known);
  if (response.status == 401 && wants_page(request)) response = refusal_page(response);
  const std::string line = audit_line(known, response);
  if (audit_ && !line.empty()) audit_(line);
  return response;
}

HttpResponse Routes::answer_admitted(const HttpRequest& request) {
  if (request.path == kVerdictsPath) {
    const SessionPool::Lease session = pool_.borrow();
    return answer_verdict(*session, request, {.now = clock_(), .from = verdicts_from_});
  }
  if (request.path.starts_with("/api/")) return answer_question(request);
  if (request.path.starts_with("/static/")) return read_only(request, answer_asset(request));
  try {
    const SessionPool::Lease session = pool_.borrow();
    const VerdictRules rules = {.now = clock_(), .from = verdicts_from_};
    if (request.path == kVerdictFormPath) return answer_verdict_form(*session, request, rules);
    return read_only(request,
                     answer_page(*session, request, {.now = rules.now, .edit_url = edit_url_}));
  } catch (const Error& error) {
    if (!wants_page(request)) throw;
    const int status = problem(error).status;
    if (audit_ && status >= 500) audit_(failure_line(request, error));
    return error_page(status, error);
  }
}

HttpResponse Routes::answer_question(const HttpRequest& request) {
  auto asked = find_asked(request);
  if (auto* refusal = std::get_if<HttpResponse>(&asked)) return std::move(*refusal);
  const Asked& question = std::get<Asked>(asked);
  const SessionPool::Lease session = pool_.borrow();
  const Instant now = clock_();
  const auto begin = std::chrono::steady_clock::now();
  const Circumstances at = {.started = started_,
                            .now = now,
                            .ledger = ledger_stamp((*session).book->corpus((*session).reader))};
  const std::string tag = entity_tag((*session).reader.info(), at);
  HttpResponse response{.content_type = "application/json"};
  response.headers.emplace_back("ETag", tag);
  response.headers.emplace_back("Cache-Control", "private, no-cache");
  if (reads(request) &&
      request.header("if-none-match").value_or("").find(tag) != std::string_view::npos) {
    response.status = 304;
    return response;
  }
  const Answer answer = question.row->answer(*session, question.arguments, now);
  // A commit may have come in between: the tag is that of the revision which answered.
  response.headers.front().second = entity_tag(index_of(answer), at);
  const auto took = std::chrono::steady_clock::now() - begin;
  response.body = json_text(to_json(answer, {.now = now, .took = took}));
  return response;
}

HttpResponse Routes::answer_readiness() {
  const SessionPool::Lease session = pool_.borrow();
  return {.body = fmt::format("ready: {} postmortems\n", (*session).reader.info().documents)};
}

}  // namespace dejavu
