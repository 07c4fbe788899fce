// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "server/http/connection.h"
#include "server/http/head.h"

namespace dejavu {

struct RequestBody {
  enum class State { kWhole, kTooLarge, kTooSlow, kBroken };
  State state = State::kWhole;
  std::string bytes;
};

/// Carries one request's body in and its answer out. The only user of the HTTP library, which
/// never sees what a client wrote in its head: it gets a head of ours that says how long the body
/// is, so its own parsing, with its faults, has nothing to work on.
class Exchange {
 public:
  explicit Exchange(const HttpLimits& limits);
  ~Exchange();

  enum class After { kOpen, kClosing, kUnreadInput };

  /// `answer` is called once. kOpen: the client may send its next request. kClosing: the answer
  /// was the last one, or the client is gone. kUnreadInput: as kClosing, and input is left over.
  After run(Connection& connection, const RequestHead& head,
            const std::function<HttpResponse(RequestBody)>& answer);

 private:
  class Library;
  std::unique_ptr<Library> library_;
};

}  // namespace dejavu
