// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/progress_bar.h"

#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <mutex>
#include <stop_token>

namespace dejavu {
namespace {

using Clock = std::chrono::steady_clock;

/// Fast enough to look alive; the first one late enough that a small update shows nothing.
constexpr std::chrono::milliseconds kInterval{250};

constexpr const char* kClearLine = "\r\x1b[K";

std::string line_of(const Progress& progress, std::chrono::duration<double> elapsed) {
  const std::size_t done = progress.files_done;
  const std::size_t total = progress.files_total;
  if (progress.merging) return fmt::format("{} files read; merging", done);
  if (total == 0) return "looking for files";
  const double rate = static_cast<double>(done) / elapsed.count();
  std::string line = fmt::format("{} of {} files, {:.0f}/s", done, total, rate);
  if (done > 0 && done < total) {
    line += fmt::format(", {:.0f} s left", static_cast<double>(total - done) / rate);
  }
  return line;
}

void draw(const std::stop_token& stop, const Progress& progress) {
  const Clock::time_point start = Clock::now();
  std::mutex mutex;
  std::condition_variable_any wake;
  std::unique_lock lock(mutex);
  bool drawn = false;
  while (!wake.wait_for(lock, stop, kInterval, [&] { return stop.stop_requested(); })) {
    fmt::print(stderr, "{}{}", kClearLine, line_of(progress, Clock::now() - start));
    drawn = true;
  }
  if (drawn) fmt::print(stderr, "{}", kClearLine);
}

}  // namespace

ProgressBar::ProgressBar(std::shared_ptr<const Progress> progress) {
  if (::isatty(STDERR_FILENO) == 0) return;
  thread_ = std::jthread(
      [shared = std::move(progress)](const std::stop_token& stop) { draw(stop, *shared); });
}

}  // namespace dejavu
