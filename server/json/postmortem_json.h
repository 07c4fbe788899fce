// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>

#include "core/postmortem/postmortem.h"

namespace dejavu {

/// A postmortem with the names of docs/POSTMORTEM.md. Absent texts are empty, absent times null.
/// What the file decided about other incidents stands in one list, "relations", whatever its kind;
/// "approximate" names the times that the author called "about" or gave as a range.
nlohmann::json to_json(const Postmortem& postmortem);

/// RFC 3339 where the time of day is known, else "2026-02-03", "2026-02" or "2026": what a program
/// can parse, without the "~" and "/" of format_moment.
nlohmann::json moment_json(const std::optional<Moment>& moment);

}  // namespace dejavu
