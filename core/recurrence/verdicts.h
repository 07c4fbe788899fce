// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <cstddef>
#include <string>

#include "core/base/time.h"
#include "core/index/reader.h"
#include "core/recurrence/ledger_line.h"

namespace dejavu {

/// A decision as somebody typed or sent it.
struct VerdictRequest {
  std::string kind;
  std::string from;
  std::string to;
  std::string recurrence_class;
  std::string reason;
  std::string by;
};

/// A reason is a sentence, not a report.
inline constexpr std::size_t kMaxReasonBytes = 2000;
inline constexpr std::size_t kMaxNameBytes = 200;

/// The line for the ledger. Blanks are collapsed and control characters removed. Throws Error
/// kInvalid, saying what to give instead: an unknown kind, nobody in `by`, no reason for a
/// recurrence_of or not_recurrence_of, a class that is none of R1 to R5 or stands beside another
/// kind, one incident twice, `from` earlier than `to`; kNotFound for an id that the index lacks.
LedgerEntry checked_verdict(Reader& reader, const VerdictRequest& request, Instant now);

}  // namespace dejavu
