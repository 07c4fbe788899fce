// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <filesystem>
#include <span>
#include <vector>

#include "core/index/reader.h"
#include "core/index/tokens.h"
#include "core/recurrence/suggestions.h"

namespace dejavu {

/// Asks many incidents, several at once: each thread but the caller's has a reader and a tokenizer
/// of its own. One object serves one thread.
class Askers {
 public:
  /// The index is that of the reader, and is only needed for more than one thread. Reader and
  /// tokenizer outlive the object.
  Askers(Reader& reader, Tokenizer& tokenizer, std::filesystem::path index, unsigned threads);
  ~Askers();
  Askers(const Askers&) = delete;
  Askers& operator=(const Askers&) = delete;

  /// In the order of `incidents`, none of which is nullptr. Throws what ask_incident throws, and
  /// Error kUnavailable when the index has gone on since the reader looked.
  std::vector<AskedIncident> ask(std::span<const IncidentFacts* const> incidents);

 private:
  struct Asker;
  class Turns;

  void open_others();

  Reader& reader_;
  Tokenizer& tokenizer_;
  std::filesystem::path index_;
  unsigned threads_;
  std::vector<Asker> others_;  // opened when there is something to ask
};

}  // namespace dejavu
