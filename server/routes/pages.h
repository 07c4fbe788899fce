// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

#include "core/base/error.h"
#include "server/http/http.h"
#include "server/questions/questions.h"

namespace dejavu {

struct PageOptions {
  Instant now{};
  std::string edit_url{};  // Settings::edit_url
};

/// The pages for people (docs/PAGE.md lists them). An unknown address or id is a page with status
/// 404. Throws what the reader and the book throw.
HttpResponse answer_page(Session& session, const HttpRequest& request, const PageOptions& options);

/// An error as a page, for those who asked for one (Accept: text/html).
HttpResponse error_page(int status, const Error& error);

/// Style, script and icons, embedded in the binary, under /static/.
HttpResponse answer_asset(const HttpRequest& request);

}  // namespace dejavu
