// SPDX-License-Identifier: GPL-2.0-or-later
#include "bench/http_asker.h"

#include <fmt/format.h>
#include <httplib.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <nlohmann/json.hpp>
#include <thread>

#include "core/base/error.h"

namespace dejavu {
namespace {

/// Longer questions do not fit into an address.
constexpr std::size_t kMaxGetBytes = 1000;

/// One that nobody listens on at this moment.
int free_port() {
  const int probe = socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof(address);
  auto* raw = reinterpret_cast<sockaddr*>(&address);
  const bool bound = bind(probe, raw, size) == 0 && getsockname(probe, raw, &size) == 0;
  close(probe);
  if (!bound) throw Error(ErrorKind::kIo, "No port is free.");
  return ntohs(address.sin_port);
}

std::vector<std::string> serve_command(const std::filesystem::path& bin,
                                       const std::filesystem::path& corpus,
                                       const std::filesystem::path& index, int port) {
  return {(bin / "dejavu").string(),
          "serve",
          "--corpus",
          corpus.string(),
          "--index",
          index.string(),
          "--listen",
          fmt::format("127.0.0.1:{}", port)};
}

}  // namespace

class HttpAsker::Impl {
 public:
  explicit Impl(int port) : client("127.0.0.1", port) {
    client.set_keep_alive(true);
    client.set_tcp_nodelay(true);
  }

  httplib::Client client;
};

HttpAsker::HttpAsker(int port) : impl_(std::make_unique<Impl>(port)) {}
HttpAsker::~HttpAsker() = default;
HttpAsker::HttpAsker(HttpAsker&&) noexcept = default;

std::string HttpAsker::ask(const std::string& question) {
  const auto post = [&] {
    const std::string body = nlohmann::json{{"question", question}}.dump(
        -1, ' ', false, nlohmann::json::error_handler_t::replace);
    return impl_->client.Post("/api/v1/search", body, "application/json");
  };
  const bool is_paste = question.size() > kMaxGetBytes || question.find('\n') != question.npos;
  const httplib::Result result =
      is_paste ? post()
               : impl_->client.Get("/api/v1/search", {{"q", question}}, httplib::Headers{});
  if (result && result->status == 200) return result->body;
  throw Error(ErrorKind::kIo,
              fmt::format("dejavu serve answers {} to {}", result ? result->status : 0, question));
}

void HttpAsker::wait_until_ready() {
  constexpr int kAttempts = 1000;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    const auto ready = impl_->client.Get("/readyz");
    if (ready && ready->status == 200) return;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  throw Error(ErrorKind::kUnavailable, "dejavu serve did not get ready.");
}

Server::Server(const std::filesystem::path& bin, const std::filesystem::path& corpus,
               const std::filesystem::path& index)
    : port_(free_port()),
      child_(serve_command(bin, corpus, index, port_), index.parent_path() / "serve.log") {
  HttpAsker(port_).wait_until_ready();
}

}  // namespace dejavu
