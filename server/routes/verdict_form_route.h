// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/routes/verdict_route.h"

namespace dejavu {

/// POST from a form of one of our pages: appends a decision to the ledger and sends the browser
/// back to where it came from, with `done` and `with` naming the two incidents (303). What is wrong
/// with the form is said above it (400). Unlike JSON, a form can be sent by any site: the browser
/// has to say that it was one of ours, in Origin or Sec-Fetch-Site (else 403). Throws Error as
/// append_to_ledger does.
HttpResponse answer_verdict_form(Session& session, const HttpRequest& request,
                                 const VerdictRules& rules);

}  // namespace dejavu
