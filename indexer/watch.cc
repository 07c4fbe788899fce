// SPDX-License-Identifier: GPL-2.0-or-later
#include "indexer/watch.h"

#include <fmt/format.h>
#include <poll.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/base/corpus_path.h"
#include "core/base/error.h"
#include "indexer/folder_watch.h"
#include "indexer/report.h"
#include "indexer/update.h"

namespace dejavu {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

/// A save, a checkout or an unpacked archive is a burst of events; it is over when nothing comes
/// for this long.
constexpr milliseconds kQuiet(50);

/// A burst without end must not keep what it began with from being found: half of the second that
/// readers are promised.
constexpr milliseconds kLongestBurst(500);

/// Between attempts, when another writer is at work, or the disk is full.
constexpr milliseconds kRetry(300);

Instant now() { return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()); }

/// Worth another attempt without anybody doing anything about the index.
bool may_pass(ErrorKind kind) {
  return kind == ErrorKind::kLocked || kind == ErrorKind::kIo || kind == ErrorKind::kUnavailable;
}

class Watcher {
 public:
  explicit Watcher(const WatchJob& job)
      : job_(job),
        settings_(load_settings(job.sources)),
        watch_(settings_.corpus, settings_.index) {
    changes_.all = true;  // of the time before
  }

  void run() {
    while (!job_.signals->arrived()) {
      if (changes_.empty()) {
        wait(std::nullopt);
      } else {
        gather();
        if (!job_.signals->arrived() && !try_update()) wait(kRetry);
      }
      changes_ = watch_.add_to(std::move(changes_));
    }
  }

 private:
  /// For something to happen, a signal, or the time to be over; true when something happened.
  bool wait(std::optional<milliseconds> time) const {
    std::array<pollfd, 2> polled = {
        {{watch_.number(), POLLIN, 0}, {job_.signals->number(), POLLIN, 0}}};
    ::poll(polled.data(), polled.size(), time ? static_cast<int>(time->count()) : -1);
    return polled[0].revents != 0;
  }

  /// The rest of a burst.
  void gather() {
    const auto end = Clock::now() + kLongestBurst;
    while (Clock::now() < end && !job_.signals->arrived() && wait(kQuiet)) {
      changes_ = watch_.add_to(std::move(changes_));
    }
  }

  /// What of the changes concerns the index, as names for update_files.
  std::vector<std::string> names() const {
    std::vector<std::string> names(changes_.folders.begin(), changes_.folders.end());
    for (const std::string& path : changes_.files) {
      if (path == kSettingsFile || belongs_to_corpus(settings_, path)) names.push_back(path);
    }
    std::ranges::sort(names);
    return names;
  }

  /// Changes stay when it fails, so that the next attempt has them. False: try again later.
  bool try_update() {
    try {
      if (changes_.all || changes_.files.contains(std::string(kSettingsFile))) {
        settings_ = load_settings(job_.sources);
      }
      const std::vector<std::string> named = names();
      if (changes_.all || !named.empty()) update(named);
      changes_ = {};
      last_problem_.clear();
      return true;
    } catch (const Error& error) {
      // A dejavu.toml that cannot be read is being written, or will be mended.
      const bool is_settings = error.kind() == ErrorKind::kInvalid;
      if (!may_pass(error.kind()) && !is_settings) throw;
      if (last_problem_ != error.what()) job_.say(fmt::format("not indexed: {}\n", error.what()));
      last_problem_ = error.what();
      return false;
    }
  }

  void update(const std::vector<std::string>& named) {
    const Clock::time_point begin = Clock::now();
    IndexJob job = {.settings = settings_,
                    .now = now(),
                    .threads = job_.threads,
                    .thesaurus = thesaurus_of(settings_)};
    job.interrupted = [this] { return job_.signals->arrived(); };
    const Summary summary = changes_.all ? update_index(job) : update_files(job, named);
    const std::size_t done = summary.indexed + summary.renamed + summary.removed;
    const bool is_news = done > 0 || changes_.all || !summary.all_read_because.empty();
    if (!summary.interrupted && is_news) {
      job_.say(summary_text(summary, Clock::now() - begin));
    }
  }

  const WatchJob& job_;
  Settings settings_;
  FolderWatch watch_;
  WatchedChanges changes_;
  std::string last_problem_;
};

}  // namespace

void watch_corpus(const WatchJob& job) { Watcher(job).run(); }

}  // namespace dejavu
