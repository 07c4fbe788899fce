// SPDX-License-Identifier: GPL-2.0-or-later
#include <condition_variable>
#include <mutex>

#include "server/http/conversation.h"
#include "server/http/event.h"
#include "server/http/http.h"
#include "server/http/listener.h"
#include "server/http/serving_threads.h"

namespace dejavu {

class HttpServer::Impl {
 public:
  Impl(HttpOptions options, HttpRoutes routes)
      : options_(std::move(options)),
        routes_(std::move(routes)),
        hosts_(options_),
        listener_(options_),
        threads_(options_.limits, crowd_, [this](int socket) { serve(socket); }) {}

  ~Impl() {
    stop();
    std::unique_lock lock(mutex_);
    ended_.wait(lock, [this] { return state_ == State::kIdle; });
  }

  int port() const { return listener_.port(); }

  void stop() { stop_.signal(); }

  void run() {
    set_state(State::kRunning);
    while (std::optional<Descriptor> client = listener_.accept(stop_)) {
      const std::optional<Descriptor> refused = threads_.offer(std::move(*client));
      if (refused) refuse(refused->number());
    }
    listener_.close();
    threads_.drain(options_.limits.drain);
    set_state(State::kIdle);
  }

 private:
  void serve(int socket) {
    try {
      Connection connection(socket, options_.limits, {stop_, crowd_});
      converse(connection, {options_, routes_, hosts_});
    } catch (const std::exception& error) {  // no memory: one client is lost, not the server
      if (options_.on_failure) options_.on_failure(error.what());
    }
  }

  void refuse(int socket) {
    Connection connection(socket, options_.limits, {stop_, crowd_});
    turn_away(connection, options_.limits);
  }

  enum class State { kIdle, kRunning };

  void set_state(State state) {
    const std::scoped_lock lock(mutex_);
    state_ = state;
    ended_.notify_all();
  }

  const HttpOptions options_;
  const HttpRoutes routes_;
  const AllowedHosts hosts_;
  const Event stop_;   // signalled for good: nobody takes it
  const Event crowd_;  // one signal for each client that waits for a thread
  Listener listener_;
  ServingThreads threads_;  // after all that its threads use
  std::mutex mutex_;
  std::condition_variable ended_;
  State state_ = State::kIdle;
};

HttpServer::HttpServer(HttpOptions options, HttpRoutes routes)
    : impl_(std::make_unique<Impl>(std::move(options), std::move(routes))) {}

HttpServer::~HttpServer() = default;

int HttpServer::port() const { return impl_->port(); }

void HttpServer::run() { impl_->run(); }

void HttpServer::stop() { impl_->stop(); }

}  // namespace dejavu
