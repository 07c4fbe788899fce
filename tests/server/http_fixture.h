// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "core/base/descriptor.h"
#include "server/http/http.h"

namespace dejavu {

/// Longer than anything here takes, also under a sanitizer on a busy machine.
constexpr std::chrono::seconds kHangGuard{60};

/// A server on a free port of 127.0.0.1, running until it goes out of scope.
class RunningServer {
 public:
  explicit RunningServer(HttpRoutes routes, HttpOptions options = {});
  ~RunningServer();

  int port() const { return server_.port(); }
  void stop() { server_.stop(); }
  void join() { thread_.join(); }

 private:
  HttpServer server_;
  std::thread thread_;
};

struct ClientAnswer {
  int status = 0;                              // 0: the connection ended without an answer
  std::map<std::string, std::string> headers;  // names lower case
  std::string body;

  std::string header(const std::string& name) const;
};

/// A client that sends exactly the bytes it is told to.
class RawClient {
 public:
  explicit RawClient(int port);

  /// False when the server has cut the connection.
  bool send(std::string_view bytes);

  /// The next answer; `method` because an answer to HEAD has no body.
  ClientAnswer receive(std::string_view method = "GET");

  /// Waits for the server to close; false when it sends something instead.
  bool is_closed_by_server();

  ClientAnswer ask(std::string_view request, std::string_view method = "GET");

 private:
  std::optional<std::size_t> find_head_end();
  bool fill();

  Descriptor socket_;
  std::string in_;
};

/// Whether a new connection is accepted.
bool can_connect(int port);

/// "GET <target> HTTP/1.1" with a Host and these header lines (each with its CR LF).
std::string get(std::string_view target, std::string_view header_lines = "");
std::string post(std::string_view target, std::string_view body,
                 std::string_view content_type = "application/json");

/// One request on a connection of its own.
ClientAnswer ask_once(int port, std::string_view request);

/// Everything it was asked, as text: method, path, query, headers, body length.
HttpResponse echo(const HttpRequest& request);

/// The string member `name` of a JSON answer; fails the test when it is no problem+json.
std::string problem_member(const ClientAnswer& answer, const std::string& name);

}  // namespace dejavu
