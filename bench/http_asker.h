// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "bench/child.h"

namespace dejavu {

/// A client that keeps its connection, as a browser does.
class HttpAsker {
 public:
  explicit HttpAsker(int port);
  ~HttpAsker();
  HttpAsker(HttpAsker&&) noexcept;

  /// The answer of /api/v1/search as JSON text: by GET, a paste by POST. Throws Error kIo for
  /// everything but 200.
  std::string ask(const std::string& question);

  /// Waits until the server is ready; throws Error kUnavailable when that takes 10 seconds.
  void wait_until_ready();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

/// `dejavu serve` for an index, on a port of its own.
class Server {
 public:
  Server(const std::filesystem::path& bin, const std::filesystem::path& corpus,
         const std::filesystem::path& index);

  int port() const { return port_; }
  CpuClock cpu() const { return CpuClock(child_.pid()); }

 private:
  int port_;
  Child child_;
};

}  // namespace dejavu
