// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <ctime>
#include <filesystem>
#include <utility>
#include <vector>

namespace dejavu {

using Seconds = std::chrono::duration<double>;

/// Measurements of one thing, in any unit.
class Sample {
 public:
  void add(double value) { values_.push_back(value); }
  std::size_t count() const { return values_.size(); }

  /// Nearest rank, `share` in 0..1; 0 of nothing.
  double percentile(double share) const;
  double median() const { return percentile(0.5); }
  double mean() const;

 private:
  std::vector<double> values_;
};

/// How long `work()` takes.
template <typename Work>
Seconds time_of(Work&& work) {
  const auto begin = std::chrono::steady_clock::now();
  std::forward<Work>(work)();
  return std::chrono::steady_clock::now() - begin;
}

/// CPU time of a whole program, ours or another one that runs.
class CpuClock {
 public:
  /// Throws Error kNotFound when there is no such program.
  explicit CpuClock(pid_t pid);
  Seconds now() const;

 private:
  clockid_t clock_ = 0;
};

inline double milliseconds(Seconds duration) { return duration.count() * 1e3; }

/// Bytes of all regular files at or below `path`.
std::uint64_t bytes_on_disk(const std::filesystem::path& path);

/// The machine's load average over the last minute: above 1.5 on two cores others work, too.
double load_average();

}  // namespace dejavu
