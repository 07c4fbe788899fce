// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <functional>

#include "server/http/http.h"
#include "server/sessions.h"

namespace dejavu {

/// Everything that is served over HTTP, callable without a socket and from many threads at once.
class Routes {
 public:
  /// `clock` tells the time of an answer.
  Routes(std::filesystem::path index_dir, std::function<Instant()> clock)
      : pool_(std::move(index_dir)), clock_(std::move(clock)) {}

  /// Throws Error for what cannot be answered; the server makes a problem of it.
  HttpResponse answer(const HttpRequest& request);

 private:
  HttpResponse answer_question(const HttpRequest& request);
  HttpResponse answer_readiness();

  SessionPool pool_;
  std::function<Instant()> clock_;
};

}  // namespace dejavu
