// SPDX-License-Identifier: GPL-2.0-or-later
#include "server/http/serving_threads.h"

#include <sys/socket.h>

#include <system_error>

namespace dejavu {

ServingThreads::ServingThreads(const HttpLimits& limits, const Event& crowd,
                               std::function<void(int)> serve)
    : limits_(limits), crowd_(crowd), serve_(std::move(serve)) {}

ServingThreads::~ServingThreads() {
  {
    const std::scoped_lock lock(mutex_);
    ending_ = true;
    cut_all();
  }
  offered_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

std::optional<Descriptor> ServingThreads::offer(Descriptor connection) {
  std::unique_lock lock(mutex_);
  if (idle_threads_ <= waiting_.size() && !start_thread()) {
    if (threads_.empty() || waiting_.size() >= limits_.queued_connections) return connection;
    crowd_.signal();
  }
  waiting_.push_back(std::move(connection));
  lock.unlock();
  offered_.notify_one();
  return std::nullopt;
}

/// A new thread counts as idle from the start, or two offers in a row would start only one.
bool ServingThreads::start_thread() {
  if (threads_.size() >= limits_.threads) return false;
  try {
    threads_.emplace_back([this] { work(); });
  } catch (const std::system_error&) {
    return false;  // the system has no thread left: clients wait for those that we have
  }
  ++idle_threads_;
  return true;
}

void ServingThreads::work() {
  std::unique_lock lock(mutex_);
  while (true) {
    offered_.wait(lock, [this] { return ending_ || !waiting_.empty(); });
    if (waiting_.empty()) return;
    Descriptor connection = std::move(waiting_.front());
    waiting_.pop_front();
    while (waiting_.empty() && crowd_.take()) continue;  // nobody waits: nobody has to make room
    --idle_threads_;
    serving_.insert(connection.number());
    lock.unlock();
    serve_(connection.number());
    lock.lock();
    serving_.erase(connection.number());  // before it closes: the number may come back at once
    connection.close();
    ++idle_threads_;
    if (serving_.empty() && waiting_.empty()) served_.notify_all();
  }
}

void ServingThreads::drain(std::chrono::milliseconds patience) {
  /// What a thread needs to notice that its socket was cut.
  constexpr std::chrono::milliseconds kGrace{250};
  const auto is_idle = [this] { return serving_.empty() && waiting_.empty(); };
  std::unique_lock lock(mutex_);
  if (served_.wait_for(lock, patience, is_idle)) return;
  cut_all();
  served_.wait_for(lock, kGrace, is_idle);
}

void ServingThreads::cut_all() {
  waiting_.clear();
  for (const int connection : serving_) ::shutdown(connection, SHUT_RDWR);
}

}  // namespace dejavu
