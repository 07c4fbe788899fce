// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

#include "server/commands/commands.h"

namespace dejavu {

/// `dejavu review` as it was typed; empty texts were not given.
struct ReviewRequest {
  enum class SinceLast { kNo, kYes };

  Arguments period;             // week, month, from, to
  std::string format = "text";  // text, md, json, html
  SinceLast since_last = SinceLast::kNo;
  std::string by;
};

/// Prints the review of a week, a month, any days, or of the time since the last review. The last
/// one notes in the ledger of the corpus that a review was held, by whom (`by`, else git's user),
/// after it has been printed.
int run_review(const CommandContext& context, const ReviewRequest& request);

}  // namespace dejavu
