// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>

#include "server/http/http.h"
#include "server/questions/questions.h"

namespace dejavu {

/// `/recurrences`, `/actions`, `/trends` and `/review`; nullopt for other addresses. Throws what
/// the book throws, and Error kInvalid for a week or a grouping that is none.
std::optional<HttpResponse> answer_report_page(Session& session, const HttpRequest& request,
                                               Instant now);

/// The last line of the ledger about the two incidents that a redirect names with `done` and
/// `with`: what was just written.
std::optional<LedgerEntry> written_entry(Session& session, const HttpRequest& request);

}  // namespace dejavu
