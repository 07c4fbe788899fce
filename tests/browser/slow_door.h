// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <atomic>
#include <memory>
#include <string>

namespace dejavu {

/// Stands before a server and passes everything on, but keeps answers to addresses that contain a
/// certain text until it is told to let them go: a slow network, without a clock.
class SlowDoor {
 public:
  SlowDoor(int server_port, std::string slow_text);
  ~SlowDoor();
  SlowDoor(const SlowDoor&) = delete;
  SlowDoor& operator=(const SlowDoor&) = delete;

  int port() const;
  int kept() const { return kept_; }  // requests that came to be kept
  void let_go() { open_ = true; }
  int let_out() const { return let_out_; }

 private:
  class Door;
  std::atomic<bool> open_{false};
  std::atomic<int> kept_{0};
  std::atomic<int> let_out_{0};
  std::unique_ptr<Door> door_;
};

}  // namespace dejavu
