// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <string>

#include "core/answer/incident_answer.h"
#include "core/answer/search_answer.h"

namespace dejavu {

// Answers written by hand, for what prints them.

/// 2026-11-21, noon.
Instant test_now();

Moment day(std::string_view text);

/// A hit with everything that a card can show.
HitAnswer full_hit(const std::string& id);

/// Maybe, with the given hits.
SearchAnswer maybe_answer(std::vector<HitAnswer> hits);

/// An incident with every field filled.
IncidentAnswer full_incident();

/// What attackers and unlucky authors write: markup, quotes, mustaches, control characters.
inline constexpr std::string_view kHostile =
    "<script>alert(1)</script> \"><img src=x onerror='alert(2)'> {{{body}}} {{> hit}} &amp; \x01 "
    "\xE2\x80\xAE";

}  // namespace dejavu
