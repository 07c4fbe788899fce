// SPDX-License-Identifier: GPL-2.0-or-later
#include "core/recurrence/askers.h"

#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>

#include "core/base/error.h"

namespace dejavu {

struct Askers::Asker {
  Reader reader;
  Tokenizer tokenizer;
};

/// Hands incidents to whoever asks next, and keeps the first failure.
class Askers::Turns {
 public:
  explicit Turns(std::span<const IncidentFacts* const> incidents)
      : incidents_(incidents), asked_(incidents.size()) {}

  void ask_some(Reader& reader, Tokenizer& tokenizer) {
    try {
      for (std::size_t i = next_++; i < incidents_.size(); i = next_++) {
        asked_[i] = ask_incident(reader, tokenizer, *incidents_[i]);
      }
    } catch (...) {
      next_ = incidents_.size();
      const std::lock_guard lock(mutex_);
      if (!failure_) failure_ = std::current_exception();
    }
  }

  /// When all threads have ended.
  std::vector<AskedIncident> take() {
    if (failure_) std::rethrow_exception(failure_);
    return std::move(asked_);
  }

 private:
  std::span<const IncidentFacts* const> incidents_;
  std::vector<AskedIncident> asked_;
  std::atomic<std::size_t> next_{0};
  std::mutex mutex_;
  std::exception_ptr failure_;
};

Askers::Askers(Reader& reader, Tokenizer& tokenizer, std::filesystem::path index, unsigned threads)
    : reader_(reader),
      tokenizer_(tokenizer),
      index_(std::move(index)),
      threads_(index_.empty() ? 1 : threads) {}

Askers::~Askers() = default;

std::vector<AskedIncident> Askers::ask(std::span<const IncidentFacts* const> incidents) {
  if (incidents.size() > 1) open_others();
  Turns turns(incidents);
  std::vector<std::jthread> threads;
  for (Asker& other : others_) {
    threads.emplace_back([&] { turns.ask_some(other.reader, other.tokenizer); });
  }
  turns.ask_some(reader_, tokenizer_);
  threads.clear();  // waits for them
  return turns.take();
}

void Askers::open_others() {
  while (others_.size() + 1 < threads_) {
    Reader other(index_);
    if (!other.info().is_same_revision(reader_.info())) {
      throw Error(ErrorKind::kUnavailable, "The index was replaced while it was being read.",
                  "Try again.");
    }
    others_.push_back({std::move(other), tokenizer_.another()});
  }
}

}  // namespace dejavu
