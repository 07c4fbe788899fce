// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string_view>

#include "server/http/http.h"

namespace dejavu {

/// What the routes answer; what they throw becomes problem+json. Causes that the client must not
/// see go to options.on_failure.
HttpResponse ask_routes(const HttpRoutes& routes, const HttpRequest& request,
                        const HttpOptions& options);

/// With date and security headers, without header lines that would end early (CR, LF), and
/// compressed when it is text, long enough and `accept_encoding` allows it.
HttpResponse finished(HttpResponse response, std::string_view accept_encoding,
                      const HttpLimits& limits);

/// The answer when all threads are busy and the queue is full.
HttpResponse overloaded();

}  // namespace dejavu
