// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/server/http_fixture.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <array>
#include <nlohmann/json.hpp>

#include "core/base/text.h"

namespace dejavu {
namespace {

HttpOptions on_free_port(HttpOptions options) {
  options.port = 0;
  return options;
}

int connect_to(int port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address = {};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0) {
    const timeval guard = {kHangGuard.count(), 0};
    ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &guard, sizeof guard);
    ::setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &guard, sizeof guard);
    return socket;
  }
  ::close(socket);
  return -1;
}

}  // namespace

RunningServer::RunningServer(HttpRoutes routes, HttpOptions options)
    : server_(on_free_port(std::move(options)), std::move(routes)),
      thread_([this] { server_.run(); }) {}

RunningServer::~RunningServer() {
  server_.stop();
  if (thread_.joinable()) thread_.join();
}

std::string ClientAnswer::header(const std::string& name) const {
  const auto found = headers.find(name);
  return found == headers.end() ? "" : found->second;
}

RawClient::RawClient(int port) : socket_(connect_to(port)) {
  EXPECT_TRUE(socket_.valid()) << "cannot connect to port " << port;
}

bool RawClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::send(socket_.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return true;
}

bool RawClient::fill() {
  std::array<char, 65536> bytes;
  const ssize_t count = ::recv(socket_.number(), bytes.data(), bytes.size(), 0);
  if (count <= 0) return false;
  in_.append(bytes.data(), static_cast<std::size_t>(count));
  return true;
}

std::optional<std::size_t> RawClient::find_head_end() {
  std::size_t end = in_.find("\r\n\r\n");
  while (end == std::string::npos) {
    if (!fill()) return std::nullopt;
    end = in_.find("\r\n\r\n");
  }
  return end + 4;
}

ClientAnswer RawClient::receive(std::string_view method) {
  const std::optional<std::size_t> end = find_head_end();
  if (!end) return {};
  ClientAnswer answer;
  for (const std::string_view line : split_lines(std::string_view(in_).substr(0, *end))) {
    const std::size_t colon = line.find(": ");
    if (colon != std::string_view::npos) {
      answer.headers[to_lower_ascii(line.substr(0, colon))] = line.substr(colon + 2);
    }
  }
  answer.status = std::stoi(in_.substr(in_.find(' ') + 1, 3));
  in_.erase(0, *end);
  const std::string length = answer.header("content-length");
  const std::size_t size = method == "HEAD" || length.empty() ? 0 : std::stoul(length);
  while (in_.size() < size && fill()) continue;
  answer.body = in_.substr(0, size);
  in_.erase(0, size);
  return answer;
}

bool RawClient::is_closed_by_server() {
  char byte = 0;
  return in_.empty() && ::recv(socket_.number(), &byte, 1, 0) <= 0 && errno != EAGAIN;
}

ClientAnswer RawClient::ask(std::string_view request, std::string_view method) {
  send(request);
  return receive(method);
}

bool can_connect(int port) { return Descriptor(connect_to(port)).valid(); }

std::string get(std::string_view target, std::string_view header_lines) {
  return "GET " + std::string(target) + " HTTP/1.1\r\nHost: localhost\r\n" +
         std::string(header_lines) + "\r\n";
}

std::string post(std::string_view target, std::string_view body, std::string_view content_type) {
  return "POST " + std::string(target) +
         " HTTP/1.1\r\nHost: localhost\r\nContent-Type: " + std::string(content_type) +
         "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

ClientAnswer ask_once(int port, std::string_view request) { return RawClient(port).ask(request); }

HttpResponse echo(const HttpRequest& request) {
  std::string text = request.method + " " + request.path + "\n";
  for (const auto& [name, value] : request.query) text += "?" + name + "=" + value + "\n";
  for (const auto& [name, value] : request.headers) text += name + ": " + value + "\n";
  text += std::to_string(request.body.size()) + " bytes from " + request.remote_address + "\n";
  HttpResponse response;
  response.body = text;
  return response;
}

std::string problem_member(const ClientAnswer& answer, const std::string& name) {
  EXPECT_EQ(answer.header("content-type"), "application/problem+json");
  const auto parsed = nlohmann::json::parse(answer.body, nullptr, false);
  EXPECT_TRUE(parsed.is_object()) << answer.body;
  return parsed.is_object() ? parsed.value(name, "") : "";
}

}  // namespace dejavu
