// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/http/exchange.h"

#include <httplib.h>

namespace dejavu {
namespace {

/// What the library reads instead of the client's head. No Range, Content-Type, Accept-Encoding
/// or path: ranges, multipart, its slow brotli and its regex routes stay out of play.
std::string head_for_library(const RequestHead& head) {
  const std::string method = head.has_body() ? "POST" : head.method == "HEAD" ? "HEAD" : "GET";
  std::string text = method + " / HTTP/1.1\r\n";
  if (head.chunked) text += "Transfer-Encoding: chunked\r\n";
  if (head.content_length > 0) {
    text += "Content-Length: " + std::to_string(head.content_length) + "\r\n";
  }
  if (head.expects_continue) text += "Expect: 100-continue\r\n";
  return text + "\r\n";
}

/// Chunk sizes and line ends come on top of a chunked body's bytes, but not endlessly: the library
/// would collect a chunk-size line of any length.
std::size_t wire_limit(const RequestHead& head, const HttpLimits& limits) {
  constexpr std::size_t kChunkFrames_bytes = std::size_t{64} << 10;
  return head.chunked ? 2 * limits.body_bytes + kChunkFrames_bytes : head.content_length;
}

/// The library's view of a connection: our head, then the client's body.
class LibraryStream : public httplib::Stream {
 public:
  LibraryStream(Connection& connection, const RequestHead& head, const HttpLimits& limits)
      : connection_(connection),
        head_(head_for_library(head)),
        body_budget_(wire_limit(head, limits)) {}

  RequestBody::State failure() const { return failure_; }

  bool is_readable() const override { return true; }
  bool is_writable() const override { return true; }

  ssize_t read(char* out, std::size_t size) override {
    if (head_read_ < head_.size()) {
      const std::size_t count = head_.copy(out, size, head_read_);
      head_read_ += count;
      return static_cast<ssize_t>(count);
    }
    if (body_budget_ == 0) return fail(RequestBody::State::kTooLarge);
    const Connection::Read read = connection_.read_body(std::min(size, body_budget_));
    if (read.state == Connection::ReadState::kTooSlow) return fail(RequestBody::State::kTooSlow);
    if (read.state == Connection::ReadState::kClosed) return fail(RequestBody::State::kBroken);
    body_budget_ -= read.bytes.size();
    return static_cast<ssize_t>(read.bytes.copy(out, size));
  }

  ssize_t write(const char* bytes, std::size_t size) override {
    return connection_.write({bytes, size}) ? static_cast<ssize_t>(size) : -1;
  }

  void get_remote_ip_and_port(std::string& ip, int& port) const override { no_address(ip, port); }
  void get_local_ip_and_port(std::string& ip, int& port) const override { no_address(ip, port); }

  /// Only asked whether select() could take it; the connection uses poll(), which takes any.
  socket_t socket() const override { return 0; }

 private:
  static void no_address(std::string& ip, int& port) {
    ip.clear();
    port = 0;
  }

  ssize_t fail(RequestBody::State state) {
    failure_ = state;
    return -1;
  }

  Connection& connection_;
  std::string head_;
  std::size_t head_read_ = 0;
  std::size_t body_budget_;
  RequestBody::State failure_ = RequestBody::State::kBroken;
};

}  // namespace

class Exchange::Library : public httplib::Server {
 public:
  explicit Library(const HttpLimits& limits) : limits_(limits) {
    Get("/",
        [this](const httplib::Request&, httplib::Response& response) { respond({}, response); });
    Post("/", [this](const httplib::Request&, httplib::Response& response,
                     const httplib::ContentReader& reader) { respond(body(reader), response); });
    set_post_routing_handler(
        [this](const httplib::Request&, httplib::Response& response) { complete(response); });
    // Reached only when memory runs out; without it the library sends what() in a header.
    set_exception_handler([](const httplib::Request&, httplib::Response& response,
                             const std::exception_ptr&) { response.status = 500; });
    set_keep_alive_max_count(limits.requests_per_connection);
    set_keep_alive_timeout(std::chrono::floor<std::chrono::seconds>(limits.keep_alive).count());
  }

  After run(Connection& connection, const RequestHead& head,
            const std::function<HttpResponse(RequestBody)>& answer) {
    LibraryStream stream(connection, head, limits_);
    connection_ = &connection;
    head_ = &head;
    stream_ = &stream;
    answer_ = &answer;
    after_ = After::kOpen;
    bool ignored_wish_to_close = false;  // it knows only the head that we gave it
    const bool written = process_request(stream, false, ignored_wish_to_close, nullptr);
    return connection.flush() && written ? after_ : std::max(after_, After::kClosing);
  }

 private:
  RequestBody body(const httplib::ContentReader& reader) {
    RequestBody body;
    bool fits = true;
    const bool whole = reader([&](const char* bytes, std::size_t size) {
      fits = body.bytes.size() + size <= limits_.body_bytes;
      if (fits) body.bytes.append(bytes, size);
      return fits;
    });
    if (whole) return body;
    const auto state = fits ? stream_->failure() : RequestBody::State::kTooLarge;
    after_ = state == RequestBody::State::kTooSlow ? After::kClosing : After::kUnreadInput;
    return {state, {}};
  }

  void respond(RequestBody body, httplib::Response& response) {
    HttpResponse answer = (*answer_)(std::move(body));
    response.status = answer.status;
    response.body = std::move(answer.body);
    response.set_header("Content-Type", answer.content_type);
    for (const auto& [name, value] : answer.headers) response.set_header(name, value);
  }

  /// Called when the library has added its own headers.
  void complete(httplib::Response& response) {
    response.headers.erase("Accept-Ranges");
    constexpr int kNoContent = 204;
    constexpr int kNotModified = 304;
    if (response.status == kNoContent || response.status == kNotModified) {
      response.headers.erase("Content-Length");
      response.headers.erase("Content-Type");
    }
    // After a chunked body we do not go on: the library takes some malformed ones for whole, and
    // their rest would be read as the next request.
    if (!head_->keep_alive || head_->chunked || connection_->should_leave()) {
      after_ = std::max(after_, After::kClosing);
    }
    if (after_ == After::kOpen) return;
    response.headers.erase("Keep-Alive");
    response.set_header("Connection", "close");
  }

  const HttpLimits& limits_;
  // Those of the exchange that runs.
  Connection* connection_ = nullptr;
  const RequestHead* head_ = nullptr;
  LibraryStream* stream_ = nullptr;
  const std::function<HttpResponse(RequestBody)>* answer_ = nullptr;
  After after_ = After::kOpen;
};

Exchange::Exchange(const HttpLimits& limits) : library_(std::make_unique<Library>(limits)) {}

Exchange::~Exchange() = default;

Exchange::After Exchange::run(Connection& connection, const RequestHead& head,
                              const std::function<HttpResponse(RequestBody)>& answer) {
  return library_->run(connection, head, answer);
}

}  // namespace dejavu
