// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/error.h"
#include "core/base/settings.h"
#include "server/http/http.h"

namespace dejavu {

/// Whether a request may be answered, and in whose name.
struct Admission {
  std::string caller;                   // whose token it carries; empty without one
  std::optional<HttpResponse> refusal;  // 401: what to answer instead
};

/// Without tokens in the settings everybody is admitted, nobody by name. With them a request from
/// another machine needs one of them, and a wrong one is refused wherever it comes from. A token is
/// sent as `Authorization: Bearer TOKEN` (RFC 6750), or as the password of `Basic` (RFC 7617),
/// which browsers ask for; the user name may be anything.
Admission admit(const HttpRequest& request, const std::vector<AccessToken>& tokens);

/// True for the loopback addresses of IPv4 and IPv6.
bool is_this_machine(std::string_view address);

/// A line for the log about a request that was refused (401, 403) or sent a decision: method, path,
/// status, from where, in whose name. Empty for the others. What came from outside is quoted, so
/// that it makes no line of its own.
std::string audit_line(const HttpRequest& request, const HttpResponse& response);

/// A line for the log about a page that could not be answered: method, path, why.
std::string failure_line(const HttpRequest& request, const Error& error);

}  // namespace dejavu
