// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/routes/verdict_form_route.h"

#include <algorithm>
#include <array>
#include <optional>

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/recurrence/verdicts.h"
#include "server/html/report_parts.h"
#include "server/routes/compare_page.h"
#include "server/routes/page_answers.h"

namespace dejavu {
namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

std::string field(const Fields& fields, std::string_view name) {
  const auto found = std::find_if(fields.begin(), fields.end(),
                                  [&](const auto& one) { return one.first == name; });
  return found == fields.end() ? std::string() : std::string(trim(found->second));
}

/// A browser of the last years sends at least one of the two with every form.
bool comes_from_our_page(const HttpRequest& request) {
  if (!is_own_origin(request)) return false;
  return request.header("origin") || request.header("sec-fetch-site") == "same-origin";
}

std::optional<ErrorPage> refusal(const HttpRequest& request, const VerdictRules& rules) {
  if (request.method != "POST") {
    return ErrorPage{405, "Decisions are sent from a form",
                     "There is nothing to read at this address.",
                     "Compare two incidents, or look through the recurrences."};
  }
  if (!may_decide(request, rules.from)) {
    return ErrorPage{403, "Not from here", "Decisions are taken on the machine of the server only.",
                     "Use `dejavu verdicts add` there, or come with a token (`dejavu token`)."};
  }
  if (!comes_from_our_page(request)) {
    return ErrorPage{403, "Not from another site",
                     "This decision was not sent by a page of this server.",
                     "Decide on a page of this server; programs use /api/v1/verdicts."};
  }
  return std::nullopt;
}

/// Only a recurrence has a class; the form offers it beside every choice.
VerdictRequest request_of(const Fields& fields, const std::string& caller) {
  const std::string kind = field(fields, "kind");
  return {.kind = kind,
          .from = field(fields, "from"),
          .to = field(fields, "to"),
          .recurrence_class =
              kind == name_of(LedgerKind::kRecurrenceOf) ? field(fields, "class") : std::string(),
          .reason = field(fields, "reason"),
          .by = caller.empty() ? field(fields, "by") : caller};
}

/// Stricter than the ledger: whoever reads it later wants to know why, of a look-alike too.
void check_reason(const VerdictRequest& wanted) {
  if (wanted.kind == name_of(LedgerKind::kRetracted) || !wanted.reason.empty()) return;
  throw Error(ErrorKind::kInvalid, "a decision needs a reason",
              "say in a sentence what makes it the same, or how to tell them apart");
}

/// Back to one of our own pages, whatever the form says.
std::string address_after(const VerdictRequest& wanted, const std::string& back) {
  constexpr std::array<std::string_view, 2> kPages = {"/recurrences", "/review?"};
  const bool known = std::any_of(kPages.begin(), kPages.end(), [&](std::string_view page) {
    return back.starts_with(page) && back.find_first_of("#\r\n\\") == std::string::npos;
  });
  std::string address = known ? back : compare_url(wanted.from, wanted.to);
  address += address.find('?') == std::string::npos ? "?" : "&";
  return address + "done=" + percent_encode(wanted.from) + "&with=" + percent_encode(wanted.to);
}

}  // namespace

HttpResponse answer_verdict_form(Session& session, const HttpRequest& request,
                                 const VerdictRules& rules) {
  if (const auto refused = refusal(request, rules)) {
    HttpResponse response = html_page(*refused);
    if (refused->status == 405) response.headers.emplace_back("Allow", "POST");
    return response;
  }
  const Fields fields = parse_target("/?" + request.body).second;
  const VerdictRequest wanted = request_of(fields, request.caller);
  std::optional<LedgerEntry> entry;
  try {
    check_reason(wanted);
    entry = checked_verdict(session.reader, wanted, rules.now);
  } catch (const Error& error) {
    if (error.kind() != ErrorKind::kInvalid && error.kind() != ErrorKind::kNotFound) throw;
    return answer_wrong_verdict(session,
                                {.from = wanted.from,
                                 .to = wanted.to,
                                 .back = field(fields, "back"),
                                 .kind = wanted.kind,
                                 .recurrence_class = wanted.recurrence_class,
                                 .reason = wanted.reason,
                                 .by = wanted.by,
                                 .problem = std::string(error.what()) + ": " + error.hint(),
                                 .caller = request.caller},
                                rules.now);
  }
  append_to_ledger(session.book->corpus(session.reader), *entry);
  return see_other(address_after(wanted, field(fields, "back")) + "#main");
}

}  // namespace dejavu
