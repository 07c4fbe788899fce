// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

#include "server/http/event.h"
#include "server/http/limits.h"

namespace dejavu {

/// What wakes a connection that waits for its next request.
struct Wakers {
  const Event& stop;   // the server ends
  const Event& crowd;  // another client waits for a thread; one signal asks one connection to go
};

/// The bytes of one client, with every limit on its patience. Used by one thread. The socket
/// stays the caller's, who closes it.
class Connection {
 public:
  Connection(int socket, const HttpLimits& limits, Wakers wakers);

  enum class Visit { kFirst, kReturning };
  enum class Wait { kReady, kOver };

  /// Waits limits.keep_alive for the first byte of a request. kOver when the client left or was
  /// silent too long, when the server stops, or when a returning client has to make room.
  Wait wait_for_request(Visit visit);

  /// Whether the next answer should be this connection's last: the server ends, or others wait.
  bool should_leave() const;

  enum class HeadState { kWhole, kTooLong, kTooSlow, kClosed };
  struct Head {
    HeadState state = HeadState::kClosed;
    std::string bytes;  // up to and with the empty line; when too long, what has arrived
  };

  /// Starts the request's deadline, which read_body() goes on obeying.
  Head read_head();

  enum class ReadState { kSome, kTooSlow, kClosed };
  struct Read {
    ReadState state = ReadState::kClosed;
    std::string_view bytes;  // not empty when kSome, valid until the next call
  };

  /// At most `limit` bytes of the body, what has been written before goes out first.
  Read read_body(std::size_t limit);

  /// Collected until flush() or until a block is full. False when the client is gone.
  bool write(std::string_view bytes);
  bool flush();

  /// Ends the answer and swallows what the client still sends, at most limits.linger long.
  void linger();

  /// As linger(), but only what has already arrived.
  void discard_input();

  std::string remote_address() const;
  std::string local_address() const;

 private:
  using Clock = std::chrono::steady_clock;

  ReadState fill(Clock::time_point deadline);
  bool send_block(std::string_view block);

  int socket_;
  const HttpLimits& limits_;
  Wakers wakers_;
  std::string in_;
  std::size_t in_begin_ = 0;  // what lies before was handed out
  std::string out_;
  Clock::time_point request_deadline_{};
};

}  // namespace dejavu
