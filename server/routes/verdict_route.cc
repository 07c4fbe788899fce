// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/routes/verdict_route.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/recurrence/verdicts.h"
#include "server/json/answer_json.h"
#include "server/json/recurrence_json.h"
#include "server/routes/access.h"

namespace dejavu {
namespace {

constexpr std::array<std::string_view, 6> kMembers = {"kind",  "from",   "to",
                                                      "class", "reason", "by"};

std::optional<HttpResponse> refusal(const HttpRequest& request, const VerdictRules& rules) {
  if (request.method != "POST") {
    HttpResponse response = problem(405, "Method not allowed", "a decision is sent with POST",
                                    "decisions are read at /api/v1/recurrences");
    response.headers.emplace_back("Allow", "POST");
    return response;
  }
  if (!may_decide(request, rules.from)) {
    return problem(403, "Forbidden", "decisions are taken from this machine only",
                   "use `dejavu verdicts add` there, or send a token (`dejavu token`)");
  }
  if (!is_own_origin(request)) {
    return problem(403, "Forbidden", "this decision was sent by a page of another site",
                   "decide on a page of this server");
  }
  if (!is_json(request.header("content-type").value_or(""))) {
    return problem(415, "Unsupported media type", "a decision is sent as JSON",
                   "send Content-Type: application/json");
  }
  return std::nullopt;
}

VerdictRequest request_of(const Arguments& arguments, const std::string& caller) {
  for (const auto& [name, value] : arguments.all()) {
    if (std::find(kMembers.begin(), kMembers.end(), name) == kMembers.end()) {
      throw Error(ErrorKind::kInvalid, fmt::format("`{}` is no member of a decision", name),
                  fmt::format("it has: {}", fmt::join(kMembers, " ")));
    }
  }
  const auto text = [&](std::string_view name) { return arguments.text(name).value_or(""); };
  return {.kind = text("kind"),
          .from = text("from"),
          .to = text("to"),
          .recurrence_class = text("class"),
          .reason = text("reason"),
          .by = caller.empty() ? text("by") : caller};
}

/// null while all incidents are being compared: the decision stands in the ledger, so nobody may be
/// told to send it again.
nlohmann::json settled_pair(Session& session, const LedgerEntry& entry) {
  try {
    return pair_json(*session.book->read(session.reader, session.tokenizer), entry);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::kUnavailable) throw;
    return nullptr;
  }
}

}  // namespace

bool may_decide(const HttpRequest& request, VerdictsFrom from) {
  return from == VerdictsFrom::kNetwork || !request.caller.empty() ||
         is_this_machine(request.remote_address);
}

bool is_own_origin(const HttpRequest& request) {
  const std::optional<std::string_view> origin = request.header("origin");
  if (!origin) return true;
  const std::size_t host = origin->find("://");
  return host != std::string_view::npos && to_lower_ascii(origin->substr(host + 3)) ==
                                               to_lower_ascii(request.header("host").value_or(""));
}

bool is_json(std::string_view content_type) {
  return to_lower_ascii(trim(content_type.substr(0, content_type.find(';')))) == "application/json";
}

HttpResponse answer_verdict(Session& session, const HttpRequest& request,
                            const VerdictRules& rules) {
  if (auto refused = refusal(request, rules)) return std::move(*refused);
  const VerdictRequest wanted = request_of(arguments_from_json(request.body), request.caller);
  const LedgerEntry entry = checked_verdict(session.reader, wanted, rules.now);
  append_to_ledger(session.book->corpus(session.reader), entry);
  return {.status = 201,
          .content_type = "application/json",
          .body = json_text({{"verdict", to_json(entry)}, {"pair", settled_pair(session, entry)}})};
}

}  // namespace dejavu
