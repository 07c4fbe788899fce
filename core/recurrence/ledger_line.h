// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "core/base/time.h"
#include "core/postmortem/postmortem.h"

namespace dejavu {

/// What a line of the ledger says: one of the six relations of a postmortem's front matter, that
/// nothing is decided about a pair any more, or that a review was held.
enum class LedgerKind {
  kRecurrenceOf,
  kNotRecurrenceOf,
  kLookalikeOf,
  kCausedByRemediationOf,
  kDuplicateOf,
  kPartOf,
  kRetracted,
  kReviewHeld,
};

/// "recurrence_of", …, "retracted", "review_held". Each function is the other's inverse.
std::string_view name_of(LedgerKind kind);
std::optional<LedgerKind> ledger_kind_from(std::string_view name);

/// Absent for kRetracted and kReviewHeld.
std::optional<RelationKind> relation_of(LedgerKind kind);

/// One decision of a person. `from` is the later incident, `to` the earlier one; both are empty
/// for kReviewHeld.
struct LedgerEntry {
  Instant at{};
  std::string by;
  LedgerKind kind = LedgerKind::kRecurrenceOf;
  std::string from;
  std::string to;
  std::string recurrence_class;  // "R1" to "R5" or empty
  std::string reason;
  int line = 0;      // in the file, 1-based; 0 before it is written
  std::string text;  // the line as it stands in the file, without its end

  bool operator==(const LedgerEntry&) const = default;
};

/// What is wrong with a line, in a sentence, and a stable code.
struct LineFault {
  std::string code;
  std::string message;
};

/// Total: any bytes give an entry or a fault. Unknown keys are allowed: a newer program may have
/// written them.
std::variant<LedgerEntry, LineFault> parse_ledger_line(std::string_view text, int line);

/// One line of ASCII without its end; parse_ledger_line gives back the same entry.
std::string format_ledger_line(const LedgerEntry& entry);

/// In double quotes: a string of JSON, and of YAML too. Letters stay UTF-8, because YAML does not
/// join the two halves that JSON escapes an emoji to.
std::string json_quoted(std::string_view text);

}  // namespace dejavu
