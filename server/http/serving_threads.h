// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <thread>
#include <vector>

#include "core/base/descriptor.h"
#include "server/http/event.h"
#include "server/http/limits.h"

namespace dejavu {

/// Threads that serve connections, started when they are needed, and the queue before them.
class ServingThreads {
 public:
  /// `serve` is called on many threads; `crowd` is signalled once for each client that has to wait.
  ServingThreads(const HttpLimits& limits, const Event& crowd, std::function<void(int)> serve);

  /// Closes every connection and joins.
  ~ServingThreads();
  ServingThreads(const ServingThreads&) = delete;
  ServingThreads& operator=(const ServingThreads&) = delete;

  /// Takes a connection over and closes it when it is served. Gives it back when all threads are
  /// busy and the queue is full. Called by one thread.
  std::optional<Descriptor> offer(Descriptor connection);

  /// Waits until nothing is being served, at most `patience`; then cuts what is left off.
  void drain(std::chrono::milliseconds patience);

 private:
  void work();
  bool start_thread();
  void cut_all();

  const HttpLimits& limits_;
  const Event& crowd_;
  const std::function<void(int)> serve_;
  std::vector<std::thread> threads_;  // only touched by the thread that offers
  std::mutex mutex_;                  // guards what follows
  std::condition_variable offered_;
  std::condition_variable served_;
  std::deque<Descriptor> waiting_;
  std::set<int> serving_;
  std::size_t idle_threads_ = 0;
  bool ending_ = false;
};

}  // namespace dejavu
