// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/http/connection.h"

#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace dejavu {
namespace {

using Clock = std::chrono::steady_clock;

/// One system call reads a whole usual request.
constexpr std::size_t kReadBytes = std::size_t{16} << 10;

int milliseconds_until(Clock::time_point deadline) {
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(deadline - Clock::now());
  return static_cast<int>(std::max<std::chrono::milliseconds::rep>(0, left.count()));
}

/// Whether `socket` is ready for `events` (or broken, which the next call finds out) in time.
bool wait_until_ready(int socket, short events, Clock::time_point deadline) {
  while (true) {
    pollfd entry = {socket, events, 0};
    const int ready = ::poll(&entry, 1, milliseconds_until(deadline));
    if (ready > 0) return true;
    if (ready == 0 || errno != EINTR) return false;
  }
}

/// Bytes behind the empty line that ends a head, or npos. A head of bare line feeds ends too, so
/// that it is refused at once and not at the deadline.
std::size_t head_end(std::string_view text) {
  const std::size_t proper = text.find("\r\n\r\n");
  const std::size_t bare = text.find("\n\n");
  if (proper < bare) return proper + 4;
  return bare == std::string_view::npos ? bare : bare + 2;
}

std::string numeric_host(const sockaddr_storage& address, socklen_t size) {
  constexpr std::string_view kMapped = "::ffff:";  // IPv4 on a socket that serves both
  std::array<char, NI_MAXHOST> text = {};
  if (::getnameinfo(reinterpret_cast<const sockaddr*>(&address), size, text.data(), text.size(),
                    nullptr, 0, NI_NUMERICHOST) != 0) {
    return {};
  }
  std::string host = text.data();
  if (host.starts_with(kMapped) && host.find('.') != std::string::npos) {
    host.erase(0, kMapped.size());
  }
  return host;
}

}  // namespace

Connection::Connection(int socket, const HttpLimits& limits, Wakers wakers)
    : socket_(socket), limits_(limits), wakers_(wakers) {}

Connection::Wait Connection::wait_for_request(Visit visit) {
  if (in_begin_ < in_.size()) return Wait::kReady;  // pipelined
  const Clock::time_point deadline = Clock::now() + limits_.keep_alive;
  const int crowd = visit == Visit::kReturning ? wakers_.crowd.number() : -1;
  while (true) {
    std::array<pollfd, 3> entries = {
        {{socket_, POLLIN, 0}, {wakers_.stop.number(), POLLIN, 0}, {crowd, POLLIN, 0}}};
    const int ready = ::poll(entries.data(), entries.size(), milliseconds_until(deadline));
    if (ready == 0 || (ready < 0 && errno != EINTR)) return Wait::kOver;
    if (ready < 0) continue;
    if (entries[0].revents != 0) return Wait::kReady;
    if (entries[1].revents != 0) return Wait::kOver;
    if (entries[2].revents != 0 && wakers_.crowd.take()) return Wait::kOver;
  }
}

bool Connection::should_leave() const {
  std::array<pollfd, 2> entries = {
      {{wakers_.stop.number(), POLLIN, 0}, {wakers_.crowd.number(), POLLIN, 0}}};
  return ::poll(entries.data(), entries.size(), 0) > 0;
}

Connection::ReadState Connection::fill(Clock::time_point deadline) {
  in_.erase(0, std::exchange(in_begin_, 0));
  const std::size_t before = in_.size();
  while (Clock::now() < deadline) {  // checked each time: bytes that drip do not extend it
    in_.resize(before + kReadBytes);
    const ssize_t count = ::recv(socket_, in_.data() + before, kReadBytes, 0);
    const int cause = errno;
    in_.resize(before + static_cast<std::size_t>(std::max<ssize_t>(0, count)));
    if (count > 0) return ReadState::kSome;
    if (count == 0 || (cause != EAGAIN && cause != EINTR)) return ReadState::kClosed;
    if (!wait_until_ready(socket_, POLLIN, deadline)) break;
  }
  return ReadState::kTooSlow;
}

Connection::Head Connection::read_head() {
  request_deadline_ = Clock::now() + limits_.request_deadline;
  std::size_t searched = 0;  // counted from in_begin_
  while (true) {
    while (std::string_view(in_).substr(in_begin_).starts_with("\r\n")) in_begin_ += 2;
    const std::string_view arrived = std::string_view(in_).substr(in_begin_);
    const std::size_t skip =
        std::min(searched - std::min<std::size_t>(searched, 3), arrived.size());
    const std::size_t end = head_end(arrived.substr(skip));
    if (end != std::string_view::npos && skip + end <= limits_.head_bytes) {
      std::string bytes(arrived.substr(0, skip + end));
      in_begin_ += bytes.size();
      return {HeadState::kWhole, std::move(bytes)};
    }
    if (end != std::string_view::npos || arrived.size() > limits_.head_bytes) {
      return {HeadState::kTooLong, std::string(arrived)};
    }
    searched = arrived.size();
    const ReadState state = fill(request_deadline_);
    if (state == ReadState::kTooSlow) return {HeadState::kTooSlow, {}};
    if (state == ReadState::kClosed) return {HeadState::kClosed, {}};
  }
}

Connection::Read Connection::read_body(std::size_t limit) {
  if (!flush()) return {};
  if (in_begin_ == in_.size()) {
    const ReadState state = fill(request_deadline_);
    if (state != ReadState::kSome) return {state, {}};
  }
  const std::string_view bytes = std::string_view(in_).substr(in_begin_, limit);
  in_begin_ += bytes.size();
  return {ReadState::kSome, bytes};
}

bool Connection::write(std::string_view bytes) {
  out_.append(bytes);
  return out_.size() < limits_.write_block_bytes || flush();
}

bool Connection::flush() {
  const std::string pending = std::exchange(out_, {});
  for (std::size_t at = 0; at < pending.size(); at += limits_.write_block_bytes) {
    if (!send_block(std::string_view(pending).substr(at, limits_.write_block_bytes))) return false;
  }
  return true;
}

bool Connection::send_block(std::string_view block) {
  const Clock::time_point deadline = Clock::now() + limits_.write_timeout;
  while (!block.empty()) {
    const ssize_t count = ::send(socket_, block.data(), block.size(), MSG_NOSIGNAL);
    if (count > 0) {
      block.remove_prefix(static_cast<std::size_t>(count));
      continue;
    }
    const bool may_go_on = (errno == EAGAIN || errno == EINTR) && Clock::now() < deadline;
    if (!may_go_on || !wait_until_ready(socket_, POLLOUT, deadline)) return false;
  }
  return true;
}

void Connection::linger() {
  ::shutdown(socket_, SHUT_WR);
  const Clock::time_point deadline = Clock::now() + limits_.linger;
  in_.clear();
  in_begin_ = 0;
  while (fill(deadline) == ReadState::kSome) in_.clear();
}

void Connection::discard_input() {
  std::array<char, kReadBytes> bytes;
  ::shutdown(socket_, SHUT_WR);
  while (::recv(socket_, bytes.data(), bytes.size(), MSG_DONTWAIT) > 0) continue;
}

std::string Connection::remote_address() const {
  sockaddr_storage address = {};
  socklen_t size = sizeof address;
  ::getpeername(socket_, reinterpret_cast<sockaddr*>(&address), &size);
  return numeric_host(address, size);
}

std::string Connection::local_address() const {
  sockaddr_storage address = {};
  socklen_t size = sizeof address;
  ::getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
  return numeric_host(address, size);
}

}  // namespace dejavu
