// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <atomic>

#include "core/base/descriptor.h"

namespace dejavu {

/// SIGINT and SIGTERM as something to ask for instead of something that happens. Made before other
/// threads are, because they inherit the mask.
class InterruptSignals {
 public:
  InterruptSignals();

  /// Stays true. Safe to call from any thread.
  bool arrived();

  /// For poll(): readable when one has arrived that arrived() has not been asked about.
  int number() const { return signals_.number(); }

 private:
  Descriptor signals_;
  std::atomic<bool> arrived_{false};
};

}  // namespace dejavu
