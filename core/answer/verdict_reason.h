// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>
#include <vector>

#include "core/answer/search_answer.h"

namespace dejavu {

/// Why the verdict is what it is, in a sentence without a full stop: "the same two log lines; the
/// runner-up is far behind", "only common words matched; a yes would need “wal-g”". `standing` is
/// that of `best`, which is one of `total`.
std::string reason_for(VerdictAnswer answer, const HitAnswer& best, const Standing& standing,
                       std::size_t total);

/// Why there is no hit at all for the question, whose parts are `parts`.
std::string reason_for_nothing(const Question& question, const std::vector<RatedPart>& parts);

}  // namespace dejavu
