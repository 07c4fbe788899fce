// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <string>

#include "core/base/descriptor.h"
#include "server/http/event.h"
#include "server/http/http.h"

namespace dejavu {

/// The socket that waits for clients. Only SO_REUSEADDR is set: with SO_REUSEPORT a second server
/// would silently take every other request.
class Listener {
 public:
  /// Throws Error kUnavailable when the port is taken, kInvalid when the host is no address of
  /// this machine, kIo when the system refuses for another reason.
  explicit Listener(const HttpOptions& options);

  int port() const { return port_; }

  /// The next client, its socket non-blocking; nullopt as soon as `stop` is signalled. What fails
  /// for one client (it went away, no descriptors left) is waited out: it never ends the server.
  std::optional<Descriptor> accept(const Event& stop);

  /// From then on the system refuses clients.
  void close() { socket_.close(); }

 private:
  Descriptor socket_;
  int port_ = 0;
};

}  // namespace dejavu
