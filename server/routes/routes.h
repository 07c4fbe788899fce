// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <functional>
#include <memory>

#include "core/base/settings.h"
#include "server/http/http.h"
#include "server/questions/sessions.h"

namespace dejavu {

/// How decisions about recurrences are read and taken.
struct VerdictOptions {
  RecurrenceOptions recurrence{};
  VerdictsFrom from = VerdictsFrom::kThisMachine;
};

/// Everything that is served over HTTP, callable without a socket and from many threads at once.
class Routes {
 public:
  /// `thesaurus` is the one that the index was made with; `clock` tells the time of an answer.
  Routes(std::filesystem::path index_dir, std::shared_ptr<const Thesaurus> thesaurus,
         std::function<Instant()> clock, const VerdictOptions& verdicts = {})
      : pool_(std::move(index_dir), std::move(thesaurus),
              std::make_shared<RecurrenceBook>(verdicts.recurrence)),
        clock_(std::move(clock)),
        verdicts_from_(verdicts.from) {}

  /// Throws Error for what cannot be answered; the server makes a problem of it.
  HttpResponse answer(const HttpRequest& request);

 private:
  HttpResponse answer_question(const HttpRequest& request);
  HttpResponse answer_readiness();

  SessionPool pool_;
  std::function<Instant()> clock_;
  VerdictsFrom verdicts_from_;
};

}  // namespace dejavu
