// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "core/base/settings.h"
#include "server/http/http.h"
#include "server/questions/sessions.h"

namespace dejavu {

struct RouteOptions {
  RecurrenceOptions recurrence{};                  // how decisions about recurrences are read …
  VerdictsFrom from = VerdictsFrom::kThisMachine;  // … and from where they are taken
  std::string edit_url{};                          // Settings::edit_url
  std::vector<AccessToken> tokens{};               // Settings::tokens
  /// Gets the lines of audit_line and failure_line; called on many threads at once.
  std::function<void(std::string_view)> audit{};
};

/// Everything that is served over HTTP, callable without a socket and from many threads at once.
class Routes {
 public:
  /// `thesaurus` is the one that the index was made with; `clock` tells the time of an answer.
  Routes(std::filesystem::path index_dir, std::shared_ptr<const Thesaurus> thesaurus,
         std::function<Instant()> clock, const RouteOptions& options = {})
      : pool_(std::move(index_dir), std::move(thesaurus),
              std::make_shared<RecurrenceBook>(options.recurrence)),
        clock_(std::move(clock)),
        started_(clock_()),
        verdicts_from_(options.from),
        edit_url_(options.edit_url),
        tokens_(options.tokens),
        audit_(options.audit) {}

  /// With tokens only /healthz and /readyz are for everybody. Throws Error for what cannot be
  /// answered; the server makes a problem of it.
  HttpResponse answer(const HttpRequest& request);

 private:
  HttpResponse answer_admitted(const HttpRequest& request);
  HttpResponse answer_question(const HttpRequest& request);
  HttpResponse answer_readiness();

  SessionPool pool_;
  std::function<Instant()> clock_;
  Instant started_;
  VerdictsFrom verdicts_from_;
  std::string edit_url_;
  std::vector<AccessToken> tokens_;
  std::function<void(std::string_view)> audit_;
};

}  // namespace dejavu
