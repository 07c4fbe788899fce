// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "server/html/verdict_form.h"
#include "server/http/http.h"
#include "server/questions/questions.h"

namespace dejavu {

/// `/compare?a=ID&b=ID`, in any order. Without both it is a page that asks for them; an unknown id
/// is status 404.
HttpResponse answer_compare_page(Session& session, const HttpRequest& request, Instant now);

/// The same page about `sent.from` and `sent.to`, with a form as it was sent and what is wrong with
/// it, and status 400.
HttpResponse answer_wrong_verdict(Session& session, const VerdictForm& sent, Instant now);

}  // namespace dejavu
