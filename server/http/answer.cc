// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/http/answer.h"

#include <algorithm>
#include <array>
#include <ctime>

#include "core/base/error.h"
#include "core/base/text.h"
#include "server/http/gzip.h"

namespace dejavu {
namespace {

struct Header {
  std::string_view name;
  std::string_view value;
};

/// The page needs its own script, style and icons, and nothing from anywhere else.
constexpr std::array kSecurityHeaders = {
    Header{"X-Content-Type-Options", "nosniff"},
    Header{"Referrer-Policy", "no-referrer"},
    Header{"X-Frame-Options", "DENY"},
    Header{"Cross-Origin-Opener-Policy", "same-origin"},
    Header{"Content-Security-Policy",
           "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
           "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
           "manifest-src 'self'"},
};

/// Reopening an index or ending a build takes seconds; a full queue is shorter.
constexpr std::string_view kRetryAfterUnavailable = "5";
constexpr std::string_view kRetryAfterOverload = "1";

bool has_name(const std::pair<std::string, std::string>& header, std::string_view name) {
  return to_lower_ascii(header.first) == to_lower_ascii(name);
}

bool has_header(const HttpResponse& response, std::string_view name) {
  return std::ranges::any_of(response.headers,
                             [&](const auto& header) { return has_name(header, name); });
}

/// IMF-fixdate of RFC 9110.
std::string http_date(std::time_t now) {
  std::tm parts = {};
  gmtime_r(&now, &parts);
  std::array<char, 64> text = {};
  const std::size_t size =
      std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
  return std::string(text.data(), size);
}

HttpResponse unavailable(const Error& error) {
  HttpResponse response = problem(503, "Not available now", error.what(), error.hint());
  response.headers.emplace_back("Retry-After", kRetryAfterUnavailable);
  return response;
}

void report(const HttpOptions& options, const HttpRequest& request, const std::string& cause) {
  if (!options.on_failure) return;
  options.on_failure(printable_line(request.method + ' ' + request.path + ": " + cause));
}

HttpResponse compressed(HttpResponse response, std::string_view accept_encoding) {
  response.headers.emplace_back("Vary", "Accept-Encoding");
  if (!accepts_gzip(accept_encoding)) return response;
  std::optional<std::string> packed = gzip(response.body);
  if (!packed) return response;
  response.body = std::move(*packed);
  response.headers.emplace_back("Content-Encoding", "gzip");
  for (auto& header : response.headers) {
    // A strong ETag promises the same bytes, and these are others than the uncompressed ones.
    if (has_name(header, "ETag") && header.second.starts_with('"')) header.second.insert(0, "W/");
  }
  return response;
}

}  // namespace

HttpResponse problem(const Error& error) {
  switch (error.kind()) {
    case ErrorKind::kNotFound: return problem(404, "Not found", error.what(), error.hint());
    case ErrorKind::kInvalid: return problem(400, "Invalid request", error.what(), error.hint());
    case ErrorKind::kLocked:
    case ErrorKind::kUnavailable:
    case ErrorKind::kCorrupt:
    case ErrorKind::kVersion: return unavailable(error);
    case ErrorKind::kIo: break;
  }
  return problem(500, "Input or output failed", "The server could not read or write its files.",
                 error.hint());
}

HttpResponse ask_routes(const HttpRoutes& routes, const HttpRequest& request,
                        const HttpOptions& options) {
  std::string cause = "unknown exception";
  try {
    return routes(request);
  } catch (const Error& error) {
    HttpResponse response = problem(error);
    if (response.status >= 500) report(options, request, error.what());
    return response;
  } catch (const std::exception& error) {
    cause = error.what();
  } catch (...) {  // routes may throw nothing else, and must not end the server when they do
  }
  report(options, request, cause);
  return problem(500, "Internal error", "The server failed on this request.",
                 "Try again; if it stays, look into the server's log.");
}

HttpResponse finished(HttpResponse response, std::string_view accept_encoding,
                      const HttpLimits& limits) {
  std::erase_if(response.headers, [](const auto& header) {
    return header.second.find_first_of(std::string_view("\r\n\0", 3)) != std::string::npos;
  });
  for (const Header& header : kSecurityHeaders) {
    if (!has_header(response, header.name)) {
      response.headers.emplace_back(header.name, header.value);
    }
  }
  if (!has_header(response, "Date")) {
    response.headers.emplace_back("Date", http_date(std::time(nullptr)));
  }
  if (response.body.size() < limits.compress_from_bytes ||
      !is_compressible(response.content_type) || has_header(response, "Content-Encoding")) {
    return response;
  }
  return compressed(std::move(response), accept_encoding);
}

HttpResponse overloaded() {
  HttpResponse response = problem(503, "Too busy", "Too many clients are waiting.",
                                  "Try again in a second, or ask on the command line.");
  response.headers.emplace_back("Retry-After", kRetryAfterOverload);
  return response;
}

}  // namespace dejavu
