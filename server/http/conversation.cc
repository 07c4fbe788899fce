// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/http/conversation.h"

#include "server/http/answer.h"
#include "server/http/exchange.h"

namespace dejavu {
namespace {

class Conversation {
 public:
  Conversation(Connection& connection, const Door& door)
      : connection_(connection),
        door_(door),
        limits_(door.options.limits),
        exchange_(limits_),
        remote_address_(connection.remote_address()),
        local_address_(connection.local_address()) {}

  void run() {
    for (std::size_t served = 0; served < limits_.requests_per_connection; ++served) {
      const auto visit = served == 0 ? Connection::Visit::kFirst : Connection::Visit::kReturning;
      if (connection_.wait_for_request(visit) == Connection::Wait::kOver) return;
      const bool is_last = served + 1 == limits_.requests_per_connection;
      const Exchange::After after = serve_request(is_last ? Last::kYes : Last::kNo);
      if (after == Exchange::After::kUnreadInput) connection_.linger();
      if (after == Exchange::After::kClosing) connection_.discard_input();
      if (after != Exchange::After::kOpen) return;
    }
  }

 private:
  enum class Last { kNo, kYes };

  Exchange::After serve_request(Last last) {
    const Connection::Head head = connection_.read_head();
    switch (head.state) {
      case Connection::HeadState::kWhole: break;
      case Connection::HeadState::kClosed: return Exchange::After::kClosing;
      case Connection::HeadState::kTooSlow:
        refuse(too_slow());
        return Exchange::After::kClosing;  // it had its time: no lingering
      case Connection::HeadState::kTooLong: return refuse(refuse_long_head(head.bytes, limits_));
    }
    auto parsed = parse_head(head.bytes, limits_);
    if (auto* refusal = std::get_if<HttpResponse>(&parsed)) return refuse(std::move(*refusal));
    auto& request = std::get<RequestHead>(parsed);
    request.keep_alive = request.keep_alive && last == Last::kNo;
    return serve(request);
  }

  Exchange::After serve(const RequestHead& head) {
    HttpRequest request;
    request.method = head.method == "HEAD" ? "GET" : head.method;
    std::tie(request.path, request.query) = parse_target(head.target);
    request.headers = head.headers;
    request.remote_address = remote_address_;
    const auto host = request.header("host");
    if (host && !door_.hosts.allow(*host, local_address_)) return refuse(wrong_host(*host));
    const std::string accepted(request.header("accept-encoding").value_or(""));
    return exchange_.run(connection_, head, [&](RequestBody body) {
      return finished(answer(std::move(request), std::move(body)), accepted, limits_);
    });
  }

  HttpResponse answer(HttpRequest request, RequestBody body) const {
    switch (body.state) {
      case RequestBody::State::kWhole: break;
      case RequestBody::State::kTooLarge: return body_too_large(limits_);
      case RequestBody::State::kTooSlow: return too_slow();
      case RequestBody::State::kBroken:
        return problem(400, "Malformed request", "The body ended early or is not chunked properly.",
                       "Send the body again.");
    }
    request.body = std::move(body.bytes);
    return ask_routes(door_.routes, request, door_.options);
  }

  /// Answers without reading the rest of the request, so nothing after it can be trusted.
  Exchange::After refuse(HttpResponse response) {
    RequestHead head;
    head.keep_alive = false;
    exchange_.run(connection_, head,
                  [&](const RequestBody&) { return finished(std::move(response), "", limits_); });
    return Exchange::After::kUnreadInput;
  }

  HttpResponse too_slow() const {
    const auto deadline =
        std::chrono::duration_cast<std::chrono::seconds>(limits_.request_deadline);
    return problem(408, "Request too slow",
                   "The request did not arrive within " + std::to_string(deadline.count()) + " s.",
                   "Send it again, or ask on the command line.");
  }

  static HttpResponse wrong_host(std::string_view host) {
    return problem(421, "Unknown host name",
                   "This server does not answer to the name '" + std::string(host) + "'.",
                   "Use its address, or add the name to `hosts` below [server] in dejavu.toml and "
                   "start the server again.");
  }

  Connection& connection_;
  const Door& door_;
  const HttpLimits& limits_;
  Exchange exchange_;
  std::string remote_address_;
  std::string local_address_;
};

}  // namespace

void converse(Connection& connection, const Door& door) { Conversation(connection, door).run(); }

void turn_away(Connection& connection, const HttpLimits& limits) {
  RequestHead head;
  head.keep_alive = false;
  Exchange(limits).run(connection, head,
                       [&](const RequestBody&) { return finished(overloaded(), "", limits); });
  connection.discard_input();
}

}  // namespace dejavu
