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

Askers::Askers(Reader& reader, Tokenizer& tokenizer, std::filesystem::path index, unsigned threads)
    : reader_(reader),
      tokenizer_(tokenizer),
      index_(std::move(index)),
      threads_(index_.empty() ? 1 : threads) {}

Askers::~Askers() = default;

std::vector<AskedIncident> Askers::ask(std::span<const IncidentFacts* const> incidents) {
  while (others_.size() + 1 < threads_ && incidents.size() > 1) {
    Reader other(index_);
    if (!other.info().is_same_revision(reader_.info())) {
      throw Error(ErrorKind::kUnavailable, "The index was replaced while it was being read.",
                  "Try again.");
    }
    others_.push_back({std::move(other), tokenizer_.another()});
  }

  std::vector<AskedIncident> asked(incidents.size());
  std::atomic<std::size_t> next{0};
  std::mutex mutex;
  std::exception_ptr failure;
  const auto ask_some = [&](Reader& reader, Tokenizer& tokenizer) {
    try {
      for (std::size_t i = next++; i < incidents.size(); i = next++) {
        asked[i] = ask_incident(reader, tokenizer, *incidents[i]);
      }
    } catch (...) {
      next = incidents.size();
      const std::lock_guard lock(mutex);
      if (!failure) failure = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> threads;
    for (Asker& other : others_) {
      threads.emplace_back([&] { ask_some(other.reader, other.tokenizer); });
    }
    ask_some(reader_, tokenizer_);
  }
  if (failure) std::rethrow_exception(failure);
  return asked;
}

}  // namespace dejavu
