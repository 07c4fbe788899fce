// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/http/listener.h"

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <memory>

#include "core/base/error.h"
#include "server/http/port_holder.h"

namespace dejavu {
namespace {

using Addresses = std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)>;

Addresses resolve(const HttpOptions& options) {
  constexpr int kHighestPort = 65535;
  if (options.port < 0 || options.port > kHighestPort) {
    throw Error(ErrorKind::kInvalid, std::to_string(options.port) + " is no port.",
                "Choose a port from 1024 to 65535, or 0 for any free one.");
  }
  std::string host = options.host;
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  addrinfo wish = {};
  wish.ai_socktype = SOCK_STREAM;
  wish.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  addrinfo* found = nullptr;
  const int result =
      ::getaddrinfo(host.c_str(), std::to_string(options.port).c_str(), &wish, &found);
  if (result != 0) {
    throw Error(
        ErrorKind::kInvalid,
        "'" + options.host + "' is no address to listen on: " + ::gai_strerror(result) + ".",
        "Listen on 127.0.0.1, or on an address of this machine.");
  }
  return Addresses(found, &::freeaddrinfo);
}

Descriptor listening_socket(const addrinfo& address, int backlog) {
  Descriptor socket(::socket(address.ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  const int on = 1;
  if (!socket.valid() ||
      ::setsockopt(socket.number(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) != 0 ||
      ::bind(socket.number(), address.ai_addr, address.ai_addrlen) != 0 ||
      ::listen(socket.number(), backlog) != 0) {
    const int cause = errno;
    socket.close();
    errno = cause;
  }
  return socket;
}

std::string holder_text(int port) {
  const std::optional<PortHolder> holder = find_port_holder(port);
  if (!holder) return "another program";
  return holder->command + " (pid " + std::to_string(holder->pid) + ")";
}

[[noreturn]] void throw_bind_error(const HttpOptions& options, int cause) {
  const std::string where = "Port " + std::to_string(options.port) + " on " + options.host;
  if (cause == EADDRINUSE) {
    throw Error(ErrorKind::kUnavailable, where + " is taken by " + holder_text(options.port) + ".",
                "Stop that program, or choose another port, for example " +
                    std::to_string(options.port < 65535 ? options.port + 1 : 8080) + ".");
  }
  if (cause == EADDRNOTAVAIL) {
    throw Error(ErrorKind::kInvalid, "'" + options.host + "' is no address of this machine.",
                "Listen on 127.0.0.1, or on an address that `ip address` shows.");
  }
  throw Error(ErrorKind::kIo, where + " cannot be opened: " + std::strerror(cause) + ".",
              cause == EACCES ? "Choose a port above 1023." : "");
}

Descriptor open_listening_socket(const HttpOptions& options) {
  const Addresses addresses = resolve(options);
  int cause = 0;
  for (const addrinfo* at = addresses.get(); at != nullptr; at = at->ai_next) {
    Descriptor socket = listening_socket(*at, options.limits.listen_backlog);
    if (socket.valid()) return socket;
    cause = errno;
  }
  throw_bind_error(options, cause);
}

int bound_port(int socket) {
  sockaddr_storage address = {};
  socklen_t size = sizeof address;
  ::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size);
  std::array<char, NI_MAXSERV> port = {};
  ::getnameinfo(reinterpret_cast<sockaddr*>(&address), size, nullptr, 0, port.data(), port.size(),
                NI_NUMERICSERV);
  return std::atoi(port.data());
}

bool is_readable(const pollfd& entry) { return entry.revents != 0; }

}  // namespace

Listener::Listener(const HttpOptions& options)
    : socket_(open_listening_socket(options)), port_(bound_port(socket_.number())) {}

std::optional<Descriptor> Listener::accept(const Event& stop) {
  constexpr int kUntilEvent_ms = -1;
  constexpr int kPauseAfterFailure_ms = 10;  // without it, running out of descriptors spins
  int failed = 0;
  while (true) {
    std::array<pollfd, 2> entries = {
        {{stop.number(), POLLIN, 0}, {failed != 0 ? -1 : socket_.number(), POLLIN, 0}}};
    ::poll(entries.data(), entries.size(), failed != 0 ? kPauseAfterFailure_ms : kUntilEvent_ms);
    if (is_readable(entries[0])) return std::nullopt;
    Descriptor client(::accept4(socket_.number(), nullptr, nullptr, SOCK_NONBLOCK | SOCK_CLOEXEC));
    failed = client.valid() || errno == EAGAIN || errno == EINTR ? 0 : errno;
    if (!client.valid()) continue;
    const int on = 1;  // without it, a small answer waits 40 ms for the client's delayed ACK
    ::setsockopt(client.number(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return client;
  }
}

}  // namespace dejavu
