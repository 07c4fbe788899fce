// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/time.h"
#include "core/postmortem/diagnostic.h"
#include "core/recurrence/incidents.h"
#include "core/recurrence/ledger.h"

namespace dejavu {

/// An incident that begins within this time after the earlier one was over is the same event.
/// A day: what comes back while the repair is still being watched was not repaired.
inline constexpr std::chrono::hours kDefaultCooldown{24};

/// What people have decided about two incidents. The first four exclude each other; the last two
/// stand beside them.
enum class PairState {
  kConfirmed,    // recurrence_of: the same mechanism came back
  kRejected,     // not_recurrence_of: reviewed, and it is another one. Never suggested again
  kLookalike,    // lookalike_of: same symptom, other mechanism
  kDuplicate,    // duplicate_of, or a recurrence_of inside the cooldown: never counted
  kRemediation,  // caused_by_remediation_of
  kPart,         // part_of
};

/// "confirmed", "rejected", "lookalike", "duplicate", "caused_by_remediation", "part".
std::string_view name_of(PairState state);

enum class DecisionSource { kFrontMatter, kLedger };

std::string_view name_of(DecisionSource source);  // "front_matter", "ledger"

struct SettledPair {
  std::string from;  // the later incident
  std::string to;    // the earlier one
  PairState state = PairState::kConfirmed;
  std::string recurrence_class;  // "R1" to "R5", or empty
  std::string by;
  std::optional<Moment> at;  // absent where the front matter does not say it
  std::string reason;
  DecisionSource source = DecisionSource::kFrontMatter;

  bool operator==(const SettledPair&) const = default;
};

/// Something odd about a decision: where it stands (a path in the corpus, or kLedgerFile) and what
/// was assumed. Codes are documented in docs/RECURRENCE.md.
struct RelationProblem {
  std::string path;
  Diagnostic diagnostic;

  bool operator==(const RelationProblem&) const = default;
};

struct Settled {
  std::vector<SettledPair> pairs;         // by from, to, state
  std::vector<RelationProblem> problems;  // by path and line
};

/// Which decisions hold. Front matter wins over the ledger; of two lines of the ledger about a pair
/// the later one, and `retracted` takes back what the ledger said; of two statements of front
/// matter the one with the later `at`, then the lower line. A pair is the same in both directions:
/// where both times are known, the later incident is `from`, whoever wrote it otherwise. Decisions
/// on incidents that are not there, or of an incident on itself, count nowhere and are problems.
/// The result does not depend on the order of incidents, nor on that of the ledger's lines.
Settled settle(const std::vector<IncidentFacts>& incidents, const Ledger& ledger,
               std::chrono::seconds cooldown);

/// Whether B began after A was over and the cooldown had passed; true where a time is missing.
bool is_after_cooldown(const IncidentFacts& later, const IncidentFacts& earlier,
                       std::chrono::seconds cooldown);

}  // namespace dejavu
