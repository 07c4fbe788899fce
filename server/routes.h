// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <memory>

#include "server/http/http.h"
#include "server/sessions.h"

namespace dejavu {

/// Everything that is served over HTTP, callable without a socket and from many threads at once.
class Routes {
 public:
  /// `thesaurus` is the one that the index was made with; `clock` tells the time of an answer.
  Routes(std::filesystem::path index_dir, std::shared_ptr<const Thesaurus> thesaurus,
         std::function<Instant()> clock)
      : pool_(std::move(index_dir), std::move(thesaurus)), clock_(std::move(clock)) {}

  /// Throws Error for what cannot be answered; the server makes a problem of it.
  HttpResponse answer(const HttpRequest& request);

 private:
  HttpResponse answer_question(const HttpRequest& request);
  HttpResponse answer_readiness();

  SessionPool pool_;
  std::function<Instant()> clock_;
};

}  // namespace dejavu
