// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

#include <optional>

#include "core/base/time.h"
#include "server/html/templates.h"

namespace dejavu {

/// {datetime, day, full, age} for `<time>`: `day` is the date as exact as it is known, `full` with
/// the time of day. False when absent.
TemplateValue moment_value(const std::optional<Moment>& moment, Instant now);

/// {datetime, age} of a time that is exact.
TemplateValue instant_value(Instant at, Instant now);

}  // namespace dejavu
