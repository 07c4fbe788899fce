// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/crash/disk_model.h"
#include "tests/crash/shimmed.h"

namespace dejavu {

/// A program that fails again and again from the same start.
struct FaultyRun {
  Shimmed program;
  std::filesystem::path scratch;  // a folder for logs; all that the program changes is below it
  std::function<void()> restore;  // makes everything what it was
  /// What is wrong after a run; empty when nothing is. A run that lost power counts as killed.
  std::function<std::string(const Outcome&)> complaint;
};

/// Every failure of `fault` that was not survived: "at 17: …". The run is repeated with each of its
/// calls failing. `least_calls` guards against a sweep over nothing.
std::vector<std::string> sweep(FaultyRun run, const std::string& fault, int least_calls);

/// One run with a fault that it must not even notice; what went wrong, or nothing.
std::string outlast(FaultyRun run, const std::string& fault);

/// Whether the disk does what it says when it is told to sync.
enum class Syncs { kKept, kIgnored };

struct PowerCut {
  std::string folder;  // below scratch: what is looked at when the power is back
  Survives survives = Survives::kNothing;
  Syncs syncs = Syncs::kKept;
};

/// One run, and after each of its calls a loss of power; the last one after its success was told.
std::vector<std::string> lose_power(FaultyRun run, const PowerCut& cut, int least_calls);

}  // namespace dejavu
