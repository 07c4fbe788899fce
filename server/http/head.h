// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "server/http/http.h"

namespace dejavu {

/// Request line and headers, checked strictly: what two parsers could read in two ways is refused,
/// because a proxy in front of us is the other parser.
struct RequestHead {
  std::string method = "GET";
  std::string target = "/";                                  // as sent, begins with '/'
  std::vector<std::pair<std::string, std::string>> headers;  // names lower case, values trimmed
  std::size_t content_length = 0;
  bool chunked = false;
  bool keep_alive = true;
  bool expects_continue = false;

  bool has_body() const { return chunked || content_length > 0; }
};

/// `bytes` end with the empty line. Anything but a RequestHead is the answer that refuses it.
std::variant<RequestHead, HttpResponse> parse_head(std::string_view bytes,
                                                   const HttpLimits& limits);

/// The answer to a head that is longer than limits.head_bytes; `beginning` is what arrived.
HttpResponse refuse_long_head(std::string_view beginning, const HttpLimits& limits);

/// The answer to a body that is longer than limits.body_bytes.
HttpResponse body_too_large(const HttpLimits& limits);

/// Which Host headers are ours. A page of another site whose name an attacker points at 127.0.0.1
/// (DNS rebinding) sends that name, and is refused.
class AllowedHosts {
 public:
  explicit AllowedHosts(const HttpOptions& options);

  /// `host` as in the header, a port is ignored. `local_address` is the one the client connected
  /// to: it is allowed as well, since an address cannot be rebound.
  bool allow(std::string_view host, std::string_view local_address) const;

 private:
  std::vector<std::string> names_;  // lower case, without ports and brackets
};

}  // namespace dejavu
