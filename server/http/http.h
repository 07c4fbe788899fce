// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/error.h"
#include "server/http/limits.h"

namespace dejavu {

/// A request as our routes see it. Independent of any HTTP library, so routes are called in tests
/// without a socket.
struct HttpRequest {
  std::string method = "GET";
  std::string path = "/";                                    // percent-decoded, without the query
  std::vector<std::pair<std::string, std::string>> query;    // decoded, in order, repeats kept
  std::vector<std::pair<std::string, std::string>> headers;  // names lower case, in order
  std::string body;
  std::string remote_address;
  std::string caller;  // whose token it carries, once the routes have looked; empty without one

  /// First value of a query parameter or header (name in lower case); nullopt when absent.
  std::optional<std::string_view> parameter(std::string_view name) const;
  std::optional<std::string_view> header(std::string_view name) const;
};

struct HttpResponse {
  int status = 200;
  std::string content_type = "text/plain; charset=utf-8";
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;  // besides the content type
};

/// RFC 9457. `hint` says what to do next; nothing internal is ever put in.
HttpResponse problem(int status, std::string_view title, std::string_view detail,
                     std::string_view hint);

/// The problem that an Error is to a client: its kind gives the status.
HttpResponse problem(const Error& error);

/// Splits "/a%20b?q=a=b&x=%26" into decoded path and parameters: '+' is a blank in the query only,
/// everything behind the first '=' is the value, a broken escape stays as written, '#…' is dropped.
std::pair<std::string, std::vector<std::pair<std::string, std::string>>> parse_target(
    std::string_view target);

/// The inverse for one value: everything but unreserved characters escaped.
std::string percent_encode(std::string_view text);

/// Called on many threads at once; must not throw anything but Error, and what it throws becomes
/// problem+json. HEAD arrives as GET (the body is then not sent). Every answer gets the security
/// headers that it does not set itself, and text is compressed when the client takes it (a strong
/// ETag turns weak then, so If-None-Match is to be compared weakly).
using HttpRoutes = std::function<HttpResponse(const HttpRequest&)>;

struct HttpOptions {
  std::string host = "127.0.0.1";
  int port = 8080;                         // 0 chooses a free one
  std::vector<std::string> allowed_hosts;  // besides the address itself and localhost
  HttpLimits limits;
  /// Told of every failure whose cause the client does not learn, in one line; called on many
  /// threads at once.
  std::function<void(std::string_view)> on_failure;
};

/// The only place that knows the HTTP library, with its measured faults mended (docs/decisions/).
/// Life: construct (binds; throws Error kUnavailable naming the port's holder when it is taken),
/// run() until stop(); the destructor stops and joins.
class HttpServer {
 public:
  HttpServer(HttpOptions options, HttpRoutes routes);
  ~HttpServer();
  HttpServer(const HttpServer&) = delete;
  HttpServer& operator=(const HttpServer&) = delete;

  int port() const;

  /// Serves until stop(), once; then finishes requests in flight and returns after at most
  /// limits.drain. A route that computes longer is cut off from its client, and the destructor
  /// waits for it.
  void run();

  /// Safe from any thread; not from a signal handler.
  void stop();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace dejavu
