// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include "core/base/error.h"
#include "server/http/http.h"
#include "server/questions/questions.h"

namespace dejavu {

/// The pages for people: `/`, `/incidents`, `/incidents/{id}`. An unknown address or id is a page
/// with status 404. Throws what the reader throws.
HttpResponse answer_page(Session& session, const HttpRequest& request, Instant now);

/// An error as a page, for those who asked for one (Accept: text/html).
HttpResponse error_page(int status, const Error& error);

/// Style, script and icons, embedded in the binary, under /static/.
HttpResponse answer_asset(const HttpRequest& request);

}  // namespace dejavu
