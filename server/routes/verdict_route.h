// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>

#include "core/base/settings.h"
#include "server/http/http.h"
#include "server/questions/questions.h"

namespace dejavu {

inline constexpr std::string_view kVerdictsPath = "/api/v1/verdicts";

struct VerdictRules {
  Instant now{};
  VerdictsFrom from = VerdictsFrom::kThisMachine;
};

/// Whether a decision may be taken from where the request comes from: from this machine, with a
/// token from everywhere, without one from elsewhere only where the settings say so.
bool may_decide(const HttpRequest& request, VerdictsFrom from);

/// "https://host:port" in the header Origin names the host that the request was sent to. A page
/// opened from a file says "null", which is no server of ours. True without the header.
bool is_own_origin(const HttpRequest& request);

/// Whether a header Content-Type names JSON; parameters do not matter.
bool is_json(std::string_view content_type);

/// POST appends a decision to the ledger and answers 201 with the pair as it is settled now. Only
/// JSON is read, which a form of another site cannot send, and an Origin must be this server: 415,
/// 403. From another machine see may_decide (403). Who decides is whose token the request carries,
/// else `by`. Throws Error as checked_verdict and append_to_ledger do.
HttpResponse answer_verdict(Session& session, const HttpRequest& request,
                            const VerdictRules& rules);

}  // namespace dejavu
