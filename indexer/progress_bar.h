// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <memory>
#include <thread>

#include "indexer/job.h"

namespace dejavu {

/// Shows on standard error how far a job is, while the object lives; nothing when standard error
/// is no terminal.
class ProgressBar {
 public:
  explicit ProgressBar(std::shared_ptr<const Progress> progress);

 private:
  std::jthread thread_;
};

}  // namespace dejavu
