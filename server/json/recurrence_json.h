// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "core/recurrence/book.h"

namespace dejavu {

/// `families`, `pairs` (decided and suggested ones), `remediation_chains`, `problems` and
/// `cooldown_s` of docs/API.md.
nlohmann::json to_json(const Recurrences& recurrences);

/// What is known about two incidents, as one of the `pairs`; null when nothing is decided on them.
nlohmann::json pair_json(const Recurrences& recurrences, const LedgerEntry& about);

nlohmann::json to_json(const LedgerEntry& entry);

}  // namespace dejavu
