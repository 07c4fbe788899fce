// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "core/answer/verdict.h"
#include "core/index/reader.h"
#include "core/index/tokens.h"
#include "core/recurrence/families.h"
#include "core/recurrence/incidents.h"
#include "core/recurrence/ledger.h"
#include "core/recurrence/relations.h"
#include "core/recurrence/suggestions.h"

namespace dejavu {

struct RecurrenceOptions {
  std::filesystem::path corpus{};  // where the ledger stands; empty: the folder that was indexed
  std::filesystem::path index{};   // where suggestions are kept; empty: nowhere
  std::chrono::seconds cooldown = kDefaultCooldown;
  unsigned threads = 1;  // that ask incidents; more than one needs `index`
  /// How long read() waits while another thread asks the incidents; absent: as long as it takes.
  std::optional<std::chrono::milliseconds> patience{};
  /// Called by the thread that asks, after every kAskedPerCall incidents and at the end, with how
  /// many are done of how many. Empty: nobody is told.
  std::function<void(std::size_t, std::size_t)> asking{};
};

inline constexpr std::size_t kAskedPerCall = 100;  // under a second, also of large incidents

/// Everything that is known about recurrences at one revision of the index and one state of the
/// ledger: what `dejavu recurrences` prints and what figures and reviews are computed from.
struct Recurrences {
  std::vector<IncidentFacts> incidents;
  Ledger ledger;
  std::vector<SettledPair> pairs;
  std::vector<AskedIncident> asked;  // one for each of `incidents`, whatever was decided
  std::vector<Suggestion> suggestions;
  std::vector<Family> families;
  std::vector<std::vector<std::string>> remediation_chains;
  std::vector<RelationProblem> problems;
  std::chrono::seconds cooldown{};
  IndexInfo index;
};

/// Reads all that once and keeps it until the index or the ledger changes. Its methods may be
/// called from many threads at once; each brings a reader of its own.
class RecurrenceBook {
 public:
  explicit RecurrenceBook(RecurrenceOptions options) : options_(std::move(options)) {}

  /// Of the reader's current revision. The first call for a generation asks each incident; later
  /// ones only those that came since (an incident that was written into the past does not make the
  /// later ones be asked again; the next build does). Each takes about a millisecond, in a
  /// collection of 100,000 seven. Throws what reader and ledger throw, and Error kUnavailable when
  /// patience ends.
  std::shared_ptr<const Recurrences> read(Reader& reader, Tokenizer& tokenizer);

  /// What read() gave last, as long as it is still true: nullptr before the first call, after a
  /// change, and while it is being read. Never computes anything and never waits.
  std::shared_ptr<const Recurrences> known(const Reader& reader);

  /// What the ledger says on the whole, for the prior of a verdict: of the kMostDecisions pairs
  /// that were decided on last, how many are recurrences and how many are not. Front matter is not
  /// counted: that would read every incident before the first answer. None of a ledger that cannot
  /// be read: an answer that is needed now does not wait for its permissions; read() says so.
  Decisions decisions(Reader& reader);

  std::chrono::seconds cooldown() const { return options_.cooldown; }

  /// The folder of the ledger.
  std::filesystem::path corpus(const Reader& reader) const;

 private:
  std::unique_lock<std::mutex> lock();
  std::shared_ptr<const Recurrences> compute(Reader& reader, Tokenizer& tokenizer) const;
  std::vector<AskedIncident> ask_all(Reader& reader, Tokenizer& tokenizer,
                                     const std::vector<IncidentFacts>& incidents) const;

  struct Counted {
    LedgerStamp stamp;
    std::string generation;
    std::uint64_t revision = 0;
    Decisions decisions;
  };

  RecurrenceOptions options_;
  std::mutex mutex_;  // guards what follows
  std::shared_ptr<const Recurrences> last_;
  LedgerStamp last_stamp_;
  std::mutex counted_mutex_;  // searches do not wait for a computation; guards what follows
  std::optional<Counted> counted_;
};

inline constexpr std::size_t kMostDecisions = 500;

}  // namespace dejavu
