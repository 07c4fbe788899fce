// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <cstddef>

namespace dejavu {

/// Every limit of the HTTP door, with its reason. Tests make them smaller.
struct HttpLimits {
  /// A pasted log of 1 MiB is 10,000 lines: more says nothing that those do not.
  std::size_t body_bytes = std::size_t{1} << 20;
  /// Request line and headers together: browsers and proxies send under 16 KiB.
  std::size_t head_bytes = std::size_t{32} << 10;
  /// The address alone: proxies cut at 8 KiB too, and a longer paste goes by POST.
  std::size_t target_bytes = std::size_t{8} << 10;
  /// Browsers send about 20 header lines, a chain of proxies adds some.
  std::size_t header_lines = 100;
  /// Idle and slow connections each pin a thread; threads are cheap, waiting is not.
  std::size_t threads = 64;
  /// Connections that wait for a thread; beyond this a client gets 503 at once, with Retry-After.
  std::size_t queued_connections = 256;
  /// Connections that the kernel keeps until we accept them: a burst must not wait for a resend.
  int listen_backlog = 511;
  /// A request that has not arrived whole by then is a slow client, or an attack.
  std::chrono::milliseconds request_deadline{10'000};
  /// How long a silent keep-alive connection may hold its thread.
  std::chrono::milliseconds keep_alive{5'000};
  /// After this many requests a connection is closed, so that load spreads again.
  std::size_t requests_per_connection = 1000;
  /// A client that does not read its answer: each write_block_bytes of it must leave within this.
  std::chrono::milliseconds write_timeout{10'000};
  /// 64 KiB in 10 s is slower than any network that somebody searches over.
  std::size_t write_block_bytes = std::size_t{64} << 10;
  /// How long to swallow what a refused client still sends: a close with unread bytes resets the
  /// connection, and the client would lose the refusal.
  std::chrono::milliseconds linger{1'000};
  /// Below this gzip saves no packet.
  std::size_t compress_from_bytes = 1024;
  /// SIGTERM: how long requests in flight may take to finish.
  std::chrono::milliseconds drain{5'000};
};

}  // namespace dejavu
