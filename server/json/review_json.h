// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "core/review/actions.h"

namespace dejavu {

/// `actions` and `counts` of docs/API.md.
nlohmann::json to_json(const ActionReport& report);

/// Its `counts`.
nlohmann::json to_json(const ActionCounts& counts);

/// One of the `actions`.
nlohmann::json to_json(const ReviewedAction& action);

}  // namespace dejavu
